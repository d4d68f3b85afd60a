using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard.Alerts;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Alerts;

/// <summary>Lists the alerts of the dashboard.</summary>
public sealed class ListAlerts(AlertWatch watch)
{
    /// <summary>Raised ones first; those that were cleared stay. 16 range reads.</summary>
    [Function(nameof(ListAlerts))]
    [OpenTo(Role.Secretariat, Role.Board, Role.Operator)]
    [Answers(200, typeof(AlertList))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/dashboard-alerts")] HttpRequest request,
        CancellationToken cancellation) =>
        Results.Ok(new AlertList([.. (await watch.ListAsync(cancellation)).Select(AlertView.Of)]));
}

/// <summary>The alerts.</summary>
/// <param name="Items">Raised ones first.</param>
public sealed record AlertList(IReadOnlyList<AlertView> Items);

/// <summary>An alert as it is shown.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Raised">True while the figure is above the threshold.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Value">What was counted then.</param>
/// <param name="MoreThan">The threshold.</param>
public sealed record AlertView(CaseId Id, string Rule, bool Raised, DateOnly Since, int Value, int MoreThan)
{
    internal static AlertView Of(DashboardAlert alert) =>
        new(alert.Id, alert.Reading.Rule, alert.IsRaised, alert.Since, alert.Reading.Value, alert.Reading.MoreThan);
}
