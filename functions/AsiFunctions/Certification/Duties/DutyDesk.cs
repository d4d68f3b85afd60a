using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Duties;

/// <summary>
/// What all decisions about a certification duty share: the body, If-Match, Idempotency-Key, and the answer with the deadlines as they are now.
/// </summary>
public sealed class DutyDesk(ICaseStore cases, CertificationSettings settings, TimeProvider clock)
{
    /// <summary>The day that answers are given for.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Takes a command of the Secretariat. One point read and one transaction; a point read more for each case that it tells.</summary>
    public Task<IResult> DecideAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, DutyCommand> command,
        CancellationToken cancellation) =>
        DecideAsync<TBody>(
            request, id, check, (duty, body, by, now) => DutyProcedure.Decide(duty, command(body, by), now, settings.Terms), cancellation);

    /// <summary>Takes news that the Secretariat brings; as the other.</summary>
    public Task<IResult> HearAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, ICaseNews> news,
        CancellationToken cancellation) =>
        DecideAsync<TBody>(
            request, id, check, (duty, body, by, now) => DutyProcedure.Hear(duty, news(body, by), now, settings.Terms), cancellation);

    /// <summary>Takes a decision of the Secretariat. One point read and one transaction; a point read more for each case that it tells.</summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the decision counts for that version of the duty only (412).</param>
    /// <param name="id">The member, as typed.</param>
    /// <param name="check">What is wrong with the body.</param>
    /// <param name="decide">The procedure.</param>
    /// <param name="cancellation">The caller goes away.</param>
    private async Task<IResult> DecideAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, IReadOnlyList<Fault>> check,
        Func<Duty, TBody, Actor, DateTimeOffset, Decision<Duty>> decide,
        CancellationToken cancellation)
    {
        if (!MemberDesk.TryRead(id, out CaseId member))
        {
            return Problems.NotFound();
        }

        CaseId duty = member.As(Member.DutyPrefix);
        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        ChangeRequest<TBody> change = await request.ReadChangeAsync<TBody>(duty, by, cancellation);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        if (check(change.Body) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        DecideOutcome<Duty> outcome = await cases.DecideAsync<Duty>(
            duty,
            (stored, now) => stored.Clock == 0
                ? new Decision<Duty>.Refused("no-clock", "No certification deadline runs for this member.")
                : decide(stored, change.Body, by, now),
            change.Options,
            cancellation);
        return outcome switch
        {
            DecideOutcome<Duty>.Applied applied => Show(request, applied.Stored),
            DecideOutcome<Duty>.Refused { Code: "reason-required" } refused => Problems.InvalidForm(
                [new Fault("/reason", refused.Code, refused.Message)]),
            DecideOutcome<Duty>.Refused { Code: "date-out-of-range" } refused => Problems.InvalidForm(
                [new Fault("/to", refused.Code, refused.Message)]),
            DecideOutcome<Duty>.Refused { Code: "unknown-deadline" } refused => Problems.InvalidForm(
                [new Fault("/key", refused.Code, refused.Message)]),
            DecideOutcome<Duty>.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            DecideOutcome<Duty>.Stale => Problems.PreconditionFailed(),
            DecideOutcome<Duty>.NotFound => Problems.NotFound(),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Answers with a duty as it stands today.</summary>
    public IResult Show(HttpRequest request, Stored<Duty> stored)
    {
        request.HttpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{stored.Version}\"");
        return Results.Ok(DutyView.Of(stored.Case, Today, settings.Terms));
    }

    /// <summary>True for ASI's people and for the member's own.</summary>
    public static bool MaySee(Person person, CaseId member) => person.Organisation.Kind is OrganisationKind.Asi || person.Organisation.Id == member;
}
