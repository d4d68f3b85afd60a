using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor has an account at a firm that they work for.</summary>
public sealed class LinkAuditorAccount(AccreditationDesk desk, AccountStore accounts)
{
    /// <summary>
    /// Takes <c>{"account"}</c>. 404 where the auditor does not work for the firm. A point read for
    /// the account and one for the auditor, and one transaction.
    /// </summary>
    [Function(nameof(LinkAuditorAccount))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(AccountLink))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors/{id}/engagements/{firm}/account")] HttpRequest request,
        string id,
        string firm,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        AccreditationDesk.TryRead(firm, AuditFirm.Prefix, out CaseId employer)
            ? desk.ChangeAuditorAsync<AccountLink>(
                request,
                id,
                (body, token) => FirmAccounts.CheckAsync(accounts, body.Account, employer, token),
                (body, by) => new AuditorCommand.LinkAccount(by, employer, body.Account),
                cancellation)
            : Task.FromResult(Problems.NotFound());

    /// <summary>An auditor's account.</summary>
    /// <param name="Account">The account at the firm.</param>
    private sealed record AccountLink(string Account);
}
