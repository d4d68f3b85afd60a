using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Membership;

/// <summary>What all changes of a member's record share: the body, If-Match, Idempotency-Key, and the answer with the record as it is now.</summary>
public sealed class MemberDesk(ICaseStore cases)
{
    /// <summary>Takes a change.</summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the change counts for that version only (412).</param>
    /// <param name="id">The member, as typed.</param>
    /// <param name="check">What is wrong with the body.</param>
    /// <param name="command">What the body asks for.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, CancellationToken, ValueTask<IReadOnlyList<Fault>>> check,
        Func<TBody, Actor, MemberCommand> command,
        CancellationToken cancellation)
    {
        if (!TryRead(id, out CaseId member))
        {
            return Problems.NotFound();
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        ChangeRequest<TBody> change = await request.ReadChangeAsync<TBody>(member, by, cancellation);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        if (await check(change.Body, cancellation) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        DecideOutcome<Member> outcome = await cases.DecideAsync<Member>(
            member, (record, now) => MemberProcedure.Decide(record, command(change.Body, by), now), change.Options, cancellation);
        return DecisionAnswers.Of(outcome, stored => Show(request, stored));
    }

    /// <summary>Answers with a member's record.</summary>
    public static IResult Show(HttpRequest request, Stored<Member> stored)
    {
        request.HttpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{stored.Version}\"");
        return Results.Ok(MemberView.Of(stored.Case, stored.Version));
    }

    /// <summary>Reads a member's id as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, Member.Prefix, out id);
}
