using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>
/// What has to hold between the versions of a standard: each once, and no day between the first and the last on which none can be audited against.
/// </summary>
internal static class CatalogueTransitions
{
    /// <summary>Finds what does not fit.</summary>
    public static void Check(IReadOnlyList<(StandardVersion Version, string Pointer)> versions, List<Fault> faults)
    {
        foreach (IGrouping<StandardRef, (StandardVersion Version, string Pointer)> same in versions.GroupBy(v => v.Version.Ref))
        {
            faults.AddRange(same.Skip(1).Select(second => new Fault(
                $"{second.Pointer}/version",
                FaultCodes.Doubled,
                $"{same.Key} is described at {same.First().Pointer} already; keep one of the two.")));
        }

        foreach (IGrouping<StandardCode, (StandardVersion Version, string Pointer)> standard in versions.GroupBy(v => v.Version.Ref.Standard))
        {
            (StandardVersion Version, string Pointer)[] ordered = [.. standard.DistinctBy(v => v.Version.Ref).OrderBy(v => v.Version.ValidFrom)];
            foreach (((StandardVersion Version, string Pointer) older, (StandardVersion Version, string Pointer) newer) in ordered.Zip(
                ordered.Skip(1)))
            {
                if (Fault(older.Version, newer.Version) is { } found)
                {
                    faults.Add(new Fault($"{older.Pointer}/auditableUntil", found.Code, found.Message));
                }
            }
        }
    }

    private static (string Code, string Message)? Fault(StandardVersion older, StandardVersion newer) => older.AuditableUntil switch
    {
        null => ("not-ending", $"{newer.Ref} follows from {newer.ValidFrom:yyyy-MM-dd}; say until when {older.Ref} may still be audited against."),
        { } last when last.AddDays(1) < newer.ValidFrom =>
            ("gap", $"After {last:yyyy-MM-dd} no version could be audited against; let {older.Ref} end on {newer.ValidFrom.AddDays(-1):yyyy-MM-dd} or later."),
        _ => null,
    };
}
