using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Cases;

/// <summary>What every change of a case's record is sent with: the body, If-Match, Idempotency-Key.</summary>
/// <typeparam name="TBody">The body's type.</typeparam>
/// <param name="Body">The body; unset where there is a problem.</param>
/// <param name="Options">The decision's id and the version it presumes.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
public sealed record ChangeRequest<TBody>(TBody Body, DecideOptions Options, IResult? Problem);

/// <summary>Reads changes.</summary>
public static class ChangeRequests
{
    /// <summary>Reads a change of a case.</summary>
    /// <param name="request">The request. With If-Match the change counts for that version only (412).</param>
    /// <param name="id">The case.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<ChangeRequest<TBody>> ReadChangeAsync<TBody>(
        this HttpRequest request, CaseId id, Actor by, CancellationToken cancellation)
    {
        Body<TBody> body = await request.ReadAsync<TBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return Refused<TBody>(unreadable);
        }

        IdempotencyHeader header = request.IdempotencyKey($"{typeof(TBody).Name} {id} {by.Id}", body.Hash);
        if (header.Problem is { } malformed)
        {
            return Refused<TBody>(malformed);
        }

        IfMatch seen = IfMatch.Read(request);
        return seen.Problem is { } unusable
            ? Refused<TBody>(unusable)
            : new ChangeRequest<TBody>(body.Value, new DecideOptions(header.Key?.DecisionId, seen.Version), Problem: null);
    }

    private static ChangeRequest<TBody> Refused<TBody>(IResult problem) => new(default!, new DecideOptions(), problem);
}
