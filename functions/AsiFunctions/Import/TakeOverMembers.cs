using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Import;

/// <summary>Takes the next members of an import over.</summary>
public sealed class TakeOverMembers(ICaseStore cases, ImportDesk desk, ImportBlobs blobs, MemberTaker taker)
{
    /// <summary>Members of one activity: a few seconds on the emulator.</summary>
    public const int AtOnce = 500;

    /// <summary>
    /// Goes on where the import's progress says. One point read, one blob and 16 range reads, one
    /// transaction for each new member, and one to record the progress. Killed anywhere, it goes
    /// over the same members again and finds those that are here.
    /// </summary>
    /// <param name="importId">The import's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(TakeOverMembers))]
    public async Task RunAsync([ActivityTrigger] string importId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(importId);
        if (await cases.FindAsync<MemberImport>(id, cancellation) is not { Case: { State: ImportState.Applying decided } import })
        {
            return;
        }

        (EarlierReading reading, KnownMembers known) = await desk.ReadAsync(await blobs.ReadAsync(import.Content, cancellation), cancellation);
        MemberImportCommand next = reading.Faults.Count > 0
            ? new MemberImportCommand.Stop(
                [.. reading.Faults.Take(ImportProgress.MostNamed).Select(fault => new ImportFault(Line: 0, fault.Message))], reading.Faults.Count)
            : new MemberImportCommand.GoOn(
                import.Progress.Done,
                await taker.TakeAsync(import, decided, [.. reading.Members.Skip(import.Progress.Done).Take(AtOnce)], known, cancellation));
        await cases.DecideAsync<MemberImport>(id, (found, now) => MemberImportProcedure.Decide(found, next, now), options: null, cancellation);
    }
}
