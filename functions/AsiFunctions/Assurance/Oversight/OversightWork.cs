using AsiFunctions.Domain.Assurance.Audits;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Which activity does what the machine has to do in an oversight.</summary>
internal static class OversightWork
{
    /// <summary>The activity, by what the step says.</summary>
    public static string ActivityOf(string work) => work switch
    {
        AuditSteps.Checks => nameof(CheckReport),
        "issue-certificate" => nameof(IssueReleasedCertificate),
        "convert-certificate" => nameof(ConvertReleasedCertificate),
        "withdraw-certificate" => nameof(WithdrawDeclinedCertificate),
        "tell-duty" => nameof(TellDutyOfAudit),
        "publish-summary" => nameof(PublishAuditSummary),
        "open-non-conformances" => nameof(OpenNonConformances),
        "store-document" => nameof(StoreCertificateDocument),
        "invite-to-survey" => nameof(InviteToSurvey),
        "notify" => nameof(NotifyOfDecision),
        _ => throw new NotSupportedException($"Nobody does '{work}' for audits."),
    };
}
