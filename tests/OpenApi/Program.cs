using AsiFunctions.Tests.OpenApi;

// Writes the document anew from what the app's functions say of themselves.
File.WriteAllText(CommittedDocument.File, CommittedDocument.Make());
Console.WriteLine($"{CommittedDocument.File} is written.");
