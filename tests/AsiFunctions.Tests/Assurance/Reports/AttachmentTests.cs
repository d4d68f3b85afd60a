using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.Reports.ReportWorld;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>Files of a report are checked, hashed and scanned as evidence is; what a revision names stays.</summary>
[Collection(nameof(OnAzurite))]
public sealed class AttachmentTests(AzuriteFixture azurite)
{
    private const string Content = "%PDF-1.7 made up";

    [Fact]
    public async Task A_file_is_in_quarantine_until_it_was_scanned_and_keeps_the_report_from_being_submitted()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();

        Answer added = await world.AttachAsync(key: "a1");
        Answer again = await world.AttachAsync(key: "a1");

        Assert.Equal((201, added.Text), (again.Status, again.Text));
        Assert.Equal(
            ("A1", "pending", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)))),
            (added.Json.GetProperty("key").GetString(), added.Json.GetProperty("scan").GetString(), added.Json.GetProperty("sha256").GetString()));
        Assert.Single(await world.BlobsAsync(AttachmentBlobs.Container));
        Assert.Equal((409, "quarantined"), ((await world.DownloadAsync("A1")).Status, (await world.DownloadAsync("A1")).Code));
        Assert.Equal(["/attachments/A1 scan-pending"], (await world.SubmitAsync()).Faults);

        await world.ScanAsync("A1");
        Assert.Equal(404, (await world.DownloadAsync("A1", Mia)).Status);
        Done(await world.SubmitAsync());

        Assert.Equal(Content, (await world.DownloadAsync("A1", Mia)).Text);
        Assert.Equal(404, (await world.DownloadAsync("A1", Stranger)).Status);
        Assert.Equal(
            "clean", (await world.RevisionAsync(1)).Json.GetProperty("report").GetProperty("attachments")[0].GetProperty("scan").GetString());
    }

    [Fact]
    public async Task An_infected_file_is_deleted_and_has_to_be_removed()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite, scan: ScanVerdict.Infected);
        await world.WriteAsync();
        Done(await world.AttachAsync());
        await world.ScanAsync("A1");

        Assert.Empty(await world.BlobsAsync(AttachmentBlobs.Container));
        Assert.Equal(410, (await world.DownloadAsync("A1")).Status);
        Assert.Equal(["/attachments/A1 infected"], (await world.SubmitAsync()).Faults);

        Done(await world.DetachAsync("A1"));
        Done(await world.SubmitAsync());
    }

    [Fact]
    public async Task What_a_revision_names_stays_for_it_and_what_none_names_is_deleted()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        Done(await world.AttachAsync());
        Done(await world.AttachAsync());
        Done(await world.DetachAsync("A1"));
        await world.ScanAsync("A2");
        await world.ReopenedAsync();

        Done(await world.DetachAsync("A2"));

        Assert.Equal(404, (await world.DownloadAsync("A1")).Status);
        Assert.Single(await world.BlobsAsync(AttachmentBlobs.Container));
        Assert.Equal(200, (await world.DownloadAsync("A2", Mia)).Status);
        Assert.Empty((await world.ShowAsync()).Json.GetProperty("attachments").EnumerateArray());
        Assert.Equal(404, (await world.DetachAsync("A2")).Status);
    }

    [Theory]
    [InlineData("MZ a program", "application/pdf", 415)]
    [InlineData("MZ a program", "application/x-msdownload", 415)]
    [InlineData("", "application/pdf", 400)]
    public async Task Files_are_what_they_say(string content, string type, int status)
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Assert.Equal(status, (await world.AttachAsync(content, type)).Status);
        Assert.Empty((await world.FileAsync()).Attachments);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Assert.Equal(413, (await world.AttachAsync("%PDF-" + new string('x', 1024 * 1024))).Status);
    }

    [Fact]
    public async Task The_sweep_orders_lost_scans_again_and_deletes_what_no_report_names()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        Done(await world.AttachAsync());
        await world.Desk.Get<AttachmentBlobs>().StoreAsync(world.Audit, new MemoryStream([1]), default);
        world.Desk.Clock.Advance(TimeSpan.FromHours(2));
        int before = (await world.Cases.FindAsync<AuditReportFile>(world.Report, default))!.Version;

        await world.Desk.Get<ReportSweeper>().RunAsync(default);

        Assert.Equal((await world.FileAsync()).Attachments["A1"].File.Blob, Assert.Single(await world.BlobsAsync(AttachmentBlobs.Container)));
        Assert.Equal(before + 1, (await world.Cases.FindAsync<AuditReportFile>(world.Report, default))!.Version);
    }
}
