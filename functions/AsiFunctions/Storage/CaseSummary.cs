using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>A case as a list shows it.</summary>
/// <param name="Id">The reference.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">The state's name.</param>
/// <param name="Ended">True when it is over.</param>
/// <param name="BegunAt">When it was added.</param>
/// <param name="ChangedAt">When it was last decided about.</param>
/// <param name="Keywords">What it is found by besides, one a line; empty for cases not decided about since there are keywords.</param>
public sealed record CaseSummary(
    CaseId Id, string Title, string State, bool Ended, DateTimeOffset BegunAt, DateTimeOffset ChangedAt, [property: JsonIgnore] string Keywords);

/// <summary>What is looked for; null does not restrict.</summary>
/// <param name="Prefix">The kind of case.</param>
/// <param name="State">The state's name.</param>
/// <param name="From">The first day on which the case may have begun.</param>
/// <param name="To">The last one.</param>
/// <param name="ChangedFrom">The first day on which it may have been decided about last.</param>
/// <param name="ChangedTo">The last one.</param>
/// <param name="Ended">Whether it is over.</param>
/// <param name="Organisations">Of each of these members and firms it has to be; three at most.</param>
public sealed record CaseQuery(
    string? Prefix,
    string? State,
    DateOnly? From,
    DateOnly? To,
    DateOnly? ChangedFrom,
    DateOnly? ChangedTo,
    bool? Ended,
    IReadOnlyCollection<CaseId> Organisations);

/// <summary>Lists of cases, without their contents.</summary>
public sealed class CaseSummaries(CaseTable table)
{
    private static readonly string[] Columns = ["RowKey", "Title", "State", "Ended", "BegunAt", "ChangedAt", "Keywords"];

    /// <summary>All that fit, in no order. The service filters. 16 range reads, and one more for each further 1,000 cases of a shard.</summary>
    public Task<IReadOnlyList<CaseSummary>> FindAsync(CaseQuery query, CancellationToken cancellation) =>
        ShardReads.AllAsync(table, CaseRow.KeyPrefix, Filter(query), Columns, From, cancellation);

    // The service takes 15 comparisons at most: the range has three, everything here together eleven.
    private static string? Filter(CaseQuery query)
    {
        List<string> terms = [];
        if (query.Prefix is { } prefix)
        {
            // A dash follows the three letters, and '.' follows the dash.
            string from = $"{CaseRow.KeyPrefix}{prefix}-";
            string to = $"{CaseRow.KeyPrefix}{prefix}.";
            terms.Add(TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {to}"));
        }

        if (query.State is { } state)
        {
            terms.Add(TableClient.CreateQueryFilter($"State eq {state}"));
        }

        if (query.Ended is { } ended)
        {
            terms.Add(TableClient.CreateQueryFilter($"Ended eq {ended}"));
        }

        terms.AddRange(Between("BegunAt", query.From, query.To));
        terms.AddRange(Between("ChangedAt", query.ChangedFrom, query.ChangedTo));
        terms.AddRange(query.Organisations.Select(organisation => $"{CaseRow.ColumnOf(organisation)} eq true"));
        return terms.Count == 0 ? null : string.Join(" and ", terms);
    }

    private static IEnumerable<string> Between(string column, DateOnly? first, DateOnly? last)
    {
        if (first is { } from)
        {
            yield return $"{column} ge {TableClient.CreateQueryFilter($"{Midnight(from)}")}";
        }

        if (last < DateOnly.MaxValue)
        {
            yield return $"{column} lt {TableClient.CreateQueryFilter($"{Midnight(last.Value.AddDays(1))}")}";
        }
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static CaseSummary From(TableEntity row) => new(
        CaseId.Parse(row.RowKey[CaseRow.KeyPrefix.Length..]),
        row.Text("Title"),
        row.Text("State"),
        row.GetBoolean("Ended")!.Value,
        row.GetDateTimeOffset("BegunAt")!.Value,
        row.GetDateTimeOffset("ChangedAt")!.Value,
        row.GetString("Keywords") ?? "");
}
