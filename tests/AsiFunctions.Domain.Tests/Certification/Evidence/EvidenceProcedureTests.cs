using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;

namespace AsiFunctions.Domain.Tests.Certification.Evidence;

public sealed class EvidenceProcedureTests
{
    private static readonly CaseId Id = CaseId.From("EVI", 7);
    private static readonly Actor Mia = new("account-mia", Role.Member);
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly EvidencePiece File = new(null, new StoredFile("a.pdf", "application/pdf", 10, "00", "blob"), null, Mia.Id, null);
    private static readonly EvidencePiece Reference = new(null, null, new KeptReference("Binder", null, null), Mia.Id, null);

    [Fact]
    public void A_file_begins_in_quarantine_with_a_scan_ordered_and_a_reference_can_be_used_at_once()
    {
        Decision<EvidenceLibrary>.Accepted first = Done(EvidenceLibrary.Empty(Id), new EvidenceCommand.Add(Mia, "A", File));
        Decision<EvidenceLibrary>.Accepted second = Done(first.Case, new EvidenceCommand.Add(Mia, "B", Reference));

        Assert.Equal(EvidenceStatus.Quarantined, first.Case.Find("E1")!.Status);
        Assert.Equal("e-00001", Assert.IsType<Effect.Scan>(Assert.Single(first.Effects)).Part);
        Assert.Equal(EvidenceStatus.KeptByMember, second.Case.Find("E2")!.Status);
        Assert.Empty(second.Effects);
    }

    [Theory]
    [InlineData(EvidenceStatus.Clean)]
    [InlineData(EvidenceStatus.NotScanned)]
    [InlineData(EvidenceStatus.Infected)]
    public void The_first_verdict_counts(EvidenceStatus verdict)
    {
        EvidenceLibrary library = Done(EvidenceLibrary.Empty(Id), new EvidenceCommand.Add(Mia, "A", File)).Case;

        Decision<EvidenceLibrary>.Accepted scanned = Done(library, new EvidenceCommand.RecordScan(Actor.Machine, "E1", verdict));

        Assert.Equal(verdict, scanned.Case.Find("E1")!.Status);
        Assert.Equal(verdict is EvidenceStatus.Infected ? 1 : 0, scanned.Events.Count);
        Assert.Equal("unchanged", Refused(scanned.Case, new EvidenceCommand.RecordScan(Actor.Machine, "E1", EvidenceStatus.Clean)));
        Assert.Equal("unchanged", Refused(scanned.Case, new EvidenceCommand.ScanAgain(Actor.Machine, "E1")));
    }

    [Fact]
    public void What_is_not_there_cannot_be_changed()
    {
        EvidenceLibrary library = EvidenceLibrary.Empty(Id);

        Assert.Equal("no-such-evidence", Refused(library, new EvidenceCommand.Retire(Mia, "E1")));
        Assert.Equal(
            "no-such-evidence", Assert.IsType<Decision<EvidenceLibrary>.Refused>(EvidenceProcedure.Describe(library, null, "E1", "B", null)).Code);
    }

    [Fact]
    public void A_library_that_is_full_says_so()
    {
        EvidenceEntry entry = new(
            EvidenceKind.Reference, EvidenceStatus.KeptByMember, new string('铝', EvidenceProcedure.LongestTitle), Now, RetiredOn: null);
        EvidenceLibrary library = new(Id, StepNumber: 1, LastNumber: 1679, Enumerable.Range(1, 1679).ToDictionary(EvidencePiece.KeyOf, _ => entry));

        EvidenceLibrary full = Done(library, new EvidenceCommand.Add(Mia, entry.Title, Reference)).Case;

        Assert.Equal("library-full", Refused(full, new EvidenceCommand.Add(Mia, entry.Title, Reference)));
    }

    [Theory]
    [InlineData("E1", "e-00001")]
    [InlineData("E12345", "e-12345")]
    [InlineData("E0", null)]
    [InlineData("E01", null)]
    [InlineData("E", null)]
    [InlineData("e1", null)]
    [InlineData("E123456", null)]
    [InlineData("E1|x", null)]
    public void A_key_names_its_part(string key, string? part) => Assert.Equal(part, EvidencePiece.PartOf(key));

    private static Decision<EvidenceLibrary>.Accepted Done(EvidenceLibrary library, EvidenceCommand command) =>
        Assert.IsType<Decision<EvidenceLibrary>.Accepted>(EvidenceProcedure.Decide(library, command, Now));

    private static string Refused(EvidenceLibrary library, EvidenceCommand command) =>
        Assert.IsType<Decision<EvidenceLibrary>.Refused>(EvidenceProcedure.Decide(library, command, Now)).Code;
}
