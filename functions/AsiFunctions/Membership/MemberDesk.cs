using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

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

        Body<TBody> body = await request.ReadAsync<TBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        IdempotencyHeader header = request.IdempotencyKey($"{typeof(TBody).Name} {member} {by.Id}", body.Hash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        if (ReadIfMatch(request, out int? version) is { } unusable)
        {
            return unusable;
        }

        if (await check(body.Value, cancellation) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        DecideOutcome<Member> outcome = await cases.DecideAsync<Member>(
            member,
            (record, now) => MemberProcedure.Decide(record, command(body.Value, by), now),
            new DecideOptions(header.Key?.DecisionId, version),
            cancellation);
        return DecisionAnswers.Of(outcome, stored => Show(request, stored));
    }

    /// <summary>Answers with a member's record.</summary>
    public static IResult Show(HttpRequest request, Stored<Member> stored)
    {
        request.HttpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{stored.Version}\"");
        return Results.Ok(MemberView.Of(stored.Case, stored.Version));
    }

    /// <summary>Reads a member's id as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id)
    {
        bool read = CaseId.TryParse(text, out CaseId? parsed) && parsed.Value.Prefix == Member.Prefix;
        id = read ? parsed!.Value : default;
        return read;
    }

    private static IResult? ReadIfMatch(HttpRequest request, out int? version)
    {
        version = null;
        StringValues sent = request.Headers.IfMatch;
        if (sent.Count == 0 || sent == "*")
        {
            return null;
        }

        if (!int.TryParse(sent.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return Problems.InvalidParameter("If-Match", "Send the ETag of the record as you last read it, such as \"1\".");
        }

        version = number;
        return null;
    }
}
