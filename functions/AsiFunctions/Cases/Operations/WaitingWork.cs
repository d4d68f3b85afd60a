using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Operations;

/// <summary>Finds the cases whose work the machine should have done long ago: it fails again and again, or nobody drives the case.</summary>
/// <remarks>
/// What fails is tried again every ten minutes (<see cref="CaseDriver.Pause"/>), and its exception is in the log.
/// What cannot be done as things are is no failure: its case asks a person.
/// </remarks>
public sealed class WaitingWork(CaseTable table, TimeProvider clock)
{
    /// <summary>Work takes seconds; after six attempts something is wrong.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    private static readonly string[] Columns = ["RowKey", "Work", "ChangedAt"];

    /// <summary>Those that have not changed for more than an hour, longest first. 16 range reads over the cases, filtered by the service.</summary>
    public async Task<IReadOnlyList<WaitingCase>> ListAsync(CancellationToken cancellation)
    {
        DateTimeOffset before = clock.GetUtcNow() - Late;
        IReadOnlyList<WaitingCase> working = await ShardReads.AllAsync(
            table,
            CaseRow.KeyPrefix,
            "Work gt ''",
            Columns,
            row => new WaitingCase(CaseId.Parse(row.RowKey[CaseRow.KeyPrefix.Length..]), row.Text("Work"), row.GetDateTimeOffset("ChangedAt")!.Value),
            cancellation);
        return [.. working.Where(waiting => waiting.Since < before).OrderBy(waiting => waiting.Since)];
    }
}

/// <summary>A case whose work the machine has not done.</summary>
/// <param name="Case">The case.</param>
/// <param name="Work">What is to be done: <c>issue-certificate</c>.</param>
/// <param name="Since">When the case last changed.</param>
public sealed record WaitingCase(CaseId Case, string Work, DateTimeOffset Since);
