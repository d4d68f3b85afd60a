using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Notifications;

public sealed class MailSenderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_message_is_sent_at_once_while_the_pace_allows()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();

        await sender.AcceptAsync(MailWorld.Order(1), default);
        await sender.DrainAsync(default);

        OutgoingMail mail = Assert.Single(asi.Transport.Taken);
        Assert.Equal(("APP-1.primary", "cora@example.org", "Cora"), (mail.Id, mail.Address, mail.Name));
        Assert.Contains("Sample Ltd", mail.Mail.Text, StringComparison.Ordinal);
        Assert.Equal((DeliveryState.Sent, 1), ((await asi.FindAsync(mail.Id)).State, (await asi.FindAsync(mail.Id)).Attempts));
    }

    [Fact]
    public async Task A_message_that_comes_again_is_sent_once()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();
        for (int i = 0; i < 3; i++)
        {
            await sender.AcceptAsync(MailWorld.Order(1), default);
            await sender.DrainAsync(default);
        }

        Assert.Single(asi.Transport.Taken);
    }

    [Fact]
    public async Task A_message_that_comes_to_two_processes_at_once_is_sent_once()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            MailSender sender = asi.NewSender();
            await sender.AcceptAsync(MailWorld.Order(1), default);
            await sender.DrainAsync(default);
        }));

        Assert.Single(asi.Transport.Taken);
    }

    [Fact]
    public async Task Thirty_leave_in_a_minute_and_the_rest_when_the_sender_is_woken()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();
        await AcceptAsync(sender, 40);

        await sender.DrainAsync(default);
        Assert.Equal(30, asi.Transport.Taken.Count);
        Assert.Equal(MailWorld.Noon.AddMinutes(1), asi.Queue.Wakes[^1]);

        asi.Clock.Now = asi.Queue.Wakes[^1];
        await sender.DrainAsync(default);
        Assert.Equal(40, asi.Transport.Taken.Count);
    }

    [Fact]
    public async Task A_run_ends_before_its_lock_does_and_asks_for_the_next_one()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();
        await AcceptAsync(sender, 5);
        asi.Transport.Answer = _ =>
        {
            asi.Clock.Now += MailSender.LongestRun / 2;
            return Task.FromResult<MailSending>(new MailSending.Taken());
        };

        await sender.DrainAsync(default);

        Assert.Equal(2, asi.Transport.Taken.Count);
        Assert.Equal(asi.Clock.Now, asi.Queue.Wakes[^1]);
    }

    [Fact]
    public async Task A_restart_keeps_the_pace_of_the_hour()
    {
        using MailWorld asi = await MailWorld.StartAsync(
            azurite, new NotificationSettings(PerMinute: 10, PerHour: 15, MaxAttempts: 8, TimeSpan.FromMinutes(10)));
        await AcceptAsync(asi.NewSender(), 20);

        for (int minute = 0; minute < 60; minute++)
        {
            asi.Clock.Now = MailWorld.Noon.AddMinutes(minute);
            await asi.NewSender().DrainAsync(default);
        }

        Assert.Equal(15, asi.Transport.Taken.Count);

        asi.Clock.Now = MailWorld.Noon.AddMinutes(60);
        await asi.NewSender().DrainAsync(default);
        Assert.Equal(20, asi.Transport.Taken.Count);
    }

    [Fact]
    public async Task Several_processes_together_keep_the_pace_and_send_nothing_twice()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await AcceptAsync(asi.NewSender(), 45);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => asi.NewSender().DrainAsync(default)));
        await asi.NewSender().DrainAsync(default);

        Assert.Equal(30, asi.Transport.Taken.Count);
        Assert.Equal(30, asi.Transport.Taken.Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_backlog_leaves_by_urgency_then_by_age()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();
        Urgency[] urgencies = [Urgency.Bulk, Urgency.Normal, Urgency.High, Urgency.Normal, Urgency.Immediate];
        for (int i = 0; i < urgencies.Length; i++)
        {
            await sender.AcceptAsync(MailWorld.Order(i, urgencies[i]), default);
            asi.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await sender.DrainAsync(default);

        Assert.Equal(["APP-4", "APP-2", "APP-1", "APP-3", "APP-0"], asi.Transport.Taken.Select(mail => mail.Id.Split('.')[0]));
    }

    [Fact]
    public async Task Each_recipient_gets_a_message_of_their_own_in_their_language_and_it_is_composed_once()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        asi.Composer.Recipients = [.. Enumerable.Range(0, 70).Select(i => new MailRecipient($"m{i}@example.org", $"M{i}", i == 0 ? "zh-CN" : "en"))];
        MailSender sender = asi.NewSender();

        await sender.AcceptAsync(MailWorld.Order(1, Urgency.Bulk), default);
        await sender.DrainAsync(default);
        asi.Clock.Advance(TimeSpan.FromMinutes(1));
        await sender.DrainAsync(default);
        asi.Clock.Advance(TimeSpan.FromMinutes(1));
        await sender.DrainAsync(default);

        Assert.Equal(70, asi.Transport.Taken.Select(mail => mail.Address).Distinct().Count());
        Assert.Contains("尊敬的M0", asi.Transport.Taken.Single(mail => mail.Address == "m0@example.org").Mail.Text, StringComparison.Ordinal);
        Assert.Equal(4, asi.Composer.Composed);
    }

    [Fact]
    public async Task What_fails_for_now_is_tried_again_with_growing_pauses_and_then_given_up()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        asi.Transport.Answer = _ => Task.FromResult<MailSending>(new MailSending.Later("smtp-451"));
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(1), default);

        List<TimeSpan> pauses = [];
        for (int i = 0; i < 8; i++)
        {
            DateTimeOffset before = asi.Clock.Now;
            await sender.DrainAsync(default);
            await sender.DrainAsync(default);
            if (asi.Queue.Wakes.Count > pauses.Count)
            {
                asi.Clock.Now = asi.Queue.Wakes[^1];
                pauses.Add(asi.Clock.Now - before);
            }
        }

        Assert.Equal([1, 5, 20, 60, 180, 360, 720], pauses.Select(pause => (int)pause.TotalMinutes));
        Delivery delivery = await asi.FindAsync("APP-1.primary");
        Assert.Equal((DeliveryState.Failed, 8, "smtp-451"), (delivery.State, delivery.Attempts, delivery.Code));
    }

    [Fact]
    public async Task What_the_server_refuses_has_failed_at_once_and_can_be_sent_again_to_a_corrected_address()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        asi.Transport.Answer = mail => Task.FromResult<MailSending>(
            mail.Address == "wrong@example.org" ? new MailSending.Refused("smtp-550") : new MailSending.Taken());
        asi.Composer.Recipients = [new MailRecipient("wrong@example.org", "Cora", "en", "primary")];
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(1), default);
        await sender.DrainAsync(default);
        Assert.Equal(DeliveryState.Failed, (await asi.FindAsync("APP-1.primary")).State);

        asi.Composer.Recipients = [new MailRecipient("cora@example.org", "Cora", "en", "primary")];
        DeliveryLedger ledger = asi.NewLedger();
        Claimed failed = (await ledger.FindAsync("APP-1.primary", default))!;
        await ledger.ChangeAsync(failed, failed.Delivery with { State = DeliveryState.Waiting, Attempts = 0 }, default);
        await sender.DrainAsync(default);

        Assert.Equal("cora@example.org", Assert.Single(asi.Transport.Taken).Address);
    }

    [Fact]
    public async Task A_suppressed_address_is_not_written_to()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await asi.Suppressions.AddAsync(new Suppression(SuppressionList.HashOf(" Cora@Example.org "), "bounced", "account", asi.Clock.Now), default);
        MailSender sender = asi.NewSender();

        await sender.AcceptAsync(MailWorld.Order(1), default);
        await sender.DrainAsync(default);

        Assert.Empty(asi.Transport.Taken);
        Assert.Equal(
            (DeliveryState.Suppressed, "address-suppressed"),
            ((await asi.FindAsync("APP-1.primary")).State, (await asi.FindAsync("APP-1.primary")).Code));
    }

    [Fact]
    public async Task A_person_who_was_erased_while_the_message_waited_is_not_written_to()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(1), default);

        asi.Composer.Recipients = [];
        await sender.DrainAsync(default);

        Assert.Empty(asi.Transport.Taken);
        Assert.Equal("no-recipient", (await asi.FindAsync("APP-1.primary")).Code);
    }

    [Fact]
    public async Task A_crash_between_claim_and_answer_is_resolved_forward_under_the_same_message_id()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await asi.NewSender().AcceptAsync(MailWorld.Order(1), default);
        Claim.Taken claim = Assert.IsType<Claim.Taken>(await asi.NewLedger().ClaimAsync(default));

        asi.Clock.Advance(TimeSpan.FromMinutes(9));
        MailSender next = asi.NewSender();
        await next.RecoverAsync(default);
        await next.DrainAsync(default);
        Assert.Empty(asi.Transport.Taken);

        asi.Clock.Advance(TimeSpan.FromMinutes(2));
        await next.RecoverAsync(default);
        await next.DrainAsync(default);
        Assert.Equal(claim.Claimed.Delivery.Id, Assert.Single(asi.Transport.Taken).Id);
        Assert.Equal(2, (await asi.FindAsync("APP-1.primary")).Attempts);

        Assert.False(await asi.NewLedger().ChangeAsync(claim.Claimed, claim.Claimed.Delivery with { State = DeliveryState.Failed }, default));
        Assert.Equal(DeliveryState.Sent, (await asi.FindAsync("APP-1.primary")).State);
    }

    [Fact]
    public async Task What_this_process_has_on_its_way_is_not_taken_for_lost_when_the_clock_is_moved()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        TaskCompletionSource<MailSending> server = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        asi.Transport.Answer = _ =>
        {
            asked.TrySetResult();
            return server.Task;
        };
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(1), default);
        Task draining = sender.DrainAsync(default);
        await asked.Task;

        asi.Clock.Advance(TimeSpan.FromDays(14));
        await sender.RecoverAsync(default);
        Assert.Equal(DeliveryState.Sending, (await asi.FindAsync("APP-1.primary")).State);

        server.SetResult(new MailSending.Taken());
        await draining;
        Assert.Single(asi.Transport.Taken);
    }

    [Fact]
    public async Task A_message_whose_values_are_missing_has_failed_and_shows_so()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        asi.Composer.Values.Remove("organisation");
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(1), default);
        await sender.AcceptAsync(MailWorld.Order(2, template: "no-such-message"), default);
        await sender.DrainAsync(default);

        Assert.Equal((DeliveryState.Failed, "template"), ((await asi.FindAsync("APP-1.primary")).State, (await asi.FindAsync("APP-1.primary")).Code));
        Assert.Equal(DeliveryState.Failed, (await asi.FindAsync("APP-2.primary")).State);
    }

    [Fact]
    public async Task A_case_that_cannot_be_read_now_is_composed_later()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(1), default);
        asi.Composer.IsDown = true;
        await sender.DrainAsync(default);
        Assert.Equal((DeliveryState.Waiting, "compose"), ((await asi.FindAsync("APP-1.primary")).State, (await asi.FindAsync("APP-1.primary")).Code));

        asi.Composer.IsDown = false;
        asi.Clock.Now = asi.Queue.Wakes[^1];
        await sender.DrainAsync(default);
        Assert.Single(asi.Transport.Taken);
    }

    private static async Task AcceptAsync(MailSender sender, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await sender.AcceptAsync(MailWorld.Order(i), default);
        }
    }
}
