using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Whom an invitation goes to. Source: seed 002, "Methodology": the main contact of the self-assessment behind the certificate.</summary>
public sealed class SurveyRecipients(ICaseStore cases, AccountStore accounts, MemberList members)
{
    private const string Key = "invited";

    /// <summary>
    /// The main contact where one is on record and still has access for the member; else the
    /// member's primary contact; null where there is nobody. Up to three point reads.
    /// </summary>
    public async Task<MailRecipient?> OfAsync(SurveyInvitation invitation, CancellationToken cancellation) =>
        (await MainContactAsync(invitation, cancellation) ?? await members.ContactAsync(invitation.Member, cancellation)) is { } found
            ? found with { Key = Key }
            : null;

    private async Task<MailRecipient?> MainContactAsync(SurveyInvitation invitation, CancellationToken cancellation) =>
        invitation.Assessment is { } id
        && await cases.FindAsync<SelfAssessment>(id, cancellation) is { Case: { MainContact: { } contact } assessment }
        && await accounts.FindAsync(contact, cancellation) is { Account: { IsActive: true, Email: { } email, Name: { } name } account }
        && account.Organisation.Id == assessment.Member
            ? new MailRecipient(email, name, account.Language)
            : null;
}
