using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The cases in Table Storage.</summary>
public sealed class CaseStore(CaseTable table, CaseKinds kinds, OutboxRelay relay, SecretKeys secrets, TimeProvider clock) : ICaseStore
{
    private const int Attempts = 8;
    private const string IdPurpose = "idempotency-key";

    /// <inheritdoc/>
    public async Task<Stored<TCase>?> FindAsync<TCase>(CaseId id, CancellationToken cancellation)
        where TCase : ICase =>
        (await ReadAsync(id, cancellation))?.As<TCase>();

    /// <inheritdoc/>
    public async Task<AddOutcome<TCase>> AddAsync<TCase>(
        string prefix,
        IdempotencyKey? key,
        Func<CaseId, DateTimeOffset, Decision<TCase>.Accepted> begin,
        CancellationToken cancellation)
        where TCase : ICase
    {
        string keyHash = key is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : Hash(key);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            CaseId id = CaseId.From(prefix, key is null ? RandomBits() : Bits(key, attempt));
            DateTimeOffset now = clock.GetUtcNow();
            Decision<TCase>.Accepted begun = begin(id, now);
            CaseCommit commit = CaseCommit.Begin(
                kinds, new Decision<ICase>.Accepted(begun.Case, begun.Events, begun.Effects), now, keyHash, key?.BodyHash ?? "");
            if (await commit.Transaction.SubmitAsync(table, cancellation))
            {
                _ = relay.Post(commit.Entries);
                return new AddOutcome<TCase>.Added(commit.Row.As<TCase>(), Repeated: false);
            }

            // The id is taken: by the same request, sent before, or by the client library when an answer was lost; or by another case, once in a million.
            if (await ReadAsync(id, cancellation) is { } taken && taken.KeyHash == keyHash)
            {
                return taken.BodyHash == (key?.BodyHash ?? "")
                    ? new AddOutcome<TCase>.Added(taken.As<TCase>(), Repeated: key is not null)
                    : new AddOutcome<TCase>.KeyReused();
            }
        }

        throw new InvalidOperationException($"No free reference was found in {Attempts} attempts.");
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
    internal async Task<DecideOutcome<TCase>> DecideAsync<TCase>(
        CaseId id,
        Func<CaseRow, DateTimeOffset, Decision<TCase>> decide,
        DecideOptions options,
        Func<DateTimeOffset, TaskEnd>? end,
        CancellationToken cancellation)
        where TCase : ICase
    {
        string decisionId = options.DecisionId ?? Guid.NewGuid().ToString("N");
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await ReadAsync(id, cancellation) is not { } row)
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

            Decision<TCase>.Accepted accepted = (Decision<TCase>.Accepted)decision;
            CaseCommit commit = CaseCommit.Decide(
                kinds,
                row,
                new Decision<ICase>.Accepted(accepted.Case, accepted.Events, accepted.Effects),
                new DecisionOrigin(decisionId, end?.Invoke(now)),
                now);
            if (await commit.Transaction.SubmitAsync(table, cancellation))
            {
                _ = relay.Post(commit.Entries);
                return new DecideOutcome<TCase>.Applied(commit.Row.As<TCase>(), Repeated: false);
            }
        }

        throw new CaseBusyException(id);
    }

    private static ulong RandomBits() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    private static string Named(IdempotencyKey key) => $"{key.Scope}\n{key.Value}";

    private static string Hash(IdempotencyKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Named(key))));

    // Derived with a secret: nobody can choose a key whose reference meets another's.
    private ulong Bits(IdempotencyKey key, int attempt) => BitConverter.ToUInt64(
        secrets.DeriveBytes(IdPurpose, string.Create(CultureInfo.InvariantCulture, $"{Named(key)}\n{attempt}")));
}
