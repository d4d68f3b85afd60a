using System.Diagnostics;
using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Import;

/// <summary>What is wanted of an import.</summary>
public abstract record MemberImportCommand
{
    private MemberImportCommand()
    {
    }

    /// <summary>It is to be taken over.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Reason">Why; may be null.</param>
    public sealed record Apply(Actor By, string? Reason) : MemberImportCommand;

    /// <summary>Some more of its members were looked at.</summary>
    /// <param name="After">How many had been before: another count is that of a repeat.</param>
    /// <param name="More">What they came to.</param>
    public sealed record GoOn(int After, ImportProgress More) : MemberImportCommand;

    /// <summary>The file no longer fits what is here.</summary>
    /// <param name="Faults">Why.</param>
    /// <param name="Count">How many faults there are.</param>
    public sealed record Stop(IReadOnlyList<ImportFault> Faults, int Count) : MemberImportCommand;
}

/// <summary>An import from the check to its last member.</summary>
public static class MemberImportProcedure
{
    /// <summary>The work of an import that was decided: its next members are taken over.</summary>
    public const string TakeOver = "take-over-members";

    /// <summary>What comes next.</summary>
    public static Step Next(MemberImport import) => import.State switch
    {
        ImportState.Applying applying => new Step.Work(TakeOver, DateOnly.FromDateTime(applying.At.UtcDateTime)),
        ImportState.Applied => new Step.End(),
        _ => new Step.Rest(),
    };

    /// <summary>The import of a file without faults.</summary>
    public static Decision<MemberImport>.Accepted Check(CaseId id, string content, ImportPlanned planned, Actor by) => new(
        new MemberImport(id, StepNumber: 1, content, planned, new ImportState.Checked(), ImportProgress.None), [new CaseEvent("checked", by)], []);

    /// <summary>What a command makes of an import.</summary>
    public static Decision<MemberImport> Decide(MemberImport import, MemberImportCommand command, DateTimeOffset now) =>
        (command, import.State) switch
        {
            (MemberImportCommand.Apply apply, ImportState.Checked or ImportState.Stopped) => Accept(
                import with { State = new ImportState.Applying(apply.By, now), Progress = ImportProgress.None },
                new CaseEvent("applied", apply.By, apply.Reason)),
            (MemberImportCommand.Apply, ImportState.Applying since) => Refuse(
                "already-decided", $"The import is being taken over since {Day(DateOnly.FromDateTime(since.At.UtcDateTime))}; look at its progress."),
            (MemberImportCommand.Apply, ImportState.Applied done) => Refuse(
                "already-decided",
                $"The import was taken over on {Day(DateOnly.FromDateTime(done.At.UtcDateTime))}; send what is to be added as a file of its own."),
            (MemberImportCommand.GoOn more, ImportState.Applying) when more.After == import.Progress.Done => Advance(import, more.More, now),
            (MemberImportCommand.Stop stop, ImportState.Applying) => Accept(
                import with
                {
                    State = new ImportState.Stopped(now),
                    Progress = import.Progress with { Faults = [.. stop.Faults.Take(ImportProgress.MostNamed)], FaultCount = stop.Count },
                },
                new CaseEvent("stopped", Actor.Machine)),
            (MemberImportCommand.GoOn or MemberImportCommand.Stop, _) => Refuse("out-of-order", "These members were looked at already."),
            _ => throw new UnreachableException(),
        };

    private static Decision<MemberImport> Advance(MemberImport import, ImportProgress more, DateTimeOffset now)
    {
        MemberImport after = import with { Progress = import.Progress.With(more) };
        return after.Progress.Done >= after.Planned.Members
            ? Accept(
                after with { StepNumber = after.StepNumber + 1, State = new ImportState.Applied(now) }, new CaseEvent("completed", Actor.Machine))
            : new Decision<MemberImport>.Accepted(after, [], []);
    }

    private static Decision<MemberImport>.Accepted Accept(MemberImport import, CaseEvent line) => new(import, [line], []);

    private static Decision<MemberImport>.Refused Refuse(string code, string message) => new(code, message);
}
