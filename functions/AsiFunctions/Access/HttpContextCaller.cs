using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Access;

/// <summary>What the authorisation of the request found out about its sender.</summary>
public static class HttpContextCaller
{
    private static readonly object Key = new();

    /// <summary>Who makes this request.</summary>
    /// <exception cref="InvalidOperationException">The request was never authorised.</exception>
    public static Caller Caller(this HttpContext context) => context.Items[Key] as Caller
        ?? throw new InvalidOperationException("The request was not authorised: is the worker middleware in place?");

    /// <summary>The person who makes this request, for functions that are open to accounts only.</summary>
    /// <exception cref="InvalidOperationException">The caller has no account; the function is open to
    /// others too and must ask <see cref="FindPerson"/>.</exception>
    public static Person Person(this HttpContext context) => context.FindPerson()
        ?? throw new InvalidOperationException("The caller has no account.");

    /// <summary>The person who makes this request, or null where it is the holder of a case key, somebody without an account, or anybody.</summary>
    public static Person? FindPerson(this HttpContext context) => context.Caller() as Person;

    /// <summary>
    /// As whom the caller acts: the applicant where a case key was sent, otherwise the person in the first of the roles that they have.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller is neither: the function's audience is wider than <paramref name="roles"/>.</exception>
    public static Actor Actor(this HttpContext context, params ReadOnlySpan<Role> roles) => context.Caller() switch
    {
        Access.Caller.KeyHolder => Domain.Cases.Actor.Applicant,
        Person person when person.AsActorIn(roles) is { } actor => actor,
        _ => throw new InvalidOperationException("The caller acts in none of these roles."),
    };

    /// <summary>Notes who makes this request; for the authorisation, and for tests of functions.</summary>
    public static void SetCaller(this HttpContext context, Caller caller) => context.Items[Key] = caller;
}
