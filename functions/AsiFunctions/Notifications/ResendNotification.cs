using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Notifications.Deliveries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Notifications;

/// <summary>Sends an e-mail message again that failed, or was kept back.</summary>
public sealed class ResendNotification(DeliveryLedger ledger, IMailQueue queue, TimeProvider clock, ILogger<ResendNotification> log)
{
    /// <summary>
    /// 202: it stands in the backlog. The message is composed anew, so an address that was corrected meanwhile is used. 409 where it has not failed.
    /// </summary>
    [Function(nameof(ResendNotification))]
    [OpenTo(Role.Secretariat, Role.Operator)]
    [Answers(202, typeof(NotificationView), Headers = ["Location"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notifications/{id}/resend")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (await ledger.FindAsync(id, cancellation) is not { } found)
        {
            return Problems.NotFound();
        }

        DateTimeOffset now = clock.GetUtcNow();
        Delivery again = found.Delivery with { State = DeliveryState.Waiting, Attempts = 0, DueAt = now, ChangedAt = now, Code = null };
        if (found.Delivery.State is not (DeliveryState.Failed or DeliveryState.Suppressed) || !await ledger.ChangeAsync(found, again, cancellation))
        {
            return Problems.Conflict("not-failed", "Only a message that failed or was kept back can be sent again.");
        }

        log.Resent(id, request.HttpContext.Person().AccountId);
        await queue.WakeAtAsync(now, cancellation);
        return Results.Accepted("/api/notifications?state=waiting", NotificationView.Of(again));
    }
}
