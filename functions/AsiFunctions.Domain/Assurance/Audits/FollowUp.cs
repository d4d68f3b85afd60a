using System.Text.Json.Serialization;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>Something that follows a decision outside the audit: done once, retried forward, never taken back.</summary>
/// <param name="Kind">What.</param>
/// <param name="DoneAt">When it was done; null while it is not.</param>
/// <param name="Reference">What came of it: a certificate's number, how many; null for nothing.</param>
/// <param name="Stuck">Why it cannot be done as things are; null where nothing stands in the way.</param>
public sealed record FollowUp(FollowUpKind Kind, DateTimeOffset? DoneAt, string? Reference, StuckReason? Stuck);

/// <summary>Why something that follows a decision cannot be done as things are.</summary>
/// <param name="Code">Stable, kebab case: <c>membership-ended</c>.</param>
/// <param name="Message">One sentence for who has to mend it.</param>
/// <param name="Since">The first day.</param>
public sealed record StuckReason(string Code, string Message, DateOnly Since);

/// <summary>What can follow the decision about an audit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FollowUpKind>))]
public enum FollowUpKind
{
    /// <summary>A certificate is issued; its member's duty hears of it in the same transaction.</summary>
    [JsonStringEnumMemberName("issue-certificate")]
    IssueCertificate,

    /// <summary>A provisional certificate becomes full.</summary>
    [JsonStringEnumMemberName("convert-certificate")]
    ConvertCertificate,

    /// <summary>The certificate of the scope is withdrawn (Assurance Manual, section 6.4: "not issued, or revoked").</summary>
    [JsonStringEnumMemberName("withdraw-certificate")]
    WithdrawCertificate,

    /// <summary>The member's duty hears of the audit itself.</summary>
    [JsonStringEnumMemberName("tell-duty")]
    TellDuty,

    /// <summary>The summary is published.</summary>
    [JsonStringEnumMemberName("publish-summary")]
    PublishSummary,

    /// <summary>Non-conformances are opened for tracking, and earlier ones hear what was verified.</summary>
    [JsonStringEnumMemberName("open-non-conformances")]
    OpenNonConformances,

    /// <summary>The certificate's document is stored as it was on its first day.</summary>
    [JsonStringEnumMemberName("store-document")]
    StoreDocument,

    /// <summary>The member is invited to the certification survey (seed 002, "Methodology": with each certification issued).</summary>
    [JsonStringEnumMemberName("invite-to-survey")]
    InviteToSurvey,

    /// <summary>Member and firm are told.</summary>
    [JsonStringEnumMemberName("notify")]
    Notify,
}

/// <summary>What follows which decision.</summary>
public static class FollowUps
{
    /// <summary>All that follows, in the order in which it is done.</summary>
    /// <param name="subject">The audit.</param>
    /// <param name="decision">How it was decided.</param>
    public static IReadOnlyList<FollowUp> Of(AuditSubject subject, AuditDecision decision) =>
        [.. Kinds(subject, decision).Select(kind => new FollowUp(kind, DoneAt: null, Reference: null, Stuck: null))];

    private static IEnumerable<FollowUpKind> Kinds(AuditSubject subject, AuditDecision decision)
    {
        if (decision.Level is not { } level)
        {
            return IsRevoked(subject, decision)
                ? [FollowUpKind.WithdrawCertificate, FollowUpKind.TellDuty, FollowUpKind.Notify]
                : [FollowUpKind.TellDuty, FollowUpKind.Notify];
        }

        return subject.Type switch
        {
            AuditType.Surveillance => [FollowUpKind.TellDuty, FollowUpKind.PublishSummary, FollowUpKind.OpenNonConformances, FollowUpKind.Notify],
            AuditType.FollowUp when level is CertificateLevel.Full =>
            [
                FollowUpKind.ConvertCertificate, FollowUpKind.TellDuty, FollowUpKind.PublishSummary, FollowUpKind.OpenNonConformances,
                FollowUpKind.StoreDocument, FollowUpKind.Notify,
            ],
            AuditType.FollowUp => [FollowUpKind.TellDuty, FollowUpKind.PublishSummary, FollowUpKind.OpenNonConformances, FollowUpKind.Notify],
            _ =>
            [
                FollowUpKind.IssueCertificate, FollowUpKind.TellDuty, FollowUpKind.PublishSummary, FollowUpKind.OpenNonConformances,
                FollowUpKind.StoreDocument, FollowUpKind.InviteToSurvey, FollowUpKind.Notify,
            ],
        };
    }

    /// <summary>
    /// True where the findings rule out any certificate by their majors, so that one that is in
    /// force goes too; a decline for other reasons leaves it alone.
    /// </summary>
    private static bool IsRevoked(AuditSubject subject, AuditDecision decision) =>
        subject.Certificate is not null && decision.Computed.Reasons.Any(reason => reason is "too-many-majors" or "critical-major");
}
