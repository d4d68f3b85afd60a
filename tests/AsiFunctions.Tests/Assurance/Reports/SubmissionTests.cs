using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure;
using Azure.Storage.Blobs;
using static AsiFunctions.Tests.Assurance.Reports.ReportWorld;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>What is submitted is validated as a whole and never changes; a clarification makes another revision.</summary>
[Collection(nameof(OnAzurite))]
public sealed class SubmissionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_gap_is_told_at_once_and_nothing_is_stored()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        Done(await world.AddAsync("""{"criterion": "1.1"}"""));

        Answer refused = await world.SubmitAsync(answer: "Nobody asked.");

        Assert.Equal(400, refused.Status);
        Assert.Equal(1 + 6 + 4 + 6, refused.Faults.Count());
        Assert.Contains("/answer not-asked", refused.Faults);
        Assert.Contains("/non-conformances/1/plan required", refused.Faults);
        Assert.Contains("/general/summary required", refused.Faults);
        Assert.Equal(("drafting", 0), ((await world.FileAsync()).StateName, (await world.HeardAsync()).Count));
    }

    [Fact]
    public async Task The_audit_hears_of_a_revision_and_the_report_is_not_written_any_more()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.SubmittedAsync();

        Assert.Equal([1], await world.HeardAsync());
        Assert.Equal((409, "submitted"), Told(await world.SaveAsync("1.1", """{"rating": "minor"}""")));
        Assert.Equal((409, "submitted"), Told(await world.SaveGeneralAsync("{}")));
        Assert.Equal((409, "submitted"), Told(await world.AddAsync("{}")));
        Assert.Equal((409, "submitted"), Told(await world.ImportAsync(await world.ExportAsync())));
        Assert.Equal((409, "submitted"), Told(await world.SubmitAsync()));
        Assert.Equal(["submitted"], (await world.Cases.TimelineAsync(world.Report, default)).Select(line => line.Event.What).Skip(1));
    }

    [Fact]
    public async Task A_repeat_gets_the_very_same_answer_whatever_became_of_the_report_since()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();

        Answer first = await world.SubmitAsync(key: "s1");
        Answer repeat = await world.SubmitAsync(key: "s1");
        await world.TellAsync(new ReportNews.Reopened("Why?", new DateOnly(2026, 4, 10)));
        Answer later = await world.SubmitAsync(key: "s1");
        Answer other = await world.SubmitAsync("Because.", key: "s1");
        await world.TellAsync(new ReportNews.Closed());
        Answer last = await world.SubmitAsync(key: "s1");

        Assert.Equal(201, first.Status);
        Assert.All((Answer[])[repeat, later, last], answer => Assert.Equal((first.Status, first.Text), (answer.Status, answer.Text)));
        Assert.Equal((422, "idempotency-key-reused"), Told(other));
        Assert.Equal([1], await world.HeardAsync());
    }

    [Fact]
    public async Task Of_two_submissions_at_once_one_counts()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();

        Answer[] answers = await Task.WhenAll(world.SubmitAsync(), world.SubmitAsync());

        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal([1], await world.HeardAsync());
    }

    [Fact]
    public async Task A_closed_report_refuses_everything()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();
        await world.TellAsync(new ReportNews.Closed());

        Assert.Equal((409, "closed"), Told(await world.SubmitAsync()));
        Assert.Equal((409, "closed"), Told(await world.SaveAsync("1.1", """{"rating": "minor"}""")));
        Assert.Equal((409, "closed"), Told(await world.AttachAsync()));
        Assert.Empty(await world.BlobsAsync(AttachmentBlobs.Container));
    }

    [Fact]
    public async Task A_clarification_makes_a_new_revision_and_leaves_the_old_as_it_was()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.ReopenedAsync();
        string before = (await world.RevisionAsync(1)).Text;
        Assert.Equal("Why?", (await world.ShowAsync()).Json.GetProperty("clarification").GetProperty("question").GetString());
        Done(await world.SaveAsync("1.1", """{"rating": "conformance", "text": "Seen again.", "sites": ["F2"]}"""));

        Assert.Equal(["/answer required"], (await world.SubmitAsync()).Faults);
        Done(await world.SubmitAsync("Because."));

        Assert.Equal(before, (await world.RevisionAsync(1)).Text);
        JsonElement second = (await world.RevisionAsync(2)).Json.GetProperty("report");
        Assert.Equal(
            ("Because.", "Seen again."),
            (second.GetProperty("answer").GetString(), second.GetProperty("findings")[0].GetProperty("text").GetString()));
        Assert.Equal([1, 2], await world.HeardAsync());
        Assert.Equal(
            [false, true],
            (await world.RevisionsAsync()).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("answer").GetBoolean()));
    }

    [Fact]
    public async Task Any_two_revisions_can_be_compared()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.ReopenedAsync();
        Done(await world.SaveAsync("1.1", """{"rating": "minor", "text": "As asked.", "sites": ["F1"]}"""));
        Done(await world.AddAsync(NonConformance("1.1")));
        Done(await world.SubmitAsync("Because."));

        JsonElement comparison = (await world.CompareAsync("?from=1&to=2", Mia)).Json;

        JsonElement finding = Assert.Single(comparison.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ("changed", "rating", "conformance", "minor"),
            (finding.GetProperty("kind").GetString(),
            finding.GetProperty("fields")[0].GetString(),
            finding.GetProperty("before").GetProperty("rating").GetString(),
            finding.GetProperty("after").GetProperty("rating").GetString()));
        Assert.Equal("added", comparison.GetProperty("nonConformances")[0].GetProperty("kind").GetString());
        Assert.Equal("answer", Assert.Single(comparison.GetProperty("general").EnumerateArray()).GetProperty("field").GetString());
        Assert.Equal((400, "invalid-parameter"), Told(await world.CompareAsync("?from=1&to=3")));
        Assert.Equal(404, (await world.CompareAsync("?from=1&to=2", Stranger)).Status);
    }

    [Fact]
    public async Task The_member_sees_what_was_submitted_and_not_the_draft()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        Assert.Empty((await world.RevisionsAsync(Mia)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(404, (await world.RevisionAsync(1, Mia)).Status);

        await world.SubmittedAsync();

        Assert.Equal(200, (await world.RevisionAsync(1, Mia)).Status);
        Assert.Equal(200, (await world.RevisionAsync(1, BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await world.ShowAsync(Mia)).Status);
        Assert.Equal(404, (await world.RevisionAsync(1, Stranger)).Status);
        Assert.Equal(404, (await world.RevisionsAsync(BackOfficeDesk.Of(CaseId.From("MEM", 5)))).Status);
    }

    [Fact]
    public async Task A_submission_that_broke_off_after_its_blob_meets_the_same_blob_again()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();
        world.Log.Breaks = request => request == "POST $batch";
        await Assert.ThrowsAsync<RequestFailedException>(() => world.SubmitAsync(key: "s1"));
        world.Log.Breaks = _ => false;
        string left = Assert.Single(await world.BlobsAsync(ReportStore.Container));

        // The next day: the content is the same, whatever the time.
        world.Desk.MoveTo("2026-03-21");
        Done(await world.SubmitAsync(key: "s1"));

        Assert.Equal(left, Assert.Single(await world.BlobsAsync(ReportStore.Container)));
        Assert.Equal(left, (await world.FileAsync()).Revision(1)!.Blob);
    }

    [Fact]
    public async Task What_a_colleague_saves_while_a_report_is_submitted_is_in_the_revision()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.SubmittedAsync();
        await world.TellAsync(new ReportNews.Reopened("Why?", new DateOnly(2026, 4, 10)));
        Task<Answer>? saving = null;
        world.Log.Breaks = request =>
        {
            if (saving is null && request.StartsWith("PUT 002-", StringComparison.Ordinal))
            {
                saving = Task.Run(() => world.SaveAsync("1.1", """{"rating": "conformance", "text": "Just seen."}"""));
                saving.Wait(TimeSpan.FromSeconds(30));
            }

            return false;
        };

        Done(await world.SubmitAsync("Because."));

        Done(await saving!);
        Assert.Equal(
            "Just seen.", (await world.RevisionAsync(2)).Json.GetProperty("report").GetProperty("findings")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_blob_that_is_not_what_was_submitted_is_not_shown()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.SubmittedAsync();
        ReportRevision revision = (await world.FileAsync()).Revision(1)!;
        AuditReport report = await world.Desk.Get<ReportStore>().ReadAsync(revision, default);
        Assert.Equal(("Example Assurance Ltd", 6), (report.Subject.FirmName, report.Findings.Count));

        BlobContainerClient container = world.Desk.Get<BlobServiceClient>().GetBlobContainerClient(ReportStore.Container);
        await container.GetBlobClient(revision.Blob).UploadAsync(new BinaryData("{}"), overwrite: true);

        await Assert.ThrowsAsync<InvalidDataException>(() => world.Desk.Get<ReportStore>().ReadAsync(revision, default));
    }

    [Fact]
    public void Only_a_lead_auditor_submits_and_only_auditors_write()
    {
        Assert.Equal([Role.LeadAuditor], RolesOf(typeof(SubmitReport)));
        Assert.All(
            (Type[])[
                typeof(SaveFinding),
                typeof(SaveGeneral),
                typeof(AddNonConformance),
                typeof(SaveNonConformance),
                typeof(RemoveNonConformance),
                typeof(ImportFindings),
                typeof(AddAttachment),
                typeof(RemoveAttachment),
            ],
            function => Assert.Equal([Role.Auditor, Role.LeadAuditor], RolesOf(function)));

        static IEnumerable<Role> RolesOf(Type function) =>
            ((OpenToAttribute)Attribute.GetCustomAttribute(function.GetMethod("Run")!, typeof(OpenToAttribute))!).Roles;
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);
}
