using AsiFunctions.Tests.OpenApi.Writing;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.OpenApi;

/// <summary>The OpenAPI document as it is committed, and as the app's functions make it now.</summary>
public static class CommittedDocument
{
    /// <summary>What writes it anew.</summary>
    public const string Command = "dotnet run --project tests/OpenApi";

    /// <summary>Where it lies.</summary>
    public static string File { get; } = Path.Combine(RepositoryRoot.Path, "functions", "AsiFunctions", "openapi.json");

    /// <summary>The document that follows from the functions' triggers, audiences, attributes and doc comments.</summary>
    /// <exception cref="InvalidOperationException">A function says too little, or something that
    /// contradicts itself; the message names it.</exception>
    public static string Make() => DocumentWriter.Write(typeof(BackOffice).Assembly);
}
