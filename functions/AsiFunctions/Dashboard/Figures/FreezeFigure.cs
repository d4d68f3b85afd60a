using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
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

/// <summary>Where a snapshot is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its address.</param>
public sealed record SnapshotReceipt(string Id, string Url);
