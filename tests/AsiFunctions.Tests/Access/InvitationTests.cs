using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Access.Invitations;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Access;

public sealed class InvitationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] MemberRole = ["member"];

    [Fact]
    public async Task A_member_admin_invites_a_colleague_who_accepts_once()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);

        CaseId id = Id(await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole }));
        string token = await asi.TokenOfAsync(id);
        Answer first = await asi.AcceptAsync(token, $"cora@{member}");
        Answer again = await asi.AcceptAsync(token, $"cora@{member}");
        Answer another = await asi.AcceptAsync(token, $"eve@{member}");

        Assert.Equal(200, first.Status);
        Assert.Equal(first.Body.ToString(), again.Body.ToString());
        Assert.Equal(404, another.Status);
        Account account = (await asi.Accounts.FindAsync(AccessWorld.KeyOf($"cora@{member}").AccountId, default))!.Account;
        Assert.Equal((member, "Cora", "cora@example.org", true), (account.Organisation, account.Name, account.Email, account.IsActive));
        Invitation used = (await asi.Invitations.FindAsync(id, default))!.Invitation;
        Assert.Equal((null, null), (used.Email, used.Name));
    }

    [Fact]
    public async Task The_same_wish_again_is_one_invitation_and_one_message()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Person admin = await asi.JoinAsync(asi.NewMember(), "ada", Role.MemberAdmin);

        Answer one = await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole });
        Answer two = await asi.InviteAsync(admin, new { email = " Cora@Example.org", name = "Cora C.", roles = MemberRole });

        Assert.Equal(one.Body.ToString(), two.Body.ToString());
        Assert.Single(asi.Queue.Orders);
    }

    [Fact]
    public async Task An_invitation_can_be_accepted_on_its_last_day_and_not_after()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        CaseId id = Id(await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole }));
        CaseId late = Id(await asi.InviteAsync(admin, new { email = "luke@example.org", name = "Luke", roles = MemberRole }));
        (string token, string lateToken) = (await asi.TokenOfAsync(id), await asi.TokenOfAsync(late));

        asi.Clock.Now = new DateTimeOffset(2026, 3, 15, 23, 59, 59, TimeSpan.Zero);
        Assert.Equal(200, (await asi.AcceptAsync(token, $"cora@{member}")).Status);

        asi.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("expired", (await asi.AcceptAsync(lateToken, $"luke@{member}")).Code);
    }

    [Fact]
    public async Task A_new_round_after_the_term_makes_the_old_link_open_nothing()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        object wish = new { email = "cora@example.org", name = "Cora", roles = MemberRole };
        CaseId id = Id(await asi.InviteAsync(admin, wish));
        string old = await asi.TokenOfAsync(id);

        asi.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(id, Id(await asi.InviteAsync(admin, wish)));

        Assert.Equal(404, (await asi.AcceptAsync(old, $"cora@{member}")).Status);
        Assert.Equal(200, (await asi.AcceptAsync(await asi.TokenOfAsync(id), $"cora@{member}")).Status);
        Assert.Equal(2, asi.Queue.Orders.Count);
    }

    [Fact]
    public async Task A_revoked_invitation_opens_nothing_and_sends_nothing()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        CaseId id = Id(await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole }));
        string token = await asi.TokenOfAsync(id);

        Answer revoked = await Answer.OfAsync<RevokeInvitation>(
            AccessWorld.Request(admin), r => new RevokeInvitation(asi.Invitations, asi.Desk).Run(r, id.Value, default));

        Assert.Equal(204, revoked.Status);
        Assert.Equal(404, (await asi.AcceptAsync(token, $"cora@{member}")).Status);
        Assert.Null(await asi.Composer.ComposeAsync(id, asi.Queue.Orders[0].Mail, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IVT-0000-0000.1.x")]
    [InlineData("a.b.c.d")]
    public async Task A_made_up_token_opens_nothing(string token)
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Assert.Equal(404, (await asi.AcceptAsync(token, "eve")).Status);
    }

    [Fact]
    public async Task A_leaver_does_not_come_back_by_the_old_link_but_by_a_new_invitation()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        object wish = new { email = "cora@example.org", name = "Cora", roles = MemberRole };
        CaseId id = Id(await asi.InviteAsync(admin, wish));
        string token = await asi.TokenOfAsync(id);
        await asi.AcceptAsync(token, $"cora@{member}");
        Assert.Equal("has-account", (await asi.InviteAsync(admin, wish)).Code);

        asi.Clock.Advance(TimeSpan.FromHours(1));
        await asi.EndAsync(admin, AccessWorld.KeyOf($"cora@{member}").AccountId);
        Assert.Equal(404, (await asi.AcceptAsync(token, $"cora@{member}")).Status);

        asi.Clock.Advance(TimeSpan.FromHours(1));
        await asi.InviteAsync(admin, wish);
        Assert.Equal(200, (await asi.AcceptAsync(await asi.TokenOfAsync(id), $"cora@{member}")).Status);
    }

    [Fact]
    public async Task Who_has_an_account_elsewhere_has_to_leave_it_first()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        Organisation other = asi.NewMember();
        await asi.JoinAsync(other, "cora", Role.Member);
        CaseId id = Id(await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole }));

        Assert.Equal("has-account", (await asi.AcceptAsync(await asi.TokenOfAsync(id), $"cora@{other}")).Code);
    }

    [Fact]
    public async Task A_crash_between_invitation_and_account_is_completed_by_the_next_try()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        CaseId id = Id(await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole }));
        StoredInvitation stored = (await asi.Invitations.FindAsync(id, default))!;
        string cora = AccessWorld.KeyOf($"cora@{member}").AccountId;
        await asi.Invitations.SaveAsync(
            stored.Invitation with { State = InvitationState.Accepted, AcceptedBy = cora, ChangedAt = asi.Clock.Now }, stored, default);

        Assert.Equal(200, (await asi.AcceptAsync(await asi.TokenOfAsync(id), $"cora@{member}")).Status);
        Assert.True((await asi.Accounts.FindAsync(cora, default))!.Account.IsActive);
    }

    [Fact]
    public async Task A_members_wish_waits_for_a_member_admin()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        Person mia = await asi.JoinAsync(member, "mia", Role.Member);

        Answer asked = await asi.InviteAsync(mia, new { email = "cora@example.org", name = "Cora", roles = MemberRole });
        CaseId id = Id(asked);
        Assert.Equal("awaits-confirmation", asked.Body.GetProperty("state").GetString());
        Assert.Empty(asi.Queue.Orders);
        Assert.Equal(404, (await asi.AcceptAsync(await asi.TokenOfAsync(id), $"cora@{member}")).Status);

        Answer confirmed = await Answer.OfAsync<ConfirmInvitation>(
            AccessWorld.Request(admin), r => new ConfirmInvitation(asi.Invitations, asi.Desk, asi.Clock).Run(r, id.Value, default));
        Assert.Equal("pending", confirmed.Body.GetProperty("state").GetString());
        Assert.Single(asi.Queue.Orders);
        Assert.Equal(200, (await asi.AcceptAsync(await asi.TokenOfAsync(id), $"cora@{member}")).Status);
    }

    [Fact]
    public async Task Nobody_invites_beyond_what_they_look_after()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Organisation other = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        Person mia = await asi.JoinAsync(member, "mia", Role.Member);
        string[] adminRole = ["member-admin"];
        string[] operatorRole = ["operator"];

        Assert.Equal(
            404, (await asi.InviteAsync(admin, new { email = "x@example.org", name = "X", roles = MemberRole, organisation = other.Value })).Status);
        Assert.Equal(400, (await asi.InviteAsync(admin, new { email = "x@example.org", name = "X", roles = operatorRole })).Status);
        Assert.Equal(403, (await asi.InviteAsync(mia, new { email = "x@example.org", name = "X", roles = adminRole })).Status);
        Assert.Equal(
            201, (await asi.InviteAsync(AccessWorld.Operator, new { email = $"s@{other}.example.org", name = "Sam", roles = operatorRole, organisation = "ASI" })).Status);
        Assert.Equal(
            201, (await asi.InviteAsync(AccessWorld.Operator, new { email = "x@example.org", name = "X", roles = adminRole, organisation = other.Value })).Status);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_wish_is_told_at_once()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);

        Answer answer = await asi.InviteAsync(
            AccessWorld.Operator,
            new { email = "no address", name = " ", roles = MemberRole, organisation = CaseId.From("MEM", ulong.MaxValue).Value, language = "xx" });

        Assert.Equal(
            ["/email", "/name", "/language", "/organisation"],
            answer.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task An_organisation_that_is_admitted_has_its_first_person_invited_once()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        InviteOutbox outbox = new(asi.Desk, asi.Names, NullLogger<InviteOutbox>.Instance);
        OutboxEntry entry = new(
            "MEM-1-0",
            member.Id!.Value,
            1,
            OutboxKinds.Invite,
            JsonSerializer.SerializeToElement(new Effect.Invite(member.Id!.Value), Json.Options),
            asi.Clock.Now);

        await outbox.DispatchAsync([entry], default);
        await outbox.DispatchAsync([entry], default);

        CaseId id = member.Id.Value.As(Invitation.Prefix);
        Assert.All(asi.Queue.Orders, order => Assert.Equal($"{id}-1", order.Id));
        MailDraft draft = (await asi.Composer.ComposeAsync(id, asi.Queue.Orders[0].Mail, default))!;
        Assert.Equal("first@example.org", Assert.Single(draft.Recipients).Address);
        Assert.Equal(200, (await asi.AcceptAsync(draft.Values["link"].Split('/')[^1], $"fiona@{member}")).Status);
        Assert.Equal(
            [Role.Member, Role.MemberAdmin],
            (await asi.Accounts.FindAsync(AccessWorld.KeyOf($"fiona@{member}").AccountId, default))!.Account.Roles.Order());
    }

    [Fact]
    public async Task An_audit_firms_first_person_is_a_lead_auditor()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation firm = asi.NewFirm();
        InviteOutbox outbox = new(asi.Desk, asi.Names, NullLogger<InviteOutbox>.Instance);
        CaseId id = firm.Id!.Value;

        await outbox.DispatchAsync(
            [new OutboxEntry(
                "AUF-1-0", id, 1, OutboxKinds.Invite, JsonSerializer.SerializeToElement(new Effect.Invite(id), Json.Options), asi.Clock.Now)],
            default);

        string token = await asi.TokenOfAsync(id.As(Invitation.Prefix));
        Assert.Equal(200, (await asi.AcceptAsync(token, $"fay@{firm}")).Status);
        Account account = (await asi.Accounts.FindAsync(AccessWorld.KeyOf($"fay@{firm}").AccountId, default))!.Account;
        Assert.Equal(firm, account.Organisation);
        Assert.Equal([Role.Auditor, Role.LeadAuditor], account.Roles.Order());
    }

    [Fact]
    public async Task A_message_that_the_queue_did_not_take_is_handed_over_by_the_sweep()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Person admin = await asi.JoinAsync(asi.NewMember(), "ada", Role.MemberAdmin);
        asi.Queue.Fails = true;
        CaseId id = Id(await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora", roles = MemberRole }));
        Assert.Empty(asi.Queue.Orders);

        asi.Queue.Fails = false;
        await asi.Mails.SweepAsync(default);
        await asi.Mails.SweepAsync(default);

        Assert.Equal(id, Assert.Single(asi.Queue.Orders, order => order.CaseId == id).CaseId);
    }

    [Fact]
    public async Task Messages_in_the_queue_hold_no_personal_data()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Person admin = await asi.JoinAsync(asi.NewMember(), "ada", Role.MemberAdmin);
        await asi.InviteAsync(admin, new { email = "cora@example.org", name = "Cora Colleague", roles = MemberRole });

        string sent = JsonSerializer.Serialize(asi.Queue.Orders, Json.Options);

        Assert.DoesNotContain("cora", sent, StringComparison.OrdinalIgnoreCase);
    }

    private static CaseId Id(Answer answer)
    {
        Assert.Equal(201, answer.Status);
        return CaseId.Parse(answer.Body.GetProperty("id").GetString()!);
    }
}
