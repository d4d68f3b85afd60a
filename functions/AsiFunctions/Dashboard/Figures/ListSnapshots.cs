using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Lists the snapshots of a figure of the dashboard.</summary>
public sealed class ListSnapshots(DashboardSettings settings, SnapshotStore snapshots)
{
    /// <summary>Oldest day first. One range read for each 1,000.</summary>
    [Function(nameof(ListSnapshots))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator)]
    [Answers(200, typeof(SnapshotList))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/dashboard/{name}/snapshots")] HttpRequest request,
        string name,
        CancellationToken cancellation) =>
        settings.Find(name) is null
            ? Problems.NotFound()
            : Results.Ok(new SnapshotList(
                [.. (await snapshots.ListAsync(name, cancellation)).Select(id => new SnapshotReceipt(id, $"/api/dashboard-snapshots/{id}"))]));
}

/// <summary>The snapshots of a figure.</summary>
/// <param name="Items">Oldest day first.</param>
public sealed record SnapshotList(IReadOnlyList<SnapshotReceipt> Items);
