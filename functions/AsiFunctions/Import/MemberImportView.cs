using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;

namespace AsiFunctions.Import;

/// <summary>An import as the Secretariat sees it.</summary>
/// <param name="Id">The import.</param>
/// <param name="State"><c>checked</c>, <c>applying</c>, <c>applied</c>, <c>stopped</c>.</param>
/// <param name="Content">SHA-256 of the file, hexadecimal.</param>
/// <param name="Planned">What it would have done when it was checked.</param>
/// <param name="Progress">How far it is: <c>done</c> of <c>planned.members</c>.</param>
public sealed record MemberImportView(CaseId Id, string State, string Content, ImportPlanned Planned, ImportProgress Progress)
{
    /// <summary>The view of an import as it is.</summary>
    public static MemberImportView Of(MemberImport import) => new(import.Id, import.StateName, import.Content, import.Planned, import.Progress);
}
