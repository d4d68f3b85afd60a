using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Accounts;

/// <summary>Tells a signed-in person which account they have.</summary>
public sealed class GetMe(OrganisationNames names)
{
    /// <summary>The account, its organisation and its roles, by which a portal knows what to show. 403 where there is no account.</summary>
    [Function(nameof(GetMe))]
    [OpenToEveryAccount]
    [Answers(200, typeof(MeView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/me")] HttpRequest request,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        return Results.Ok(new MeView(
            person.AccountId, person.Name, person.Organisation, await names.OfAsync(person.Organisation, cancellation), [.. person.Roles.Order()]));
    }
}

/// <summary>Who one is here.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">How timelines show it.</param>
/// <param name="Organisation">The organisation's id.</param>
/// <param name="OrganisationName">The organisation's name; its id where no name is known.</param>
/// <param name="Roles">What one may act as.</param>
public sealed record MeView(string AccountId, string? Name, Organisation Organisation, string OrganisationName, IReadOnlyList<Role> Roles);
