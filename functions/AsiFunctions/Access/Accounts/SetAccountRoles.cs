using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Accounts;

/// <summary>The roles that an account is to have.</summary>
/// <param name="Roles">At least one; roles of its organisation's people.</param>
public sealed record RolesRequest(IReadOnlyList<Role> Roles);

/// <summary>Gives an account other roles.</summary>
public sealed class SetAccountRoles(AccountStore accounts, AccountDesk desk)
{
    /// <summary>
    /// 200 with the account; in force from the person's next request on. 404 for others' people,
    /// 409 where an organisation would lose its last member-admin.
    /// </summary>
    [Function(nameof(SetAccountRoles))]
    [OpenTo(Role.MemberAdmin, Role.Operator)]
    [Takes(typeof(RolesRequest))]
    [Answers(200, typeof(AccountView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/accounts/{id}/roles")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Body<RolesRequest> body = await request.ReadAsync<RolesRequest>(cancellation: cancellation);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        Person by = request.HttpContext.Person();
        if (await accounts.FindAsync(id, cancellation) is not { Account: { IsActive: true } account } || !by.LooksAfter(account.Organisation))
        {
            return Problems.NotFound();
        }

        if (RoleFaults.Find(body.Value.Roles, account.Organisation) is { } fault)
        {
            return Problems.InvalidForm([fault]);
        }

        return await desk.GiveRolesAsync(id, body.Value.Roles.ToHashSet(), by, cancellation) switch
        {
            AccountChange.Done done => Results.Ok(AccountView.Of(done.Account)),
            AccountChange.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            AccountChange other => throw new InvalidOperationException($"The desk answered {other}."),
        };
    }
}

/// <summary>What is wrong with the roles that somebody is to have.</summary>
internal static class RoleFaults
{
    public static Fault? Find(IReadOnlyList<Role> roles, Organisation organisation)
    {
        if (roles.Count == 0)
        {
            return new Fault("/roles", "required", "Name at least one role.");
        }

        int wrong = roles.ToList().FindIndex(role => !organisation.Roles.Contains(role));
        return wrong < 0
            ? null
            : new Fault(
                FormattableString.Invariant($"/roles/{wrong}"),
                "role",
                $"People of {organisation} can be {string.Join(", ", organisation.Roles.Select(RoleNames.ToName))}.");
    }
}
