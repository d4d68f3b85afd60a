using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Access;
using AsiFunctions.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Notifications;

public sealed class NotificationRequestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Person Sasha = new("sasha", "Sasha", Organisation.Asi, new HashSet<Role> { Role.Secretariat });

    [Fact]
    public async Task Failed_messages_are_listed_newest_first_in_pages()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await FailAsync(asi, 5);

        Answer first = await ListAsync(asi, "?size=3");
        Answer second = await ListAsync(asi, $"?size=3&page={first.Body.GetProperty("next").GetString()}");

        Assert.Equal(["APP-4.primary", "APP-3.primary", "APP-2.primary"], Ids(first));
        Assert.Equal(["APP-1.primary", "APP-0.primary"], Ids(second));
        Assert.Equal(JsonValueKind.Null, second.Body.GetProperty("next").ValueKind);
        Assert.Equal("smtp-550", first.Body.GetProperty("items")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("?state=lost")]
    [InlineData("?page=bogus!")]
    [InlineData("?page=ZGVsaXZlcnl8eA")]
    [InlineData("?size=0")]
    public async Task What_cannot_be_listed_is_said(string query)
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        Assert.Equal("invalid-parameter", (await ListAsync(asi, query)).Code);
    }

    [Fact]
    public async Task Messages_can_be_listed_in_every_state()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await FailAsync(asi, 1);
        asi.Transport.Answer = _ => Task.FromResult<MailSending>(new MailSending.Taken());
        MailSender sender = asi.NewSender();
        await sender.AcceptAsync(MailWorld.Order(7), default);
        await sender.DrainAsync(default);
        await sender.AcceptAsync(MailWorld.Order(8), default);
        await sender.AcceptAsync(MailWorld.Order(9), default);
        await asi.NewLedger().ClaimAsync(default);

        Assert.Equal(["APP-0.primary"], Ids(await ListAsync(asi, "?state=failed")));
        Assert.Equal(["APP-7.primary"], Ids(await ListAsync(asi, "?state=sent")));
        Assert.Equal(["APP-8.primary"], Ids(await ListAsync(asi, "?state=sending")));
        Assert.Equal(["APP-9.primary"], Ids(await ListAsync(asi, "?state=waiting")));
        Assert.Empty(Ids(await ListAsync(asi, "?state=suppressed")));
    }

    [Fact]
    public async Task A_failed_message_is_sent_again_when_asked_and_a_sent_one_is_not()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        await FailAsync(asi, 1);
        asi.Transport.Answer = _ => Task.FromResult<MailSending>(new MailSending.Taken());

        Assert.Equal(202, (await ResendAsync(asi, "APP-0.primary")).Status);
        await asi.NewSender().DrainAsync(default);

        Assert.Single(asi.Transport.Taken);
        Assert.Equal("not-failed", (await ResendAsync(asi, "APP-0.primary")).Code);
        Assert.Equal(404, (await ResendAsync(asi, "APP-9.primary")).Status);
    }

    [Fact]
    public async Task An_address_is_put_on_the_list_and_taken_off_and_never_shown()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        Answer added = await Answer.OfAsync<AddSuppression>(
            AccessWorld.Request(Sasha, new { address = "Cora@example.org", reason = "bounced" }),
            r => new AddSuppression(asi.Suppressions, asi.Clock, NullLogger<AddSuppression>.Instance).Run(r, default));
        Answer listed = await Answer.OfAsync<GetSuppressions>(AccessWorld.Request(Sasha), r => new GetSuppressions(asi.Suppressions).Run(r, default));

        Assert.Equal(201, added.Status);
        string hash = listed.Body.GetProperty("items")[0].GetProperty("hash").GetString()!;
        Assert.Equal(SuppressionList.HashOf("cora@example.org"), hash);
        Assert.DoesNotContain("cora", listed.Body.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(204, await RemoveAsync(asi, hash));
        Assert.Equal(404, await RemoveAsync(asi, hash));
        Assert.Equal(404, await RemoveAsync(asi, "no hash"));
    }

    [Fact]
    public async Task What_is_no_address_is_not_put_on_the_list()
    {
        using MailWorld asi = await MailWorld.StartAsync(azurite);
        Answer refused = await Answer.OfAsync<AddSuppression>(
            AccessWorld.Request(Sasha, new { address = "cora", reason = "" }),
            r => new AddSuppression(asi.Suppressions, asi.Clock, NullLogger<AddSuppression>.Instance).Run(r, default));

        Assert.Equal(
            ["/address", "/reason"], refused.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
    }

    private static async Task FailAsync(MailWorld asi, int count)
    {
        asi.Transport.Answer = _ => Task.FromResult<MailSending>(new MailSending.Refused("smtp-550"));
        for (int i = 0; i < count; i++)
        {
            MailSender sender = asi.NewSender();
            await sender.AcceptAsync(MailWorld.Order(i), default);
            await sender.DrainAsync(default);
            asi.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<Answer> ListAsync(MailWorld asi, string query) =>
        await Answer.OfAsync<GetNotifications>(AccessWorld.Request(Sasha, query: query), r => new GetNotifications(asi.NewLedger()).Run(r, default));

    private static async Task<Answer> ResendAsync(MailWorld asi, string id) => await Answer.OfAsync<ResendNotification>(
        AccessWorld.Request(Sasha),
        r => new ResendNotification(asi.NewLedger(), asi.Queue, asi.Clock, NullLogger<ResendNotification>.Instance).Run(r, id, default));

    private static async Task<int> RemoveAsync(MailWorld asi, string hash) => (await Answer.OfAsync<RemoveSuppression>(
        AccessWorld.Request(Sasha), r => new RemoveSuppression(asi.Suppressions, NullLogger<RemoveSuppression>.Instance).Run(r, hash, default))).Status;

    private static string[] Ids(Answer answer) =>
        [.. answer.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
