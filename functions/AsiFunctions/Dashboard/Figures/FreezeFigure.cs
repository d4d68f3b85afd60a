using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Freezes a public figure of the dashboard, so that what is published can be asked for again.</summary>
public sealed class FreezeFigure(SnapshotStore snapshots, FigureDesk desk)
{
    /// <summary>
    /// Takes the parameters of <see cref="ShowFigure"/>; 201 with the snapshot's address, the same for the same content. 503 before anything was
    /// counted.
    /// </summary>
    /// <remarks>Round trips: see <see cref="SnapshotStore.FreezeAsync"/>.</remarks>
    [Function(nameof(FreezeFigure))]
    [OpenTo(Role.Secretariat)]
    [AsksLike(typeof(FigureQuery))]
    [Answers(201, typeof(SnapshotReceipt), Headers = ["Location"])]
    [Refuses(404, 503)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/dashboard/{name}/snapshots")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        FigureQuery asked = desk.Read(request, name, isPublic: true);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        return await snapshots.FreezeAsync(asked.Figure, asked.Query, cancellation) is { } id
            ? Results.Created($"/api/dashboard-snapshots/{id}", new SnapshotReceipt(id, $"/api/dashboard-snapshots/{id}"))
            : FigureDesk.Answer(request, figure: null, asCsv: false);
    }
}

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

/// <summary>Shows a figure of the dashboard as it was frozen.</summary>
public sealed class ShowSnapshot(SnapshotStore snapshots)
{
    /// <summary>As JSON, or as a table where the id ends in <c>.csv</c>. Answers 304 to a matching If-None-Match. One point read.</summary>
    [Function(nameof(ShowSnapshot))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(FigureView), Headers = ["ETag"])]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dashboard-snapshots/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        (string key, bool asCsv) = FigureDesk.Split(id);
        return key.Length <= 200 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && await snapshots.FindAsync(key, cancellation) is { } figure
            ? FigureDesk.Answer(request, figure, asCsv)
            : Problems.NotFound();
    }
}

/// <summary>Where a snapshot is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its address.</param>
public sealed record SnapshotReceipt(string Id, string Url);

/// <summary>The snapshots of a figure.</summary>
/// <param name="Items">Oldest day first.</param>
public sealed record SnapshotList(IReadOnlyList<SnapshotReceipt> Items);
