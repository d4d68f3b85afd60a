using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Notifications.Deliveries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Notifications;

/// <summary>Lists e-mail messages by what became of them.</summary>
public sealed class GetNotifications(DeliveryLedger ledger)
{
    /// <summary>
    /// Waiting ones by urgency and age, those on their way oldest first, failed ones newest first, others by their ids. No address is told.
    /// </summary>
    [Function(nameof(GetNotifications))]
    [OpenTo(Role.Secretariat, Role.Operator)]
    [Asks("state", typeof(DeliveryState), "How far they have come; default: failed.")]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<NotificationView>))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notifications")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        DeliveryState state = query.OneOf<DeliveryState>("state") ?? DeliveryState.Failed;
        string? token = query.Text("page", maxLength: 2_000);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return await ledger.ListAsync(state, token, size, cancellation) is { } page
            ? Results.Ok(new Page<NotificationView>([.. page.Items.Select(NotificationView.Of)], page.Next))
            : Problems.InvalidParameter("page", "Use the token that the page before ended with.");
    }
}

/// <summary>A message as the Secretariat sees it.</summary>
/// <param name="Id">For sending it again.</param>
/// <param name="Case">What it is about.</param>
/// <param name="Template">Which message.</param>
/// <param name="To">To which role.</param>
/// <param name="Recipient">Who of them: a key or a hash, never an address.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Urgency">What the backlog is sorted by.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="QueuedAt">When it was accepted.</param>
/// <param name="DueAt">When it is tried next, while it waits; else null.</param>
/// <param name="ChangedAt">Since when it is in its state.</param>
/// <param name="Code">Why the last try failed or nothing was sent.</param>
public sealed record NotificationView(
    string Id,
    CaseId Case,
    string Template,
    Role To,
    string Recipient,
    DeliveryState State,
    Urgency Urgency,
    int Attempts,
    DateTimeOffset QueuedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset ChangedAt,
    string? Code)
{
    internal static NotificationView Of(Delivery delivery) => new(
        delivery.Id,
        delivery.Order.CaseId,
        delivery.Order.Mail.Template,
        delivery.Order.Mail.To,
        delivery.Recipient,
        delivery.State,
        delivery.Urgency,
        delivery.Attempts,
        delivery.QueuedAt,
        delivery.State is DeliveryState.Waiting ? delivery.DueAt : null,
        delivery.ChangedAt,
        delivery.Code);
}
