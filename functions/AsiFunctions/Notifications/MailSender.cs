using System.Collections.Concurrent;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Notifications;

/// <summary>Takes messages into the backlog, and sends what is due as fast as the pace allows.</summary>
public sealed class MailSender(
    DeliveryLedger ledger,
    SuppressionList suppressions,
    MailComposition composition,
    IMailTransport transport,
    IMailQueue queue,
    NotificationSettings settings,
    TimeProvider clock,
    ILogger<MailSender> log)
{
    /// <summary>
    /// How long one run goes on; the next one is then asked for. A function that runs longer than
    /// its lock on the message is renewed would be given the message once more, and one that runs
    /// longer than the function timeout takes its whole process with it.
    /// </summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(20),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    private readonly ConcurrentDictionary<string, bool> onTheWay = new(StringComparer.Ordinal);

    /// <summary>Puts a message into the backlog, once for each recipient. A repeat changes nothing.</summary>
    public async Task AcceptAsync(MailOrder order, CancellationToken cancellation)
    {
        MailDraft? draft = await composition.ComposeAsync(order, cancellation);
        if (draft is null or { Recipients: [] })
        {
            log.NobodyToWriteTo(order.Id);
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        Delivery[] deliveries =
            [.. draft.Recipients.Select(MailComposition.KeyOf).Distinct(StringComparer.Ordinal).Select(key => Delivery.New(order, key, now))];
        await ledger.AddAsync(deliveries, cancellation);
        log.Accepted(order.Id, order.Mail.Template, deliveries.Length);
    }

    /// <summary>
    /// Sends what is due until nothing is left, the pace is reached or <see cref="LongestRun"/> is over; for the rest it asks to be woken.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        // A notice to all members is composed once for a run, not once for each of them.
        Dictionary<string, MailDraft?> drafts = new(StringComparer.Ordinal);
        DateTimeOffset until = clock.GetUtcNow() + LongestRun;
        while (clock.GetUtcNow() < until)
        {
            switch (await ledger.ClaimAsync(cancellation))
            {
                case Claim.Taken taken:
                    await SendAsync(taken.Claimed, drafts, cancellation);
                    break;
                case Claim.NoSlot none:
                    await queue.WakeAtAsync(none.Until, cancellation);
                    return;
                default:
                    return;
            }
        }

        await queue.WakeAtAsync(clock.GetUtcNow(), cancellation);
    }

    /// <summary>Takes up again what processes left that died while sending.</summary>
    public async Task RecoverAsync(CancellationToken cancellation)
    {
        int recovered = await ledger.RecoverAsync(onTheWay.ContainsKey, cancellation);
        if (recovered > 0)
        {
            log.Recovered(recovered);
        }
    }

    private async Task SendAsync(Claimed claimed, Dictionary<string, MailDraft?> drafts, CancellationToken cancellation)
    {
        Delivery delivery = claimed.Delivery;
        onTheWay[delivery.Id] = true;
        try
        {
            Delivery after = await TryAsync(delivery, drafts, cancellation);
            if (!await ledger.ChangeAsync(claimed, after, cancellation))
            {
                log.TakenOver(delivery.Id);
                return;
            }

            log.Tried(delivery.Id, after.State, after.Attempts, after.Code);
            if (after.State is DeliveryState.Waiting)
            {
                await queue.WakeAtAsync(after.DueAt, cancellation);
            }
        }
        finally
        {
            onTheWay.TryRemove(delivery.Id, out _);
        }
    }

    private async Task<Delivery> TryAsync(Delivery delivery, Dictionary<string, MailDraft?> drafts, CancellationToken cancellation)
    {
        OutgoingMail mail;
        try
        {
            if (!drafts.TryGetValue(delivery.Order.Id, out MailDraft? draft))
            {
                drafts[delivery.Order.Id] = draft = await composition.ComposeAsync(delivery.Order, cancellation);
            }

            if (draft?.Recipients.FirstOrDefault(recipient => MailComposition.KeyOf(recipient) == delivery.Recipient) is not { } recipient)
            {
                return Now(delivery, DeliveryState.Suppressed, "no-recipient");
            }

            if (await suppressions.HasAsync(recipient.Address, cancellation))
            {
                return Now(delivery, DeliveryState.Suppressed, "address-suppressed");
            }

            mail = composition.Write(delivery, draft, recipient);
        }
        catch (Exception e) when (e is MissingMailValueException or FormatException)
        {
            log.CannotWrite(e, delivery.Id);
            return Now(delivery, DeliveryState.Failed, "template");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.CannotCompose(e, delivery.Id);
            return Later(delivery, "compose");
        }

        return await transport.SendAsync(mail, cancellation) switch
        {
            MailSending.Taken => Now(delivery, DeliveryState.Sent, code: null),
            MailSending.Refused refused => Now(delivery, DeliveryState.Failed, refused.Code),
            MailSending.Later later => Later(delivery, later.Code),
            MailSending other => throw new InvalidOperationException($"The transport answered {other}."),
        };
    }

    private Delivery Now(Delivery delivery, DeliveryState state, string? code) =>
        delivery with { State = state, ChangedAt = clock.GetUtcNow(), Code = code };

    private Delivery Later(Delivery delivery, string code) => delivery.Attempts >= settings.MaxAttempts
        ? Now(delivery, DeliveryState.Failed, code)
        : Now(delivery, DeliveryState.Waiting, code) with { DueAt = clock.GetUtcNow() + Pauses[Math.Min(delivery.Attempts, Pauses.Length) - 1] };
}
