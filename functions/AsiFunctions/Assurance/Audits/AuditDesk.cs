using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Assurance.Audits;

/// <summary>
/// What all requests about one audit share: that it is the caller's to see, the body, If-Match,
/// Idempotency-Key, and the answer with where it stands now.
/// </summary>
public sealed class AuditDesk(ICaseStore cases, CaseStatuses statuses, AuditSettings settings, TimeProvider clock)
{
    /// <summary>The day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Reads an audit's reference as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, Audit.Prefix, out id);

    /// <summary>To whom an audit is shown; null for whoever may not know of it.</summary>
    public static CaseAudience? AudienceOf(Person person, AuditSubject subject) => person.Organisation switch
    {
        { Kind: OrganisationKind.Asi } => CaseAudience.Staff,
        { Id: { } id } when id == subject.Member => CaseAudience.Member,
        { Id: { } id } when id == subject.Firm => CaseAudience.Auditor,
        _ => null,
    };

    /// <summary>
    /// Takes a decision about an audit, and answers with its status. Two point reads and one
    /// transaction, a point read for each case that is told; then a point read and a range read for the answer.
    /// </summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the decision counts for that version only (412).</param>
    /// <param name="reference">The audit, as typed.</param>
    /// <param name="roles">In which the caller may act, the first that they have.</param>
    /// <param name="check">What is wrong with the body; all of it at once.</param>
    /// <param name="command">What the body asks for.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string reference,
        Role[] roles,
        Func<TBody, Audit, IReadOnlyList<Fault>> check,
        Func<TBody, Audit, Actor, ValueTask<AuditCommand>> command,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!TryRead(reference, out CaseId id)
            || await cases.FindAsync<Audit>(id, cancellation) is not { Case: { } audit }
            || AudienceOf(person, audit.Subject) is not { } audience
            || person.AsActorIn(roles) is not { } by)
        {
            return Problems.NotFound();
        }

        ChangeRequest<TBody> change = await request.ReadChangeAsync<TBody>(id, by, cancellation);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        if (check(change.Body, audit) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        AuditCommand wanted = await command(change.Body, audit, by);
        DecideOutcome<Audit> outcome = await cases.DecideAsync<Audit>(
            id, (stored, now) => AuditProcedure.Decide(stored, wanted, now, settings.Rules), change.Options, cancellation);
        return outcome is DecideOutcome<Audit>.Applied
            ? await ShowAsync(request, id, audience, cancellation)
            : DecisionAnswers.Of(outcome, _ => Results.Ok());
    }

    /// <summary>Answers with an audit's status. One point read and one range read.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, CaseId id, CaseAudience audience, CancellationToken cancellation)
    {
        if (await statuses.FindAsync(id, audience, cancellation) is not { } status)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(status.Version);
        return Results.Ok(status);
    }
}
