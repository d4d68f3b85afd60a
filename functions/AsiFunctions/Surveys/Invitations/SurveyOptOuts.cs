using AsiFunctions.Notifications.Deliveries;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Addresses that want no surveys, kept as hashes; all other messages still reach them.</summary>
public sealed class SurveyOptOuts(SurveyTable table)
{
    private const string Partition = "opt-out";

    /// <summary>What is kept of an address.</summary>
    public static string HashOf(string address) => SuppressionList.HashOf(address);

    /// <summary>True where the address wants no surveys. One point read.</summary>
    public async Task<bool> HasAsync(string address, CancellationToken cancellation) =>
        await table.FindAsync(Partition, HashOf(address), cancellation) is not null;

    /// <summary>Notes that the address of a hash wants no surveys; again changes nothing. One write.</summary>
    public async Task AddAsync(string hash, CancellationToken cancellation) =>
        await table.Client.UpsertEntityAsync(new TableEntity(Partition, hash), TableUpdateMode.Replace, cancellation);
}
