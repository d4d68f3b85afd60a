using System.Globalization;
using System.Runtime.CompilerServices;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Access.Accounts;

/// <summary>An account as it was read, with the tag that a change of it must meet.</summary>
public sealed record StoredAccount(Account Account, ETag Tag);

/// <summary>The accounts: those of the settings, and the table <c>Accounts</c>.</summary>
/// <remarks>
/// A row's partition and key follow from the person (issuer and subject), so that a request costs one point read. Nothing is cached: a leaver's
/// next request is refused, whichever instance it comes to. Lists are 16 range reads.
/// </remarks>
public sealed class AccountStore(TableServiceClient tables, AccessSettings settings)
{
    /// <summary>The table's name; invitations live in it too.</summary>
    public const string TableName = "Accounts";

    private const string RowKeyFrom = "account|";

    private readonly TableClient table = tables.GetTableClient(TableName);
    private readonly Dictionary<string, Account> configured = settings.Staff
        .Select(entry => Configured(new PersonKey(settings.Issuer, entry.Subject).AccountId, entry))
        .ToDictionary(account => account.Id, StringComparer.Ordinal);

    /// <summary>The account of a person, ended or not; null where there never was one.</summary>
    public async Task<StoredAccount?> FindAsync(string accountId, CancellationToken cancellation)
    {
        if (configured.TryGetValue(accountId, out Account? account))
        {
            return new StoredAccount(account, default);
        }

        if (!IsAccountId(accountId))
        {
            return null;
        }

        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            ShardOf(accountId), RowKeyFrom + accountId, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The account of somebody who has access for the person's own organisation; null where there is none. One point read.</summary>
    public async Task<Account?> FindColleagueAsync(string accountId, Person person, CancellationToken cancellation) =>
        await FindAsync(accountId, cancellation) is { Account: { IsActive: true } found } && found.Organisation == person.Organisation ? found : null;

    /// <summary>Adds an account, or replaces the one that was read.</summary>
    /// <param name="account">As it is to be.</param>
    /// <param name="replaced">The tag of the one that was read; null where there was none.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <returns>The new tag; null where somebody else was faster.</returns>
    public async Task<StoredAccount?> SaveAsync(Account account, ETag? replaced, CancellationToken cancellation) =>
        await table.TryPutAsync(Row(account), replaced, cancellation) is { } written
            ? new StoredAccount(account, written.Headers.ETag ?? default)
            : null;

    /// <summary>The accounts of an organisation, ended ones too, by id within each shard. 16 range reads.</summary>
    public async IAsyncEnumerable<Account> ListAsync(Organisation organisation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (Account account in configured.Values.Where(account => account.Organisation == organisation))
        {
            yield return account;
        }

        string own = TableClient.CreateQueryFilter($"Organisation eq {organisation.Value}");
        foreach (string shard in CaseTable.Shards)
        {
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(
                $"{CaseTable.Range(shard, RowKeyFrom)} and {own}", cancellationToken: cancellation))
            {
                Account account = Read(row).Account;
                if (!configured.ContainsKey(account.Id))
                {
                    yield return account;
                }
            }
        }
    }

    private static bool IsAccountId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    // The id is a hash: its first digit spreads evenly.
    private static string ShardOf(string accountId) =>
        int.Parse(accountId.AsSpan(0, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString("D2", CultureInfo.InvariantCulture);

    private static Account Configured(string id, StaffEntry entry) =>
        new(id, entry.Name, Email: null, "en", Organisation.Asi, entry.Roles, DateTimeOffset.UnixEpoch, Invitation: null, EndedAt: null);

    private static TableEntity Row(Account account) => new(ShardOf(account.Id), RowKeyFrom + account.Id)
    {
        ["Name"] = account.Name,
        ["Email"] = account.Email,
        ["Language"] = account.Language,
        ["Organisation"] = account.Organisation.Value,
        ["Roles"] = RoleNames.Join(account.Roles),
        ["Since"] = account.Since,
        ["Invitation"] = account.Invitation,
        ["EndedAt"] = account.EndedAt,
    };

    private static StoredAccount Read(TableEntity row) => new(
        new Account(
            row.RowKey[RowKeyFrom.Length..],
            row.GetString("Name"),
            row.GetString("Email"),
            row.GetString("Language")!,
            Organisation.Parse(row.GetString("Organisation")!),
            RoleNames.Split(row.GetString("Roles")!),
            row.GetDateTimeOffset("Since")!.Value,
            row.GetString("Invitation"),
            row.GetDateTimeOffset("EndedAt")),
        row.ETag);
}
