using System.Globalization;
using System.Runtime.CompilerServices;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Access.Invitations;

/// <summary>An invitation as it was read, with the tag that a change of it must meet.</summary>
public sealed record StoredInvitation(Invitation Invitation, ETag Tag);

/// <summary>
/// The invitations, in the table of the accounts: <c>invitation|{id}</c>, and <c>mail|{id}-{round}</c> while its message is not queued.
/// </summary>
public sealed class InvitationStore(TableServiceClient tables)
{
    private const string RowKeyFrom = "invitation|";
    private const string MailFrom = "mail|";

    private readonly TableClient table = tables.GetTableClient(AccountStore.TableName);

    /// <summary>One invitation, or null. One point read.</summary>
    public async Task<StoredInvitation?> FindAsync(CaseId id, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            CaseTable.ShardOf(id), RowKeyFrom + id.Value, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Adds an invitation or replaces the one that was read; together with the note that its message is owed, where it newly is.</summary>
    /// <param name="invitation">As it is to be.</param>
    /// <param name="replaced">The one that was read; null where there was none.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <returns>False where somebody else was faster.</returns>
    public async Task<bool> SaveAsync(Invitation invitation, StoredInvitation? replaced, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions =
        [
            replaced is null
                ? new TableTransactionAction(TableTransactionActionType.Add, Row(invitation))
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, Row(invitation), replaced.Tag),
        ];
        bool wasPending = replaced is { Invitation.State: InvitationState.Pending } && replaced.Invitation.Round == invitation.Round;
        if (invitation.State is InvitationState.Pending && !wasPending)
        {
            TableEntity owed = new(CaseTable.ShardOf(invitation.Id), MailFrom + invitation.RoundId) { ["Invitation"] = invitation.Id.Value };
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, owed));
        }

        return await table.TrySubmitAsync(actions, cancellation) is not null;
    }

    /// <summary>The invitations of an organisation, in no order. 16 range reads.</summary>
    public async IAsyncEnumerable<Invitation> ListAsync(Organisation organisation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string own = TableClient.CreateQueryFilter($"Organisation eq {organisation.Value}");
        foreach (string shard in CaseTable.Shards)
        {
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(
                $"{CaseTable.Range(shard, RowKeyFrom)} and {own}", cancellationToken: cancellation))
            {
                yield return Read(row).Invitation;
            }
        }
    }

    /// <summary>The invitations whose message was not handed to the queue yet. 16 range reads.</summary>
    public async IAsyncEnumerable<CaseId> ListUnsentAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (string shard in CaseTable.Shards)
        {
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(CaseTable.Range(shard, MailFrom), cancellationToken: cancellation))
            {
                yield return CaseId.Parse(row.GetString("Invitation")!);
            }
        }
    }

    /// <summary>Notes that the message of this round was handed to the queue.</summary>
    public Task MarkSentAsync(Invitation invitation, CancellationToken cancellation) =>
        table.DeleteEntityAsync(CaseTable.ShardOf(invitation.Id), MailFrom + invitation.RoundId, ETag.All, cancellation);

    private static TableEntity Row(Invitation invitation) => new(CaseTable.ShardOf(invitation.Id), RowKeyFrom + invitation.Id.Value)
    {
        ["Round"] = invitation.Round,
        ["Organisation"] = invitation.Organisation.Value,
        ["Roles"] = RoleNames.Join(invitation.Roles),
        ["Email"] = invitation.Email,
        ["EmailMark"] = invitation.EmailMark,
        ["Name"] = invitation.Name,
        ["Language"] = invitation.Language,
        ["State"] = invitation.State.ToString(),
        ["By"] = invitation.By,
        ["Until"] = invitation.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["ChangedAt"] = invitation.ChangedAt,
        ["AcceptedBy"] = invitation.AcceptedBy,
    };

    private static StoredInvitation Read(TableEntity row) => new(
        new Invitation(
            CaseId.Parse(row.RowKey[RowKeyFrom.Length..]),
            row.GetInt32("Round")!.Value,
            Organisation.Parse(row.GetString("Organisation")!),
            RoleNames.Split(row.GetString("Roles")!),
            row.GetString("Email"),
            row.GetString("EmailMark")!,
            row.GetString("Name"),
            row.GetString("Language")!,
            Enum.Parse<InvitationState>(row.GetString("State")!),
            row.GetString("By")!,
            DateOnly.ParseExact(row.GetString("Until")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.GetDateTimeOffset("ChangedAt")!.Value,
            row.GetString("AcceptedBy")),
        row.ETag);
}
