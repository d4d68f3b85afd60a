using AsiFunctions.Access.Invitations;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Notifications;

/// <summary>Looks after the backlog: what a wake-up was lost for, what a process left on its way, invitations whose message was not queued.</summary>
public sealed class DrainNotifications(MailSender sender, InvitationMails invitations)
{
    /// <summary>
    /// By the schedule <c>NotificationsDrainSchedule</c>, each minute by default. Costs 18 range reads when there is nothing to do.
    /// </summary>
    [Function(nameof(DrainNotifications))]
    public async Task Run([TimerTrigger("%NotificationsDrainSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        await invitations.SweepAsync(cancellation);
        await sender.RecoverAsync(cancellation);
        await sender.DrainAsync(cancellation);
    }
}
