namespace AsiFunctions.Domain.Forms;

/// <summary>One thing that is wrong with what somebody sent. All faults of a request are told at once.</summary>
/// <param name="Pointer">Where: an RFC 6901 JSON pointer into the request's body; the empty string is the whole body.</param>
/// <param name="Code">Stable, kebab case, for programs: <c>required</c>, <c>not-offered</c> (see <see cref="FaultCodes"/>).</param>
/// <param name="Message">One plain sentence for the person, in the language they fill the form in: what is wrong and what to do.</param>
// CA1720: a JSON pointer is called a pointer.
#pragma warning disable CA1720
public sealed record Fault(string Pointer, string Code, string Message);
#pragma warning restore CA1720
