using AsiFunctions.Access;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Lists all figures of the dashboard, public or not, and tells how the counting goes.</summary>
public sealed class ListStaffFigures(DashboardSettings settings, CountTable table, RebuildReports reports)
{
    /// <summary>The catalogue, how far is counted, and what the last rebuild found. Two point reads at once.</summary>
    [Function(nameof(ListStaffFigures))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator)]
    [Answers(200, typeof(StaffCatalogueView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/dashboard")] HttpRequest request, CancellationToken cancellation)
    {
        Task<RebuildReport?> rebuilt = reports.LastAsync(cancellation);
        CountState state = await table.StateAsync(cancellation);
        return Results.Ok(new StaffCatalogueView(
            [.. settings.Figures.Select(figure => CatalogueEntry.Of(figure, "/api/staff/dashboard/"))],
            state.Generation == 0 ? null : new CountingView(state.Generation, state.Through, state.AsOf, state.At),
            await rebuilt));
    }
}

/// <summary>All figures, and how the counting goes.</summary>
/// <param name="Figures">In the order of the catalogue.</param>
/// <param name="Counting">How far is counted; null before the first time.</param>
/// <param name="Rebuild">The last rebuild; null before the first.</param>
public sealed record StaffCatalogueView(IReadOnlyList<CatalogueEntry> Figures, CountingView? Counting, RebuildReport? Rebuild);

/// <summary>How far the dashboard has counted.</summary>
/// <param name="Generation">The generation of counts in use.</param>
/// <param name="Through">The number of the feed's last entry that is counted.</param>
/// <param name="AsOf">The day for which figures were last made.</param>
/// <param name="At">When that was.</param>
public sealed record CountingView(int Generation, long Through, DateOnly AsOf, DateTimeOffset At);
