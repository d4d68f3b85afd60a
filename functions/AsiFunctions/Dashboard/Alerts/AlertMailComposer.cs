using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard.Alerts;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Dashboard.Alerts;

/// <summary>Says who receives an alert: the Secretariat, unless it was cleared before it was sent.</summary>
public sealed class AlertMailComposer(ICaseStore cases, PortalLinks links, MembershipSettings settings) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => DashboardAlert.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation) =>
        await cases.FindAsync<DashboardAlert>(id, cancellation) is { Case: { IsRaised: true } alert } && settings.Secretariat is { } secretariat
            ? new MailDraft([secretariat], new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["reference"] = alert.Id.Value,
                ["value"] = alert.Reading.Value.ToString(CultureInfo.InvariantCulture),
                ["threshold"] = alert.Reading.MoreThan.ToString(CultureInfo.InvariantCulture),
                ["link"] = links.To("staff/dashboard"),
            })
            : null;
}
