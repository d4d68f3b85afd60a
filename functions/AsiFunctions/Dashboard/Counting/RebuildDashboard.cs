using AsiFunctions.Access;
using AsiFunctions.Dashboard.Alerts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Dashboard.Counting;

/// <summary>Has the dashboard counted anew at once.</summary>
public sealed class RebuildDashboard(Rebuild rebuild, AlertWatch alerts)
{
    /// <summary>
    /// Answers the report when it is done, some seconds for hundreds of members; who goes away
    /// before leaves the counts in use as they are. With <c>from</c> the counts of earlier days stay: a backfill from that day.
    /// </summary>
    /// <remarks>Round trips: see <see cref="Rebuild.RunAsync"/>.</remarks>
    [Function(nameof(RebuildDashboard))]
    [OpenTo(Role.Operator, Role.Secretariat)]
    [Asks("from", typeof(DateOnly), "The day from which is counted anew; counts of earlier days stay. Default: all days.")]
    [Answers(200, typeof(RebuildReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/dashboard-rebuilds")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        DateOnly? from = query.Date("from");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        RebuildReport report = await rebuild.RunAsync(from, cancellation);
        await alerts.LookAsync(cancellation);
        return Results.Ok(report);
    }
}
