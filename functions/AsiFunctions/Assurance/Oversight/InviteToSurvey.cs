using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Enqueues the invitation to the certification survey, one for each certification issued.</summary>
public sealed class InviteToSurvey(FollowUpDesk desk, ICaseStore cases)
{
    /// <summary>
    /// Once for each certificate: the invitation's id is derived from it. Round trips: see <see cref="FollowUpDesk"/>, and a transaction.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(InviteToSurvey))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.InviteToSurvey, audit => InviteAsync(audit, cancellation), cancellation);

    private async Task<FollowUpResult> InviteAsync(Audit audit, CancellationToken cancellation)
    {
        CaseId certificate = ReleaseProcedure.CertificateOf(audit) ?? throw new InvalidOperationException($"{audit.Id} issued no certificate.");
        IdempotencyKey key = new($"survey invitation for {certificate}", "1", certificate.Value);
        AddOutcome<SurveyInvitation> outcome = await cases.AddAsync(
            SurveyInvitation.Prefix,
            key,
            (id, now) => SurveyInvitationProcedure.Enqueue(id, audit.Subject, certificate, now),
            cancellation,
            beside: audit.Subject.Member);
        return outcome is AddOutcome<SurveyInvitation>.Added added
            ? new FollowUpResult.Done(added.Stored.Case.Id.Value)
            : throw new InvalidOperationException($"The invitation for {certificate} was begun with something else.");
    }
}
