using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Certification.Certificates.CertificateRecord;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>
/// Who holds a certificate suspended: a releaser, the member's duty, or both. Each lifts its own
/// suspension only; it is in force again when neither holds it.
/// </summary>
/// <param name="ByReleaser">True while a releaser does.</param>
/// <param name="ByDuty">True while the duty does: the PS certificate that had to follow is missing.</param>
public readonly record struct SuspensionCauses(bool ByReleaser, bool ByDuty)
{
    /// <summary>True where it is suspended.</summary>
    public bool Any => ByReleaser || ByDuty;

    /// <summary>Who holds it after these records.</summary>
    public static SuspensionCauses After(IEnumerable<CertificateRecord> records) =>
        records.Aggregate(default(SuspensionCauses), (causes, record) => causes.After(record));

    /// <summary>The records without those suspensions and reinstatements that left the standing as it was, since the other side held it.</summary>
    public static IEnumerable<CertificateRecord> WithoutIdle(IEnumerable<CertificateRecord> records)
    {
        SuspensionCauses causes = default;
        foreach (CertificateRecord record in records)
        {
            SuspensionCauses after = causes.After(record);
            if (record is not (Suspension or Reinstatement) || after.Any != causes.Any)
            {
                yield return record;
            }

            causes = after;
        }
    }

    /// <summary>Who holds it after this record too.</summary>
    public SuspensionCauses After(CertificateRecord record) => record switch
    {
        Suspension => With(record.By, held: true),
        Reinstatement => With(record.By, held: false),
        _ => this,
    };

    /// <summary>True where this one holds it: the machine is the duty's hand.</summary>
    public bool HeldBy(Actor actor) => actor.Role is Role.Machine ? ByDuty : ByReleaser;

    private SuspensionCauses With(Actor actor, bool held) =>
        actor.Role is Role.Machine ? this with { ByDuty = held } : this with { ByReleaser = held };
}
