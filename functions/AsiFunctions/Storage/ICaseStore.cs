using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;

namespace AsiFunctions.Storage;

/// <summary>The cases: the only truth there is about them, changed by one transaction a decision.</summary>
/// <remarks>
/// Each transaction replaces the case's row (If-Match), inserts its next timeline lines, opens and closes its task and stores what has to leave
/// the system (outbox). After it, the relay is told; nobody waits for it. Storage that does not answer shows as
/// <see cref="Azure.RequestFailedException"/> and is answered 503 by the middleware.
/// A function that adds or decides has a parameter <c>[DurableClient] DurableTaskClient</c>, even if it never uses it: the host hands its client
/// to functions only, and the relay, which wakes orchestrations, takes it from there. Without one the wake-up waits for the next sweep.
/// </remarks>
public interface ICaseStore
{
    /// <summary>Reads a case. One point read.</summary>
    /// <typeparam name="TCase">Its type, or <see cref="ICase"/> for whatever it is.</typeparam>
    /// <returns>Null where there is no such case.</returns>
    Task<Stored<TCase>?> FindAsync<TCase>(CaseId id, CancellationToken cancellation)
        where TCase : ICase;

    /// <summary>Begins a case. One transaction; a repeat costs one point read more.</summary>
    /// <param name="prefix">The kind of case.</param>
    /// <param name="key">The caller's Idempotency-Key: the case's id is derived from it, so that a
    /// repeat meets the first. Null: an id by chance.</param>
    /// <param name="begin">Makes the case, given its id and the time. May be asked again with another id.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <param name="beside">A case, such as its member, whose partition the new one shares, so that either
    /// can tell the other of its decisions; null: any partition.</param>
    /// <param name="seen">A case that the new one rests on and tells: where it is not as it was
    /// read, nothing is stored. Null: it rests on none.</param>
    Task<AddOutcome<TCase>> AddAsync<TCase>(
        string prefix,
        IdempotencyKey? key,
        Func<CaseId, DateTimeOffset, Decision<TCase>.Accepted> begin,
        CancellationToken cancellation,
        CaseId? beside = null,
        SeenCase? seen = null)
        where TCase : ICase;

    /// <summary>
    /// What an earlier request with the same key has begun, for the late repeat of a request that would be refused by now. One point read.
    /// </summary>
    /// <param name="prefix">The kind of case.</param>
    /// <param name="key">The caller's Idempotency-Key.</param>
    /// <param name="cancellation">The caller goes away.</param>
    /// <param name="beside">As it was begun with.</param>
    /// <returns>Null where there was none.</returns>
    Task<AddOutcome<TCase>?> FindRepeatAsync<TCase>(string prefix, IdempotencyKey key, CancellationToken cancellation, CaseId? beside = null)
        where TCase : ICase;

    /// <summary>
    /// Decides about a case. One point read and one transaction; a point read more for each case
    /// that is told; all again when somebody else decided meanwhile.
    /// </summary>
    /// <param name="id">The case; where none is stored, the one that its kind presumes.</param>
    /// <param name="decide">The procedure, given the case and the time. Pure: it may be asked again with a fresher case.</param>
    /// <param name="options">The decision's id and the version it presumes.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <exception cref="CaseBusyException">Others were faster time and again.</exception>
    Task<DecideOutcome<TCase>> DecideAsync<TCase>(
        CaseId id,
        Func<TCase, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
        where TCase : ICase;

    /// <summary>
    /// As the other, about a case and one of its parts: two point reads at once, and one
    /// transaction. The part has to be as it was read: the two may have been read before and after somebody else's decision.
    /// </summary>
    /// <typeparam name="TCase">The case's type.</typeparam>
    /// <typeparam name="TPart">The part's type.</typeparam>
    /// <param name="id">The case.</param>
    /// <param name="part">The part's name.</param>
    /// <param name="decide">The procedure, given the case, the part (null where it is not stored yet) and the time.</param>
    /// <param name="options">The decision's id and the version it presumes.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    Task<DecideOutcome<TCase>> DecideAsync<TCase, TPart>(
        CaseId id,
        string part,
        Func<TCase, TPart?, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
        where TCase : ICase
        where TPart : class;

    /// <summary>
    /// As the first, about a case in the light of another: two point reads at once, and one
    /// transaction. The other is only read: it may change before the commit.
    /// </summary>
    /// <typeparam name="TCase">The case's type.</typeparam>
    /// <typeparam name="TOther">The other's type.</typeparam>
    /// <param name="id">The case.</param>
    /// <param name="other">The other case.</param>
    /// <param name="decide">The procedure, given the case, the other (null where none is stored) and the time.</param>
    /// <param name="options">The decision's id and the version it presumes.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    Task<DecideOutcome<TCase>> DecideAsync<TCase, TOther>(
        CaseId id,
        CaseId other,
        Func<TCase, TOther?, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
        where TCase : ICase
        where TOther : class, ICase;

    /// <summary>Reads one part of a case; null where it is not stored. One point read.</summary>
    Task<TPart?> PartAsync<TPart>(CaseId id, string part, CancellationToken cancellation)
        where TPart : class;

    /// <summary>Reads the parts of a case by name; their content may be of several types. One range read for each 1,000 parts.</summary>
    /// <param name="id">The case.</param>
    /// <param name="prefix">What the names begin with; empty: all parts.</param>
    /// <param name="cancellation">The caller goes away.</param>
    Task<IReadOnlyDictionary<string, TPart>> PartsAsync<TPart>(CaseId id, string prefix, CancellationToken cancellation)
        where TPart : class;

    /// <summary>Everything that happened in a case, in order. One range read for each 1,000 lines.</summary>
    Task<IReadOnlyList<TimelineLine>> TimelineAsync(CaseId id, CancellationToken cancellation);

    /// <summary>Reads all cases of a kind, in no order. 16 range reads, and one more for each further 1,000 cases of a shard.</summary>
    IAsyncEnumerable<Stored<TCase>> ListAsync<TCase>(string prefix, CancellationToken cancellation)
        where TCase : ICase;
}

/// <summary>A case as somebody read it.</summary>
/// <param name="Id">The case.</param>
/// <param name="Version">Its version; 0 where it was not stored.</param>
public sealed record SeenCase(CaseId Id, int Version);

/// <summary>How a decision is taken.</summary>
/// <param name="DecisionId">Names the decision, so that a repeat is known: the caller's Idempotency-Key with its scope. Null: never a repeat.</param>
/// <param name="IfVersion">The version that the caller saw (If-Match); null where the decision does not depend on it.</param>
/// <param name="Meanwhile">What else the procedure needs and somebody reads at the same time;
/// awaited before a procedure about a part is asked.</param>
public sealed record DecideOptions(string? DecisionId = null, int? IfVersion = null, Task? Meanwhile = null);

/// <summary>A case changed under every attempt to decide about it. Answered 503 with Retry-After.</summary>
public sealed class CaseBusyException(CaseId id) : Exception($"The case {id} changed under every attempt to decide about it.");
