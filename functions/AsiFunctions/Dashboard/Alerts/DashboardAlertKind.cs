using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard.Alerts;

namespace AsiFunctions.Dashboard.Alerts;

/// <summary>Alerts of the dashboard, as the machinery of cases sees them. ASI's own: nobody decides about them, figures do.</summary>
public sealed class DashboardAlertKind : CaseKind<DashboardAlert>
{
    /// <inheritdoc/>
    public override string Prefix => DashboardAlert.Prefix;

    /// <inheritdoc/>
    public override string Title(DashboardAlert @case) => @case.Reading.Rule;

    /// <inheritdoc/>
    public override Step Next(DashboardAlert @case) => new Step.Rest();
}
