using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Membership;

/// <summary>What all requests about one application share: read its reference, decide, answer with where it stands now.</summary>
public sealed class ApplicationDesk(ICaseStore cases, CaseStatuses statuses, MembershipSettings settings)
{
    /// <summary>Reads a reference as people type it; false for anything that is no application's.</summary>
    public static bool TryRead(string reference, out CaseId id) => CaseId.TryParse(reference, Application.Prefix, out id);

    /// <summary>Decides about an application, and answers with its status.</summary>
    /// <param name="request">The request; its Idempotency-Key names the decision.</param>
    /// <param name="id">The application.</param>
    /// <param name="bodyHash">The hash of the request's body.</param>
    /// <param name="command">What is to be done.</param>
    /// <param name="audience">To whom the status is shown.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IResult> DecideAsync(
        HttpRequest request, CaseId id, string bodyHash, AdmissionCommand command, CaseAudience audience, CancellationToken cancellation)
    {
        IdempotencyHeader header = request.IdempotencyKey($"{command.GetType().Name} {id} {command.By.Id}", bodyHash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        DecideOutcome<Application> outcome = await cases.DecideAsync<Application>(
            id, (application, now) => AdmissionProcedure.Decide(application, command, now, settings.Terms), new DecideOptions(header.Key?.DecisionId), cancellation);
        return outcome is DecideOutcome<Application>.Applied
            ? await ShowAsync(request, id, audience, cancellation)
            : DecisionAnswers.Of(outcome, _ => Results.Ok());
    }

    /// <summary>Answers with an application's status.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, CaseId id, CaseAudience audience, CancellationToken cancellation)
    {
        if (await statuses.FindAsync(id, audience, cancellation) is not { } status)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = $"\"{status.Version}\"";
        return Results.Ok(status);
    }

    /// <summary>To whom a request about an application is answered: staff where an account was used, otherwise the holder of its key.</summary>
    public static CaseAudience AudienceOf(HttpRequest request) =>
        request.HttpContext.FindPerson() is null ? CaseAudience.Applicant : CaseAudience.Staff;
}
