using AsiFunctions.Access.Accounts;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Access.Invitations;

/// <summary>What is sent to accept an invitation.</summary>
/// <param name="Token">The secret of the link.</param>
public sealed record AcceptInvitationRequest(string Token);

/// <summary>Makes an account of an invitation.</summary>
public sealed class AcceptInvitation(
    InvitationStore store, InvitationTokens tokens, AccountStore accounts, TimeProvider clock, ILogger<AcceptInvitation> log)
{
    /// <summary>
    /// 200 with the account, and the same again for the same person. 404 for a token that opens nothing: wrong, used by somebody else, taken back or
    /// replaced; 409 after its last day, or where the person has an account.
    /// </summary>
    /// <remarks>
    /// The invitation is marked first, then the account is written: two rows of two partitions.
    /// What a crash leaves in between, the next try completes.
    /// </remarks>
    [Function(nameof(AcceptInvitation))]
    [OpenToSignedIn]
    [Takes(typeof(AcceptInvitationRequest))]
    [Answers(200, typeof(AccountView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/invitations/acceptance")] HttpRequest request,
        CancellationToken cancellation)
    {
        Body<AcceptInvitationRequest> body = await request.ReadAsync<AcceptInvitationRequest>(cancellation: cancellation);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        Caller.Newcomer caller = (Caller.Newcomer)request.HttpContext.Caller();
        string accountId = caller.Key.AccountId;
        if (tokens.Read(body.Value.Token) is not { } opened
            || await store.FindAsync(opened.Id, cancellation) is not { } stored
            || stored.Invitation.Round != opened.Round
            || stored.Invitation is not ({ State: InvitationState.Pending } or { State: InvitationState.Accepted })
            || (stored.Invitation.AcceptedBy ?? accountId) != accountId)
        {
            return Problems.NotFound();
        }

        StoredAccount? existing = await accounts.FindAsync(accountId, cancellation);
        if (existing is { Account: { IsActive: true } active })
        {
            return active.Invitation == stored.Invitation.RoundId
                ? Results.Ok(AccountView.Of(active))
                : Problems.Conflict("has-account", $"You have an account already, with {active.Organisation}. It has to be ended first.");
        }

        return stored.Invitation.State is InvitationState.Accepted
            ? await CompleteAsync(stored.Invitation, caller, existing, cancellation)
            : await AcceptAsync(stored, caller, existing, cancellation);
    }

    private async Task<IResult> AcceptAsync(StoredInvitation stored, Caller.Newcomer caller, StoredAccount? existing, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (!stored.Invitation.IsOpen(now))
        {
            return Problems.Conflict("expired", "The invitation has expired. Ask for a new one.");
        }

        // Name and address stay until the account has them.
        Invitation accepted = stored.Invitation with { State = InvitationState.Accepted, AcceptedBy = caller.Key.AccountId, ChangedAt = now };
        return await store.SaveAsync(accepted, stored, cancellation)
            ? await CompleteAsync(accepted, caller, existing, cancellation)
            : Problems.Conflict("busy", "The invitation changed meanwhile; open the link again.");
    }

    private async Task<IResult> CompleteAsync(Invitation accepted, Caller.Newcomer caller, StoredAccount? existing, CancellationToken cancellation)
    {
        // An account that ended after the acceptance was made of it: a leaver does not come back by an old link.
        if (existing is { Account.EndedAt: { } ended } && ended >= accepted.ChangedAt)
        {
            return Problems.NotFound();
        }

        Account account = new(
            caller.Key.AccountId,
            accepted.Name ?? caller.Name,
            accepted.Email,
            accepted.Language,
            accepted.Organisation,
            accepted.Roles,
            clock.GetUtcNow(),
            accepted.RoundId,
            EndedAt: null);
        if (await accounts.SaveAsync(account, existing?.Tag, cancellation) is null)
        {
            return Problems.Conflict("busy", "The account changed meanwhile; open the link again.");
        }

        log.Accepted(account.Id, accepted.Id, account.Organisation, RoleNames.Join(account.Roles));
        if (await store.FindAsync(accepted.Id, cancellation) is { Invitation.State: InvitationState.Accepted } stored)
        {
            await store.SaveAsync(stored.Invitation with { Email = null, Name = null }, stored, cancellation);
        }

        return Results.Ok(AccountView.Of(account));
    }
}
