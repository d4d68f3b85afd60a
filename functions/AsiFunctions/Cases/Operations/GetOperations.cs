using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Operations;

/// <summary>Shows how the machinery is.</summary>
public sealed class GetOperations(OutboxTable outbox, WaitingWork work, CaseReconciler reconciler, OutboxSettings settings)
{
    /// <summary>What waits in the outbox, what failed there, which cases' work is not done, and what the last reconciliation mended.</summary>
    /// <remarks>Round trips: the outbox's and those of <see cref="WaitingWork"/>, at once, and a point read.</remarks>
    [Function(nameof(GetOperations))]
    [OpenTo(Role.Operator, Role.Secretariat)]
    [Answers(200, typeof(MachineryView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations")] HttpRequest request,
        CancellationToken cancellation)
    {
        Task<IReadOnlyList<WaitingCase>> waiting = work.ListAsync(cancellation);
        IReadOnlyList<OutboxRow> rows = await outbox.ListAsync(cancellation);
        FailingEntry[] failing = [.. rows
            .Where(row => row.LastError is { Length: > 0 })
            .OrderBy(row => row.Entry.At)
            .Select(row => new FailingEntry(
                row.Entry.Id,
                row.Entry.CaseId,
                row.Entry.Kind,
                row.Entry.At,
                row.Attempts,
                row.NextAt,
                row.LastError!,
                row.Attempts >= settings.PoisonAfter))];
        return Results.Ok(new MachineryView(rows.Count, failing, await waiting, await reconciler.LastAsync(cancellation)));
    }
}

/// <summary>The state of the machinery.</summary>
/// <param name="Waiting">Outbox entries that have not left yet.</param>
/// <param name="Failing">Those that failed at least once, oldest first.</param>
/// <param name="Work">Cases whose work the machine has not done for more than an hour, longest first.</param>
/// <param name="Reconciliation">The last comparison of cases and orchestrations; null before the first.</param>
public sealed record MachineryView(int Waiting, IReadOnlyList<FailingEntry> Failing, IReadOnlyList<WaitingCase> Work, Reconciliation? Reconciliation);

/// <summary>An outbox entry that could not leave.</summary>
/// <param name="Id">Its name, also in the log.</param>
/// <param name="Case">Whose it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">Since when it waits.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="NextAt">When it is tried again.</param>
/// <param name="Error">The type of the last failure.</param>
/// <param name="Poisoned">True when it failed so often that a person has to look.</param>
public sealed record FailingEntry(
    string Id,
    CaseId Case,
    string Kind,
    DateTimeOffset At,
    int Attempts,
    DateTimeOffset? NextAt,
    string Error,
    bool Poisoned);
