using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Entities;

/// <summary>
/// What all changes of a member's register share: that they are the member's own, the body, If-Match, Idempotency-Key, and the answer with the entry
/// as it is now. Each takes two point reads at once (register and member) and one transaction.
/// </summary>
public sealed class EntityDesk(ICaseStore cases, CertificationSettings settings, TimeProvider clock)
{
    // What the procedure refuses because of what was sent, and the member of the body it concerns; all else is a conflict with the register's state.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["name-taken"] = "/name",
        ["no-such-facility"] = "/facilities",
        ["no-such-product"] = "/products",
    };

    /// <summary>Takes a new entry. Answers 201 with it; a repeat with the same Idempotency-Key gets it again.</summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the change counts for that version of the register only (412).</param>
    /// <param name="id">The member, as typed.</param>
    /// <param name="check">What is wrong with the body.</param>
    /// <param name="command">What the body asks for.</param>
    /// <param name="entry">The entry that the body describes, by its name; null where it bears another name by now.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public Task<IResult> AddAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, DateOnly, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, EntityCommand> command,
        Func<EntityRegister, TBody, object?> entry,
        CancellationToken cancellation) =>
        TakeAsync(request, id, "", check, command, entry, (member, found) => Results.Created($"/api/members/{member}/entities", found), cancellation);

    /// <summary>Takes a change of an entry.</summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the change counts for that version of the register only (412).</param>
    /// <param name="id">The member, as typed.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="check">What is wrong with the body.</param>
    /// <param name="command">What the body asks for.</param>
    /// <param name="entry">The entry of the key.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        string key,
        Func<TBody, DateOnly, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, EntityCommand> command,
        Func<EntityRegister, object?> entry,
        CancellationToken cancellation) =>
        TakeAsync(request, id, key, check, command, (register, _) => entry(register), (_, found) => Results.Ok(found), cancellation);

    /// <summary>Closes an entry; there is no body.</summary>
    /// <param name="request">The request. With If-Match the change counts for that version of the register only (412).</param>
    /// <param name="id">The member, as typed.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="command">What is closed.</param>
    /// <param name="entry">The entry that is closed.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public Task<IResult> CloseAsync(
        HttpRequest request,
        string id,
        string key,
        Func<Actor, EntityCommand> command,
        Func<EntityRegister, object?> entry,
        CancellationToken cancellation) =>
        IsOwn(request, id, out CaseId member)
            ? DecideAsync(request, member, key, command, entry, Results.Ok, cancellation)
            : Task.FromResult(Problems.NotFound());

    /// <summary>A scope with what is known of the PS beside it.</summary>
    public ScopeView View(EntityRegister register, CertificationScope scope, Member member)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return ScopeView.Of(register, scope, member, today, settings.Terms.On(today));
    }

    private static bool IsOwn(HttpRequest request, string id, out CaseId member) =>
        MemberDesk.TryRead(id, out member) && request.HttpContext.Person().Organisation.Id == member;

    private async Task<IResult> TakeAsync<TBody>(
        HttpRequest request,
        string id,
        string key,
        Func<TBody, DateOnly, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, EntityCommand> command,
        Func<EntityRegister, TBody, object?> entry,
        Func<CaseId, object, IResult> answer,
        CancellationToken cancellation)
    {
        if (!IsOwn(request, id, out CaseId member))
        {
            return Problems.NotFound();
        }

        Body<TBody> body = await request.ReadAsync<TBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        return check(body.Value, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { Count: > 0 } faults
            ? Problems.InvalidForm(faults)
            : await DecideAsync(
                request,
                member,
                $"{key} {body.Hash}",
                by => command(body.Value, by),
                register => entry(register, body.Value),
                found => answer(member, found),
                cancellation);
    }

    private async Task<IResult> DecideAsync(
        HttpRequest request,
        CaseId member,
        string content,
        Func<Actor, EntityCommand> command,
        Func<EntityRegister, object?> entry,
        Func<object, IResult> answer,
        CancellationToken cancellation)
    {
        Actor by = request.HttpContext.Actor(Role.MemberAdmin, Role.Member);
        EntityCommand asked = command(by);
        IdempotencyHeader header = request.IdempotencyKey($"{asked.GetType().Name} {member} {by.Id}", content);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        IfMatch seen = IfMatch.Read(request);
        if (seen.Problem is { } unusable)
        {
            return unusable;
        }

        Member? owner = null;
        DecideOutcome<EntityRegister> outcome = await cases.DecideAsync<EntityRegister, Member>(
            member.As(EntityRegister.Prefix),
            member,
            (register, found, now) =>
            {
                owner = found;
                return found is null
                    ? new Decision<EntityRegister>.Refused("no-such-entry", "There is no such member.")
                    : EntityProcedure.Decide(register, asked, found.Class, found.Status, now);
            },
            new DecideOptions(header.Key?.DecisionId, seen.Version),
            cancellation);
        if (outcome is not DecideOutcome<EntityRegister>.Applied { Stored: { } stored })
        {
            return Refusal(outcome);
        }

        // Only a repeat is answered without asking the procedure.
        owner ??= (await cases.FindAsync<Member>(member, cancellation))?.Case;
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return entry(stored.Case) switch
        {
            CertificationScope scope when owner is not null => answer(View(stored.Case, scope, owner)),
            { } found => answer(found),
            null => Problems.Conflict(
                "already-done", "This request was carried out before, and what it added bears another name by now; read the register again."),
        };
    }

    private static IResult Refusal(DecideOutcome<EntityRegister> outcome) => outcome switch
    {
        DecideOutcome<EntityRegister>.Refused { Code: "no-such-entry" } => Problems.NotFound(),
        DecideOutcome<EntityRegister>.Refused refused when Fields.TryGetValue(refused.Code, out string? field) =>
            Problems.InvalidForm([new Fault(field, refused.Code, refused.Message)]),
        _ => DecisionAnswers.Of(outcome, _ => Problems.NotFound()),
    };
}
