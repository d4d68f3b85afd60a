using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Accounts;

/// <summary>Forgets who the person behind an account was.</summary>
public sealed class ErasePerson(AccountDesk desk)
{
    /// <summary>
    /// 204: name and address are gone, access has ended, the id stays for the timelines that name it. Timelines keep names until their own erasure.
    /// </summary>
    [Function(nameof(ErasePerson))]
    [OpenTo(Role.Operator)]
    [Answers(204)]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/accounts/{id}/person")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await desk.EraseAsync(id, request.HttpContext.Person(), cancellation) switch
        {
            AccountChange.Refused { Code: AccountDesk.NoAccount } => Problems.NotFound(),
            AccountChange.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            _ => Results.NoContent(),
        };
}
