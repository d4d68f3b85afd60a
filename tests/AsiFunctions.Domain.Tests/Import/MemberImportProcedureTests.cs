using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;

namespace AsiFunctions.Domain.Tests.Import;

public sealed class MemberImportProcedureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor Sasha = new("account-sasha", Role.Secretariat, "Sasha");

    [Fact]
    public void Nothing_is_taken_over_before_somebody_decides() => Assert.IsType<Step.Rest>(MemberImportProcedure.Next(Checked()));

    [Fact]
    public void An_import_that_was_decided_is_worked_off_and_then_over()
    {
        MemberImport import = After(Checked(), new MemberImportCommand.Apply(Sasha, Reason: null));
        Assert.Equal("take-over-members", Assert.IsType<Step.Work>(MemberImportProcedure.Next(import)).What);
        import = After(import, new MemberImportCommand.GoOn(0, ImportProgress.None with { Done = 2, Added = 2 }));
        Assert.Equal(("applying", 2), (import.StateName, import.Progress.Done));
        import = After(import, new MemberImportCommand.GoOn(2, ImportProgress.None with { Done = 1, Same = 1 }));
        Assert.Equal(("applied", 3, 2, 1), (import.StateName, import.Progress.Done, import.Progress.Added, import.Progress.Same));
        Assert.IsType<Step.End>(MemberImportProcedure.Next(import));
    }

    [Fact]
    public void What_was_looked_at_before_is_not_counted_twice()
    {
        MemberImport import = After(
            After(Checked(), new MemberImportCommand.Apply(Sasha, Reason: null)),
            new MemberImportCommand.GoOn(0, ImportProgress.None with { Done = 2 }));
        Assert.Equal("out-of-order", Refused(import, new MemberImportCommand.GoOn(0, ImportProgress.None with { Done = 2 })));
    }

    [Fact]
    public void The_first_decision_wins()
    {
        MemberImport import = After(Checked(), new MemberImportCommand.Apply(Sasha, Reason: null));
        Assert.Equal("already-decided", Refused(import, new MemberImportCommand.Apply(Sasha, "again")));
        import = After(import, new MemberImportCommand.GoOn(0, ImportProgress.None with { Done = 3 }));
        Assert.Equal("already-decided", Refused(import, new MemberImportCommand.Apply(Sasha, "again")));
    }

    [Fact]
    public void A_file_that_no_longer_fits_stops_and_can_be_applied_anew()
    {
        MemberImport import = After(
            After(Checked(), new MemberImportCommand.Apply(Sasha, Reason: null)),
            new MemberImportCommand.Stop([new ImportFault(0, "Line 5: version: …")], Count: 1));
        Assert.Equal(("stopped", 1), (import.StateName, import.Progress.FaultCount));
        Assert.IsType<Step.Rest>(MemberImportProcedure.Next(import));
        Assert.Equal(("applying", 0), (After(import, new MemberImportCommand.Apply(Sasha, Reason: null)).StateName, ImportProgress.None.FaultCount));
    }

    [Fact]
    public void Hundreds_are_named_and_the_rest_is_counted()
    {
        ImportProgress more =
            ImportProgress.None with { Faults = [.. Enumerable.Range(1, 150).Select(line => new ImportFault(line, "…"))], FaultCount = 150 };
        ImportProgress all = more.With(more);
        Assert.Equal((200, 300), (all.Faults.Count, all.FaultCount));
    }

    private static MemberImport Checked() => MemberImportProcedure.Check(
        CaseId.From(MemberImport.Prefix, 1), "hash", new ImportPlanned(3, 2, 1, 0, 0, 0, 0, 0, 0), Sasha).Case;

    private static MemberImport After(MemberImport import, MemberImportCommand command) =>
        Assert.IsType<Decision<MemberImport>.Accepted>(MemberImportProcedure.Decide(import, command, Now)).Case;

    private static string Refused(MemberImport import, MemberImportCommand command) =>
        Assert.IsType<Decision<MemberImport>.Refused>(MemberImportProcedure.Decide(import, command, Now)).Code;
}
