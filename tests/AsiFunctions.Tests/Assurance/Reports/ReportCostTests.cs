using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Storage.Blobs;
using static AsiFunctions.Tests.Assurance.Reports.ReportWorld;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>A large report stays within the limits of rows and transactions, and costs the round trips that its functions state.</summary>
[Collection(nameof(OnAzurite))]
public sealed class ReportCostTests(AzuriteFixture azurite)
{
    private const int Findings = 400;
    private const int NonConformances = 50;

    [Fact]
    public async Task A_report_of_400_findings_and_50_non_conformances_is_submitted_in_six_round_trips()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite, Findings);
        string text = new('x', 3000);
        string longest = new('y', ReportLimits.Text);

        // All findings by one import; the non-conformances at their full length, one after the other.
        Done(await world.ImportAsync(string.Join(
            '\n',
            [
                "criterion,rating,text,evidence,sites,version",
                .. world.Criteria.Select((key, i) => $"{key},{(i < NonConformances ? "minor" : "conformance")},{text},Policy,F1; F2,0"),
            ])));
        foreach (string criterion in world.Criteria.Take(NonConformances))
        {
            Done(await world.AddAsync(NonConformance(criterion, longest)));
        }

        Done(await world.SaveGeneralAsync(General));

        // What the relay still has to carry on would be counted too; and the containers are there from the first submission on.
        await world.Desk.Get<OutboxRelay>().StopAsync(default);
        Done(await world.SubmitAsync());
        await world.TellAsync(new ReportNews.Reopened("Why?", new DateOnly(2026, 4, 10)));

        world.Log.Clear();
        Done(await world.SaveAsync("1.1", """{"rating": "minor", "text": "Shorter.", "sites": ["F1"]}"""));
        Assert.Equal((2, 0, 1, 3), Cost(world));

        world.Log.Clear();
        Done(await world.ChangeAsync(7, NonConformance(world.Criteria[6])));
        Assert.Equal((2, 0, 1, 3), Cost(world));

        world.Log.Clear();
        Done(await world.ShowAsync());
        Assert.Equal((1, 1, 0, 2), Cost(world));

        world.Log.Clear();
        Done(await world.SubmitAsync("Because.", key: "s2"));
        Assert.Equal((3, 1, 1, 6), Cost(world));
        Assert.Single(world.Log.Requests, request => request.StartsWith("PUT 002-", StringComparison.Ordinal));

        world.Log.Clear();
        Done(await world.SubmitAsync("Because.", key: "s2"));
        Assert.Equal((1, 1, 0, 2), Cost(world));

        // It exceeds what one row takes, and is there whole.
        AuditReportFile file = await world.FileAsync();
        BlobClient blob = world.Desk.Get<BlobServiceClient>().GetBlobContainerClient(ReportStore.Container).GetBlobClient(file.Revision(2)!.Blob);
        Assert.True((await blob.GetPropertiesAsync()).Value.ContentLength > 1024 * 1024);
        AuditReport report = await world.Desk.Get<ReportStore>().ReadAsync(file.Revision(2)!, default);
        Assert.Equal((Findings, NonConformances, "Shorter."), (report.Findings.Count, report.NonConformances.Count, report.Findings[0].Text));
        Assert.Equal([1, 2], await world.HeardAsync());
    }

    private static (int Points, int Ranges, int Transactions, int Requests) Cost(ReportWorld world) =>
        (world.Log.PointReads, world.Log.RangeReads, world.Log.Transactions, world.Log.Requests.Count);
}
