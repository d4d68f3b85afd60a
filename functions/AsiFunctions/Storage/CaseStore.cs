using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The cases in Table Storage.</summary>
public sealed class CaseStore(CaseTable table, CaseKinds kinds, OutboxRelay relay, SecretKeys secrets, TimeProvider clock) : ICaseStore
{
    private const int Attempts = 8;

    private readonly CaseIdSource ids = new(secrets);

    /// <inheritdoc/>
    public async Task<Stored<TCase>?> FindAsync<TCase>(CaseId id, CancellationToken cancellation)
        where TCase : ICase =>
        (await ReadAsync(id, cancellation))?.As<TCase>();

    /// <inheritdoc/>
    public async Task<AddOutcome<TCase>> AddAsync<TCase>(
        string prefix,
        IdempotencyKey? key,
        Func<CaseId, DateTimeOffset, Decision<TCase>.Accepted> begin,
        CancellationToken cancellation,
        CaseId? beside = null,
        SeenCase? seen = null)
        where TCase : ICase
    {
        string keyHash = key is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : key.Hash;
        int candidate = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            CaseId id = ids.Next(prefix, key, candidate, beside);
            DateTimeOffset now = clock.GetUtcNow();
            CaseCommit commit = await CaseCommit.BeginAsync(
                kinds, ReadAsync, begin(id, now).Widen(), now, keyHash, key?.BodyHash ?? "", seen, cancellation);
            if (commit.IsOvertaken)
            {
                return new AddOutcome<TCase>.Overtaken();
            }

            if (await commit.Transaction.SubmitAsync(table, cancellation))
            {
                _ = relay.Post(commit.Entries);
                return new AddOutcome<TCase>.Added(commit.Row.As<TCase>(), Repeated: false);
            }

            // The id is taken: by the same request, sent before, or by the client library when an answer was lost; or by another case, once in a
            // million. It is free: a case that was to be told has changed meanwhile, and the same id is tried again.
            if (await ReadAsync(id, cancellation) is { } taken)
            {
                if (taken.KeyHash == keyHash)
                {
                    return taken.BodyHash == (key?.BodyHash ?? "")
                        ? new AddOutcome<TCase>.Added(taken.As<TCase>(), Repeated: key is not null)
                        : new AddOutcome<TCase>.KeyReused();
                }

                candidate++;
            }
        }

