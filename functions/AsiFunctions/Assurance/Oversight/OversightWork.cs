using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Which activity does what the machine has to do in an oversight.</summary>
internal static class OversightWork
{
    private static readonly Dictionary<string, string> Activities = Enum.GetValues<FollowUpKind>().ToDictionary(
        ReleaseProcedure.NameOf, ActivityOf, StringComparer.Ordinal);

    /// <summary>The activity, by what the step says.</summary>
    public static string ActivityOf(string work) => work is AuditSteps.Checks ? nameof(CheckReport)
        : Activities.TryGetValue(work, out string? activity) ? activity
        : throw new NotSupportedException($"Nobody does '{work}' for audits.");

    private static string ActivityOf(FollowUpKind kind) => kind switch
    {
        FollowUpKind.IssueCertificate => nameof(IssueReleasedCertificate),
        FollowUpKind.ConvertCertificate => nameof(ConvertReleasedCertificate),
        FollowUpKind.WithdrawCertificate => nameof(WithdrawDeclinedCertificate),
        FollowUpKind.TellDuty => nameof(TellDutyOfAudit),
        FollowUpKind.PublishSummary => nameof(PublishAuditSummary),
        FollowUpKind.OpenNonConformances => nameof(OpenNonConformances),
        FollowUpKind.StoreDocument => nameof(StoreCertificateDocument),
        FollowUpKind.InviteToSurvey => nameof(InviteToSurvey),
        FollowUpKind.Notify => nameof(NotifyOfDecision),
        _ => throw new NotSupportedException($"Nobody does '{kind}' for audits."),
    };
}
