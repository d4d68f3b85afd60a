using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Accounts;

/// <summary>Ends a person's access: a leaver, or oneself.</summary>
public sealed class EndAccount(AccountStore accounts, AccountDesk desk)
{
    /// <summary>
    /// 204, also where it had ended; the person's next request is refused. 409 for an organisation's last member-admin, 404 for others' people.
    /// </summary>
    [Function(nameof(EndAccount))]
    [OpenToEveryAccount]
    [Answers(204)]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/accounts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person by = request.HttpContext.Person();
        if (await accounts.FindAsync(id, cancellation) is not { Account: { } account }
            || (id != by.AccountId && !by.LooksAfter(account.Organisation)))
        {
            return Problems.NotFound();
        }

        return await desk.EndAsync(id, by, cancellation) is AccountChange.Refused refused
            ? Problems.Conflict(refused.Code, refused.Message)
            : Results.NoContent();
    }
}
