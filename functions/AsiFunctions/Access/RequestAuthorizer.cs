using System.Net.Http.Headers;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace AsiFunctions.Access;

/// <summary>Decides whether a function's audience includes the sender of a request.</summary>
/// <remarks>
/// 401 where it has to be known who asks; 403 where an account lacks the role, or a signed-in
/// person has none; 404 where a case key is missing or wrong, for then nothing may be said about the case.
/// Which cases of its kind an account may see is for the function to decide.
/// </remarks>
public sealed class RequestAuthorizer(
    Audiences audiences, TokenReader tokens, AccountStore accounts, CaseKeys caseKeys, ILogger<RequestAuthorizer> log)
{
    private static readonly TimeSpan IssuerPause = TimeSpan.FromSeconds(5);

    /// <summary>Finds out who makes a request.</summary>
    /// <param name="entryPoint">The function, as its definition names it.</param>
    /// <param name="http">The request, with the values of its route.</param>
    /// <param name="cancellation">The request is given up.</param>
    /// <returns>The caller, or the answer that refuses them; never both.</returns>
    public async Task<(Caller? Caller, IResult? Refusal)> AuthorizeAsync(string entryPoint, HttpContext http, CancellationToken cancellation)
    {
        switch (audiences.Find(entryPoint))
        {
            case Audience.Anybody:
                return (new Caller.Anybody(), null);
            case Audience.SignedIn:
                (TokenReading.Valid? token, IResult? refusal) = await ReadTokenAsync(http, cancellation);
                return (token is null ? null : new Caller.Newcomer(token.Person, token.Name), refusal);
            case Audience.Restricted restricted:
                return await AuthorizeAsync(restricted, http, cancellation);
            default:
                log.NoAudience(entryPoint);
                return (null, Problems.Forbidden("This function says of nobody that they may use it."));
        }
    }

    private async Task<(Caller? Caller, IResult? Refusal)> AuthorizeAsync(
        Audience.Restricted audience, HttpContext http, CancellationToken cancellation)
    {
        bool hasToken = http.Request.Headers.Authorization.Count > 0;
        if (audience.KeyParameter is { } parameter && http.Request.Headers.TryGetValue(CaseKeys.Header, out StringValues key))
        {
            if (CaseId.TryParse(http.Request.RouteValues[parameter] as string, out CaseId? id)
                && key.Count == 1
                && caseKeys.Matches(id.Value, key[0]))
            {
                return (new Caller.KeyHolder(id.Value), null);
            }

            if (!hasToken)
            {
                return (null, Problems.NotFound());
            }
        }

        return audience.Roles is { } roles ? await FindPersonAsync(roles, http, cancellation) : (null, Problems.NotFound());
    }

    private async Task<(Caller? Caller, IResult? Refusal)> FindPersonAsync(IReadOnlySet<Role> roles, HttpContext http, CancellationToken cancellation)
    {
        (TokenReading.Valid? token, IResult? refusal) = await ReadTokenAsync(http, cancellation);
        if (token is null)
        {
            return (null, refusal);
        }

        string accountId = token.Person.AccountId;
        if (await accounts.FindAsync(accountId, cancellation) is not { Account: { IsActive: true } account })
        {
            log.NoAccount(accountId);
            return (null, Problems.Forbidden("You are signed in, but you have no account here. Accept an invitation first."));
        }

        if (!account.Roles.Overlaps(roles))
        {
            log.LacksRole(accountId, RoleNames.Join(account.Roles));
            return (null, Problems.Forbidden("Your account does not have the role that this needs."));
        }

        return (account.AsPerson(), null);
    }

    private async Task<(TokenReading.Valid? Token, IResult? Refusal)> ReadTokenAsync(HttpContext http, CancellationToken cancellation)
    {
        StringValues header = http.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return (null, Problems.Unauthorized());
        }

        if (header.Count > 1
            || !AuthenticationHeaderValue.TryParse(header[0], out AuthenticationHeaderValue? value)
            || !value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(value.Parameter))
        {
            return (null, Challenge("invalid_request", "Send one Authorization header with a bearer token."));
        }

        return await tokens.ReadAsync(value.Parameter, cancellation) switch
        {
            TokenReading.Valid valid => (valid, null),
            TokenReading.Invalid invalid => (null, Challenge("invalid_token", invalid.Why)),
            _ => (null, Problems.Unavailable(IssuerPause)),
        };
    }

    // RFC 6750 asks for the reason in the header, beside the problem in the body.
    private static IResult Challenge(string error, string description) =>
        Problems.Unauthorized(description, $"Bearer error=\"{error}\", error_description=\"{description}\"");
}