        throw new CaseBusyException(beside ?? CaseId.From(prefix, 0));
    }

    /// <inheritdoc/>
    public async Task<AddOutcome<TCase>?> FindRepeatAsync<TCase>(
        string prefix, IdempotencyKey key, CancellationToken cancellation, CaseId? beside = null)
        where TCase : ICase
    {
        string keyHash = key.Hash;
        for (int candidate = 0; candidate < Attempts; candidate++)
        {
            if (await ReadAsync(ids.Next(prefix, key, candidate, beside), cancellation) is not { } taken)
            {
                return null;
            }

            if (taken.KeyHash == keyHash)
            {
                return taken.BodyHash == key.BodyHash
                    ? new AddOutcome<TCase>.Added(taken.As<TCase>(), Repeated: true)
                    : new AddOutcome<TCase>.KeyReused();
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public Task<DecideOutcome<TCase>> DecideAsync<TCase>(
        CaseId id,
        Func<TCase, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
        where TCase : ICase =>
        DecideAsync(id, (row, now) => decide((TCase)row.Case, now), options ?? new DecideOptions(), end: null, cancellation);

    /// <inheritdoc/>
    public Task<DecideOutcome<TCase>> DecideAsync<TCase, TPart>(
        CaseId id,
        string part,
        Func<TCase, TPart?, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
        where TCase : ICase
        where TPart : class
    {
        TPart? content = null;
        SeenPart? seen = null;
        DecideOptions how = options ?? new DecideOptions();
        return DecideAsync(
            id,
            async () =>
            {
                Task<TableEntity?> reading = ReadPartAsync(id, part, cancellation);
                CaseRow? row = await ReadOrPresumeAsync(id, cancellation);
                TableEntity? found = await reading;
                await (how.Meanwhile ?? Task.CompletedTask);
                content = found is null ? null : PartRow.From<TPart>(found);
                seen = new SeenPart(part, found?.ETag);
                return row;
            },
            (row, now) => decide((TCase)row.Case, content, now),
            how,
            end: null,
            cancellation,
            () => seen);
    }

    /// <inheritdoc/>
    public Task<DecideOutcome<TCase>> DecideAsync<TCase, TOther>(
        CaseId id,
        CaseId other,
        Func<TCase, TOther?, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
        where TCase : ICase
        where TOther : class, ICase
    {
        TOther? beside = null;
        return DecideAsync(
            id,
            async () =>
            {
                Task<CaseRow?> reading = ReadAsync(other, cancellation);
                CaseRow? row = await ReadOrPresumeAsync(id, cancellation);
                beside = (TOther?)(await reading)?.Case;
                return row;
            },
            (row, now) => decide((TCase)row.Case, beside, now),
            options ?? new DecideOptions(),
            end: null,
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<TPart?> PartAsync<TPart>(CaseId id, string part, CancellationToken cancellation)
        where TPart : class =>
        await ReadPartAsync(id, part, cancellation) is { } row ? PartRow.From<TPart>(row) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, TPart>> PartsAsync<TPart>(CaseId id, string prefix, CancellationToken cancellation)
        where TPart : class
    {
        Dictionary<string, TPart> parts = new(StringComparer.Ordinal);
        string range = PartRow.RangeOf(id);
        string first = range + prefix;
        // '}' follows '|', and '~' follows every character of a name.
        string end = prefix.Length == 0 ? string.Concat(range.AsSpan(0, range.Length - 1), "}") : first + "~";
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {CaseTable.ShardOf(id)} and RowKey ge {first} and RowKey lt {end}");
        await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            parts[row.RowKey[range.Length..]] = PartRow.From<TPart>(row);
        }

        return parts;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineLine>> TimelineAsync(CaseId id, CancellationToken cancellation)
    {
        List<TimelineLine> lines = [];
        string filter = CaseTable.Range(CaseTable.ShardOf(id), TimelineRow.RangeOf(id));
        await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            lines.Add(TimelineRow.From(row));
        }

        return lines;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Stored<TCase>> ListAsync<TCase>(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
        where TCase : ICase
    {
        foreach (string shard in CaseTable.Shards)
        {
            // A case's key is case|APP-…: the dash takes the place of the bar that ends other ranges, and '.' follows it.
            string from = $"{CaseRow.KeyPrefix}{prefix}-";
            string to = $"{CaseRow.KeyPrefix}{prefix}.";
            string filter = TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {from} and RowKey lt {to}");
            await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            {
                yield return CaseRow.From(row, kinds).As<TCase>();
            }
        }
    }

    /// <summary>Reads a case's row. One point read.</summary>
    internal async Task<CaseRow?> ReadAsync(CaseId id, CancellationToken cancellation)
    {
        if (!kinds.Knows(id.Prefix))
        {
            return null;
        }

        NullableResponse<TableEntity> found =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.ShardOf(id), CaseRow.KeyOf(id), cancellationToken: cancellation);
        return found.HasValue ? CaseRow.From(found.Value!, kinds) : null;
    }

    /// <summary>As the public one; knows too how the open task ends. One point read and one transaction, both again after a conflict.</summary>
    internal Task<DecideOutcome<TCase>> DecideAsync<TCase>(
        CaseId id,
        Func<CaseRow, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions options,
        Func<DateTimeOffset, TaskEnd>? end,
        CancellationToken cancellation)
        where TCase : ICase =>
        DecideAsync(id, () => ReadOrPresumeAsync(id, cancellation), decide, options, end, cancellation);

    private async Task<DecideOutcome<TCase>> DecideAsync<TCase>(
        CaseId id,
        Func<Task<CaseRow?>> read,
        Func<CaseRow, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions options,
        Func<DateTimeOffset, TaskEnd>? end,
        CancellationToken cancellation,
        Func<SeenPart?>? part = null)
        where TCase : ICase
    {
        string decisionId = options.DecisionId ?? Guid.NewGuid().ToString("N");
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await read() is not { } row)
            {
                return new DecideOutcome<TCase>.NotFound();
            }

            if (row.Decisions.Contains(decisionId))
            {
                // Decided before; or just now, when the transaction's answer was lost and it was sent again.
                return new DecideOutcome<TCase>.Applied(row.As<TCase>(), Repeated: options.DecisionId is not null);
            }

            if (options.IfVersion is { } version && version != row.Version)
            {
                return new DecideOutcome<TCase>.Stale(row.As<TCase>());
            }

            DateTimeOffset now = clock.GetUtcNow();
            Decision<TCase> decision = decide(row, now);
            if (decision is Decision<TCase>.Refused refused)
            {
                return new DecideOutcome<TCase>.Refused(refused.Code, refused.Message, row.As<TCase>());
            }

            Decision<ICase>.Accepted accepted = ((Decision<TCase>.Accepted)decision).Widen();
            CaseCommit commit = await CaseCommit.DecideAsync(
                kinds, ReadAsync, row, accepted, new DecisionOrigin(decisionId, end?.Invoke(now), Part: part?.Invoke()), now, cancellation);
            if (await commit.Transaction.SubmitAsync(table, cancellation))
            {
                _ = relay.Post(commit.Entries);
                return new DecideOutcome<TCase>.Applied(commit.Row.As<TCase>(), Repeated: false);
            }

            await Backoff.AfterAsync(attempt, cancellation);
        }

        throw new CaseBusyException(id);
    }

    private async Task<TableEntity?> ReadPartAsync(CaseId id, string part, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.ShardOf(id), PartRow.KeyOf(id, part), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    private async Task<CaseRow?> ReadOrPresumeAsync(CaseId id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ?? (kinds.Knows(id.Prefix) ? CaseRow.Presume(kinds, id, clock.GetUtcNow()) : null);
}
