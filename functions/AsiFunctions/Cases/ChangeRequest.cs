using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

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
    public static async Task<ChangeRequest<TBody>> ReadChangeAsync<TBody>(this HttpRequest request, CaseId id, Actor by, CancellationToken cancellation)
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

        return ReadIfMatch(request, out int? version) is { } unusable
            ? Refused<TBody>(unusable)
            : new ChangeRequest<TBody>(body.Value, new DecideOptions(header.Key?.DecisionId, version), Problem: null);
    }

    private static ChangeRequest<TBody> Refused<TBody>(IResult problem) => new(default!, new DecideOptions(), problem);

    private static IResult? ReadIfMatch(HttpRequest request, out int? version)
    {
        version = null;
        StringValues sent = request.Headers.IfMatch;
        if (sent.Count == 0 || sent == "*")
        {
            return null;
        }

        if (!int.TryParse(sent.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return Problems.InvalidParameter("If-Match", "Send the ETag of the record as you last read it, such as \"1\".");
        }

        version = number;
        return null;
    }
}
