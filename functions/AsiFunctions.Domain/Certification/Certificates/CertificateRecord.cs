using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>
/// Something that happened to a certificate after its issue: a record of its own with who decided, when and why, and what it changed.
/// </summary>
/// <param name="On">The first day on which it holds.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; null where time alone decides, or a successor says it all.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(Extension), "extended")]
[JsonDerivedType(typeof(Suspension), "suspended")]
[JsonDerivedType(typeof(Reinstatement), "reinstated")]
[JsonDerivedType(typeof(Withdrawal), "withdrawn")]
[JsonDerivedType(typeof(Restoration), "restored")]
[JsonDerivedType(typeof(Supersession), "superseded")]
[JsonDerivedType(typeof(Conversion), "converted")]
[JsonDerivedType(typeof(Expiry), "expired")]
public abstract record CertificateRecord(DateOnly On, Actor By, DateTimeOffset At, string? Reason)
{
    /// <summary>The name, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        Extension => "extended",
        Suspension => "suspended",
        Reinstatement => "reinstated",
        Withdrawal => "withdrawn",
        Restoration => "restored",
        Supersession => "superseded",
        Conversion => "converted",
        _ => "expired",
    };

    /// <summary>The last day of validity that it sets; null where it leaves that alone.</summary>
    [JsonIgnore]
    public DateOnly? SetsExpiry => this switch { Extension e => e.Until, Conversion c => c.Until, _ => null };

    /// <summary>
    /// True where nothing can follow it, but a successor of earlier days that is entered later, or an appeal that lifts a withdrawal.
    /// </summary>
    [JsonIgnore]
    public bool IsEnd => this is Withdrawal or Supersession or Expiry;

    /// <summary>Valid for longer, by an offer of ASI's.</summary>
    /// <param name="On">The first day on which it holds.</param>
    /// <param name="By">Who decided.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why minors did not stand in the way; null where there were none.</param>
    /// <param name="RequestedOn">When the member asked.</param>
    /// <param name="Audit">The previous audit, that the decision rests on.</param>
    /// <param name="Before">The last day of validity until then.</param>
    /// <param name="Until">The last day of validity now.</param>
    public sealed record Extension(
        DateOnly On, Actor By, DateTimeOffset At, string? Reason, DateOnly RequestedOn, PreviousAudit Audit, DateOnly Before, DateOnly Until)
        : CertificateRecord(On, By, At, Reason);

    /// <summary>Not in force until further notice; the validity runs on.</summary>
    public sealed record Suspension(DateOnly On, Actor By, DateTimeOffset At, string? Reason) : CertificateRecord(On, By, At, Reason);

    /// <summary>In force again.</summary>
    public sealed record Reinstatement(DateOnly On, Actor By, DateTimeOffset At, string? Reason) : CertificateRecord(On, By, At, Reason);

    /// <summary>Taken back for good.</summary>
    public sealed record Withdrawal(DateOnly On, Actor By, DateTimeOffset At, string? Reason) : CertificateRecord(On, By, At, Reason);

    /// <summary>A withdrawal was overturned on appeal: from that day on it counts again, in the days between it did not.</summary>
    /// <param name="On">The first day on which it holds.</param>
    /// <param name="By">Who heard the appeal.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Appeal">The appeal, <c>APL-…</c>.</param>
    public sealed record Restoration(DateOnly On, Actor By, DateTimeOffset At, string? Reason, CaseId Appeal) : CertificateRecord(On, By, At, Reason);

    /// <summary>Another certificate of the same scope took its place.</summary>
    /// <param name="On">The first day of the other.</param>
    /// <param name="By">Who issued the other.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Null: the successor says it all.</param>
    /// <param name="Successor">The other.</param>
    public sealed record Supersession(DateOnly On, Actor By, DateTimeOffset At, string? Reason, CaseId Successor) : CertificateRecord(
        On, By, At, Reason);

    /// <summary>A provisional certificate became full: the same certificate, with the validity of a full one from its issue.</summary>
    /// <param name="On">The first day as a full certificate.</param>
    /// <param name="By">Who decided.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why; null where the audit says it all.</param>
    /// <param name="Audit">What the auditor found when the majors were followed up.</param>
    /// <param name="Before">The last day of validity until then.</param>
    /// <param name="Until">The last day of validity now.</param>
    public sealed record Conversion(DateOnly On, Actor By, DateTimeOffset At, string? Reason, AuditFindings Audit, DateOnly Before, DateOnly Until)
        : CertificateRecord(On, By, At, Reason);

    /// <summary>The validity ended by itself; noted when the machine noticed. A provisional certificate lapses.</summary>
    public sealed record Expiry(DateOnly On, Actor By, DateTimeOffset At, string? Reason) : CertificateRecord(On, By, At, Reason);
}

/// <summary>The audit before an extension, as the decision rests on it.</summary>
/// <param name="EndedOn">Its last day.</param>
/// <param name="Majors">Major non-conformances, 0 or more.</param>
/// <param name="Minors">Minor non-conformances, 0 or more.</param>
public sealed record PreviousAudit(DateOnly EndedOn, int Majors, int Minors);
