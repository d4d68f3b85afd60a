using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Accounts;

/// <summary>Lists the accounts of an organisation.</summary>
public sealed class GetAccounts(AccountStore accounts)
{
    /// <summary>In the order of their ids. 404 for an organisation whose accounts are not for the caller.</summary>
    [Function(nameof(GetAccounts))]
    [OpenTo(Role.MemberAdmin, Role.Secretariat, Role.Operator)]
    [AsksLike(typeof(OrganisationQuery))]
    [Asks("ended", typeof(bool), "True for those too whose access has ended; default: false.")]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<AccountView>))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/accounts")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        bool withEnded = query.Flag("ended") ?? false;
        int size = query.PageSize();
        string? token = query.Text("page", maxLength: 2_000);
        (Organisation organisation, IResult? problem) = OrganisationQuery.Read(request);
        if ((query.Problem ?? problem) is { } refusal)
        {
            return refusal;
        }

        List<AccountView> views = [];
        await foreach (Account account in accounts.ListAsync(organisation, cancellation))
        {
            if (account.IsActive || withEnded)
            {
                views.Add(AccountView.Of(account));
            }
        }

        return Paging.Cut(views, view => view.Id, token, size) is { } page
            ? Results.Ok(page)
            : Problems.InvalidParameter("page", "Use the token that the page before ended with.");
    }
}
