using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor works for a firm.</summary>
public sealed class EngageAuditor(AccreditationDesk desk, AccreditationStore store, AccountStore accounts)
{
    /// <summary>
    /// Takes <c>{"firm", "account"?, "from"?}</c>: the auditor's account at that firm where there
    /// is one, and the first day, today where it is left out. A point read for the firm, one for
    /// the account and one for the auditor, and one transaction.
    /// </summary>
    [Function(nameof(EngageAuditor))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Engagement))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/engagements")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAuditorAsync<Engagement>(
            request,
            id,
            CheckAsync,
            (body, by) => new AuditorCommand.Engage(by, body.Firm, body.Account, body.From),
            cancellation);

    private async ValueTask<IReadOnlyList<Fault>> CheckAsync(Engagement body, CancellationToken cancellation) =>
        await store.FirmAsync(body.Firm, cancellation) is null
            ? [new Fault("/firm", FaultCodes.Unknown, "No audit firm of this reference is on record.")]
            : await FirmAccounts.CheckAsync(accounts, body.Account, body.Firm, cancellation);

    /// <summary>An engagement.</summary>
    /// <param name="Firm">The audit firm.</param>
    /// <param name="Account">The auditor's account at that firm; null where there is none.</param>
    /// <param name="From">The first day; default: today.</param>
    private sealed record Engagement(CaseId Firm, string? Account = null, DateOnly? From = null);
}
