using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Import;

/// <summary>Takes over an import of members that was checked.</summary>
public sealed class ApplyImport(ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"reason"?}</c>, begins the takeover and answers 202; how far it is, <c>GET
    /// /api/imports/{id}</c> says. With If-Match the decision counts for that version only (412). One point read, one transaction.
    /// </summary>
    [Function(nameof(ApplyImport))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Applying))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(202, typeof(MemberImportView), Headers = ["Location"])]
    [Refuses(404, 409, 412)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id}/apply")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!CaseId.TryParse(id, out CaseId? import) || import.Value.Prefix != MemberImport.Prefix)
        {
            return Problems.NotFound();
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        ChangeRequest<Applying> change = await request.ReadChangeAsync<Applying>(import.Value, by, cancellation);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        if (OwnWords.Check(change.Body.Reason, "/reason", needed: null) is { } fault)
        {
            return Problems.InvalidForm([fault]);
        }

        DecideOutcome<MemberImport> outcome = await cases.DecideAsync<MemberImport>(
            import.Value,
            (found, now) => MemberImportProcedure.Decide(found, new MemberImportCommand.Apply(by, OwnWords.Of(change.Body.Reason)), now),
            change.Options,
            cancellation);
        return DecisionAnswers.Of(outcome, stored => Results.Accepted($"/api/imports/{stored.Case.Id}", MemberImportView.Of(stored.Case)));
    }

    /// <summary>The decision to take an import over.</summary>
    /// <param name="Reason">Why, at most 4,000 characters.</param>
    private sealed record Applying(string? Reason = null);
}
