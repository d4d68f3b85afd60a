using System.Net.Http.Headers;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace AsiFunctions.Access;

/// <summary>Lets an HTTP request reach its function only if the function's audience includes its sender.</summary>
/// <remarks>
/// 401 where it has to be known who asks; 403 where an account lacks the role, or a signed-in person has none; 404 where a case key is missing or wrong,
/// for then nothing may be said about the case. Which cases of its kind an account may see is for the function to decide.
/// </remarks>
public sealed class AuthorizeMiddleware(
    Audiences audiences, TokenReader tokens, AccountStore accounts, CaseKeys caseKeys, ILogger<AuthorizeMiddleware> log) : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan IssuerPause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("The request has no HttpContext: is the ASP.NET Core integration in place?");
        (Caller? caller, IResult? refusal) = await AuthorizeAsync(context.FunctionDefinition, http, context.CancellationToken);
        if (caller is null)
        {
            await refusal!.ExecuteAsync(http);
            return;
        }

        http.SetCaller(caller);
        await next(context);
    }

    private async Task<(Caller? Caller, IResult? Refusal)> AuthorizeAsync(FunctionDefinition function, HttpContext http, CancellationToken cancellation)
    {
        switch (audiences.Find(function.EntryPoint))
        {
            case Audience.Anybody:
                return (new Caller.Anybody(), null);
            case Audience.SignedIn:
                return await ReadTokenAsync(http, cancellation) switch
                {
                    (TokenReading.Valid valid, _) => (new Caller.Newcomer(valid.Person, valid.Name), null),
                    (_, IResult refusal) => (null, refusal),
                };
            case Audience.Restricted restricted:
                return await AuthorizeAsync(restricted, http, cancellation);
            default:
                log.NoAudience(function.Name);
                return (null, Problems.Forbidden("This function says of nobody that they may use it."));
        }
    }

    private async Task<(Caller? Caller, IResult? Refusal)> AuthorizeAsync(Audience.Restricted audience, HttpContext http, CancellationToken cancellation)
    {
        bool hasToken = http.Request.Headers.Authorization.Count > 0;
        if (audience.KeyParameter is { } parameter && http.Request.Headers.TryGetValue(CaseKeys.Header, out StringValues key))
        {
            if (CaseId.TryParse(http.Request.RouteValues[parameter] as string, out CaseId? id) && key.Count == 1 && caseKeys.Matches(id.Value, key[0]))
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
        (TokenReading? reading, IResult? refusal) = await ReadTokenAsync(http, cancellation);
        if (reading is not TokenReading.Valid valid)
        {
            return (null, refusal);
        }

        string accountId = valid.Person.AccountId;
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

    private async Task<(TokenReading? Reading, IResult? Refusal)> ReadTokenAsync(HttpContext http, CancellationToken cancellation)
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

        TokenReading reading = await tokens.ReadAsync(value.Parameter, cancellation);
        return reading switch
        {
            TokenReading.Valid => (reading, null),
            TokenReading.Invalid invalid => (null, Challenge("invalid_token", invalid.Why)),
            _ => (null, Problems.Unavailable(IssuerPause)),
        };
    }

    // RFC 6750 asks for the reason in the header, beside the problem in the body.
    private static IResult Challenge(string error, string description) =>
        Problems.Unauthorized(description, $"Bearer error=\"{error}\", error_description=\"{description}\"");
}
