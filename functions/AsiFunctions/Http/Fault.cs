namespace AsiFunctions.Http;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Pointer">Where: a JSON pointer into the body (<c>/organisation/country</c>), empty for the body as a whole.</param>
/// <param name="Code">Stable, kebab case: <c>required</c>, <c>too-long</c>.</param>
/// <param name="Message">One sentence for the person: what is wrong and what to do.</param>
// CA1720: a JSON pointer is called a pointer.
#pragma warning disable CA1720
public sealed record Fault(string Pointer, string Code, string Message);
#pragma warning restore CA1720
