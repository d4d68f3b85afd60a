namespace AsiFunctions.Domain.Cases;

/// <summary>
/// A part of a case that is kept in a row of its own, since it is large or many: the answers to one principle, a piece of evidence.
/// </summary>
/// <param name="Name">Unique within the case; letters, digits, dots and dashes.</param>
/// <param name="Content">Stored as JSON, in place of what the part was before.</param>
public sealed record CasePart(string Name, object Content);
