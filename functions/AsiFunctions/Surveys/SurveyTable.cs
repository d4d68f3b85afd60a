using System.Runtime.CompilerServices;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys;

/// <summary>
/// The table of the replies, apart from the cases: nothing in it is named after an invitation, but
/// that one was sent. A round's rows share a partition, so that a reply changes hands in one transaction.
/// </summary>
/// <remarks>
/// <c>open</c> there while replies are taken · <c>invited|{invitation}</c> and <c>invitations</c>,
/// how many · <c>draft|{…}</c> pages of an unfinished reply, none once it is finished · <c>spent|{…}</c> a token that replied · <c>held|{by
/// chance}</c> a reply that waits for its group · <c>group|{by chance}|{n}</c> replies moved on together ·
/// <c>contact|{by chance}</c> who wants to be contacted · <c>totals</c> · <c>waiting|{group}</c> for the dashboard. Partitions of their own:
/// <c>standing</c>, the round for new certifications, and <c>opt-out</c>, hashes of addresses.
/// </remarks>
/// <param name="service">The table service.</param>
/// <param name="name">The table's name, for tests that want one of their own.</param>
public sealed class SurveyTable(TableServiceClient service, string name = SurveyTable.Name)
{
    /// <summary>The table's name.</summary>
    public const string Name = "Surveys";

    internal const string Door = "open";
    internal const string InvitedFrom = "invited|";
    internal const string Invitations = "invitations";
    internal const string DraftFrom = "draft|";
    internal const string SpentFrom = "spent|";
    internal const string HeldFrom = "held|";
    internal const string GroupFrom = "group|";
    internal const string ContactFrom = "contact|";
    internal const string Totals = "totals";
    internal const string WaitingFrom = "waiting|";

    /// <summary>The table itself.</summary>
    public TableClient Client { get; } = service.GetTableClient(name);

    /// <summary>A row of a round; null where there is none. One point read.</summary>
    internal Task<TableEntity?> FindAsync(CaseId survey, string key, CancellationToken cancellation) => FindAsync(survey.Value, key, cancellation);

    /// <summary>A row; null where there is none. One point read.</summary>
    internal async Task<TableEntity?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await Client.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The rows of a round whose keys begin alike. A range read for each 1,000 rows.</summary>
    /// <param name="survey">The round.</param>
    /// <param name="prefix">Ends in <c>|</c>.</param>
    /// <param name="cancellation">The caller goes away.</param>
    internal async IAsyncEnumerable<TableEntity> RangeAsync(CaseId survey, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string filter = Storage.CaseTable.Range(survey.Value, prefix);
        await foreach (TableEntity row in Client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return row;
        }
    }

    /// <summary>One transaction.</summary>
    /// <returns>False when one of the rows is not as presumed: nothing was stored.</returns>
    internal async Task<bool> TryAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) =>
        await Client.TrySubmitAsync(actions, cancellation) is not null;

    /// <summary>A new row.</summary>
    internal static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    /// <summary>A row that has to be as it was read, and goes.</summary>
    internal static TableTransactionAction Delete(TableEntity read) =>
        new(TableTransactionActionType.Delete, new TableEntity(read.PartitionKey, read.RowKey), read.ETag);

    /// <summary>A row that has to be as it was read, or not to be there; it becomes another.</summary>
    internal static TableTransactionAction Put(TableEntity row, TableEntity? read) =>
        read is null ? Add(row) : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read.ETag);

    /// <summary>The round has to be open; those who pass at the same time do not hinder each other.</summary>
    internal static TableTransactionAction ThroughTheDoor(CaseId survey) =>
        new(TableTransactionActionType.UpdateMerge, new TableEntity(survey.Value, Door), ETag.All);
}
