using System.Reflection;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Appeals;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Certification.Certificates;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Appeals;

/// <summary>Appeals against what was decided about a certificate: once, in time, heard by others, with what follows.</summary>
public sealed class AppealTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();

    [Fact]
    public async Task An_overturned_withdrawal_restores_the_certificate_and_the_duty_counts_it_again()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        (CaseId member, CaseId number) = await CertifiedAsync(desk);
        Assert.Equal(200, (await desk.WithdrawAsync(number)).Status);
        desk.MoveTo("2026-02-10");
        CaseId appeal = await FiledAsync(desk, member, number);
        Assert.Equal("filed", (await ShowAsync(desk, appeal, BackOfficeDesk.Of(member))).Json.GetProperty("state").GetString());

        desk.MoveTo("2026-02-20");
        await desk.DecidedAsync(appeal, BackOfficeDesk.Bo, "overturn", "The records were in order.");

        Assert.Equal("full 2026-02-20", await desk.StandingAsync(number));
        Assert.Equal(
            ["withdrawn", "restored"],
            (await desk.PageAsync(number.Value)).Json.GetProperty("records").EnumerateArray()
                .Select(record => record.GetProperty("what").GetString()));
        Assert.Equal(
            ["issued", "withdrawn", "appealed", "restored"],
            (await desk.Get<ICaseStore>().TimelineAsync(number, default)).Select(line => line.Event.What));
        Duty duty = (await desk.Get<ICaseStore>().FindAsync<Duty>(member.As("DTY"), default))!.Case;
        Assert.Null(Assert.Single(duty.Certificates).EndedOn);
        Assert.Equal(GoalKind.Recertification, duty.Goal!.Kind);
        Answer shown = await ShowAsync(desk, appeal, BackOfficeDesk.Of(member));
        Assert.Equal(
            ("overturned", "The records were in order."),
            (shown.Json.GetProperty("state").GetString(), shown.Json.GetProperty("reason").GetString()));
        Assert.Equal(409, (await desk.DecideAsync(appeal, BackOfficeDesk.Bela, "uphold", "Not so.")).Status);
    }

    [Fact]
    public async Task An_overturned_suspension_is_lifted_and_an_upheld_one_stands()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        (CaseId member, CaseId number) = await CertifiedAsync(desk);
        await desk.SuspendAsync(number);
        desk.MoveTo("2026-02-10");
        CaseId first = await FiledAsync(desk, member, number);
        await desk.DecidedAsync(first, BackOfficeDesk.Bo, "uphold", "It was not.");
        Assert.Equal("suspended 2026-01-28", await desk.StandingAsync(number));

        await desk.ReinstateAsync(number);
        await desk.SuspendAsync(number);
        CaseId second = await FiledAsync(desk, member, number);
        await desk.DecidedAsync(second, BackOfficeDesk.Bo, "overturn", "So it was.");
        Assert.NotEqual(first, second);
        Assert.Equal("full 2026-02-10", await desk.StandingAsync(number));
    }

    [Fact]
    public async Task Each_decision_is_appealed_against_once()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        (CaseId member, CaseId number) = await CertifiedAsync(desk);
        await desk.SuspendAsync(number);

        Answer first = await FileAsync(desk, member, number, key: "one");
        Answer repeat = await FileAsync(desk, member, number, key: "one");
        Answer second = await FileAsync(desk, member, number, key: "two");
        Answer third = await FileAsync(desk, member, number, "Other words.");

        Assert.Equal((201, 201, first.Text), (first.Status, repeat.Status, repeat.Text));
        foreach (Answer late in new[] { second, third })
        {
            Assert.Equal((409, "already-appealed"), (late.Status, late.Code));
            Assert.Equal(first.Json.GetProperty("id").GetString(), late.Json.GetProperty("current").GetProperty("id").GetString());
        }

        desk.MoveTo("2026-06-01");
        Assert.Equal(
            (201, first.Text),
            ((await FileAsync(desk, member, number, key: "one")).Status, (await FileAsync(desk, member, number, key: "one")).Text));
        Assert.Equal("already-appealed", (await FileAsync(desk, member, number)).Code);
    }

    [Fact]
    public async Task An_appeal_comes_in_time_from_the_member_against_what_stands()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        (CaseId member, CaseId number) = await CertifiedAsync(desk);
        Assert.Equal((409, "nothing-to-appeal"), Told(await FileAsync(desk, member, number)));
        await desk.SuspendAsync(number);   // on 28 January

        Assert.Equal(404, (await FileAsync(desk, CaseId.From("MEM", 99), number)).Status);
        Assert.Equal(404, (await FileAsync(desk, member, CaseId.From("CRT", 99))).Status);
        Assert.Equal(404, (await FileAsync(desk, member, member)).Status);
        Assert.Equal(["/grounds required"], (await FileAsync(desk, member, number, " ")).Faults);
        Answer nonsense = await desk.CallAsync<FileAppeal>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Of(member),
            new JsonObject { ["subject"] = "CRT-1", ["grounds"] = "So." });
        Assert.Equal(["/subject malformed"], nonsense.Faults);
        desk.MoveTo("2026-02-28");
        Assert.Equal((409, "too-late"), Told(await FileAsync(desk, member, number)));
        desk.MoveTo("2026-02-27");
        Assert.Equal(201, (await FileAsync(desk, member, number)).Status);

        static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task Who_took_part_does_not_hear_it_and_others_do_not_see_it()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        (CaseId member, CaseId number) = await CertifiedAsync(desk);
        await desk.SuspendAsync(number, by: Certifying.Remy);
        CaseId appeal = await FiledAsync(desk, member, number);

        foreach (Person person in new[] { Certifying.Rae, Certifying.Remy })
        {
            Answer refused = await desk.DecideAsync(
                appeal, person with { Roles = new HashSet<Role> { Role.Releaser, Role.Board } }, "overturn", "Why not.");
            Assert.Equal((409, "four-eyes"), (refused.Status, refused.Code));
        }

        Assert.Equal(404, (await ShowAsync(desk, appeal, BackOfficeDesk.Of(CaseId.From("MEM", 99)))).Status);
        Assert.Equal(404, (await ShowAsync(desk, number, BackOfficeDesk.Sasha)).Status);
        Answer shown = await ShowAsync(desk, appeal, BackOfficeDesk.Sasha);
        Assert.Equal((200, "\"1\""), (shown.Status, shown.Headers.ETag.ToString()));
        Assert.DoesNotContain("account-", shown.Text, StringComparison.Ordinal);
        Assert.Equal($"appeal-{appeal}", AppealLife.Of(appeal).InstanceId);
    }

    [Fact]
    public async Task Its_messages_can_be_written_in_both_languages()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        (CaseId member, CaseId number) = await CertifiedAsync(desk);
        await desk.WithdrawAsync(number);
        CaseId appeal = await FiledAsync(desk, member, number);   // on 28 January, to be heard by 29 March
        desk.MoveTo("2026-03-15");
        await desk.AdvanceAsync(appeal);
        desk.MoveTo("2026-03-30");
        await desk.AdvanceAsync(appeal);
        Assert.Equal(
            ["appeal-filed board@example.org", "appeal-filed secretariat@example.org", "appeal-reminder board@example.org", "escalation secretariat@example.org"],
            await SeenAsync(4));

        await desk.DecidedAsync(appeal, BackOfficeDesk.Bo, "overturn", "<b>So</b> it was.");
        Assert.Equal(["appeal-decided pat.primary@example.org"], await SeenAsync(1));
        MailDraft restored = (await ComposerOf(number).ComposeAsync(number, new Effect.SendMail("certificate-restored", Role.Member), default))!;
        Assert.Equal("<b>So</b> it was.", restored.Values["reason"]);
        Assert.Null(await ComposerOf(appeal).ComposeAsync(appeal, new Effect.SendMail(AppealMail.Reminder, Role.Board), default));
        Assert.Empty(typeof(AppealMail).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Except(Templates.Keys));

        IMailComposer ComposerOf(CaseId id) => desk.Get<IEnumerable<IMailComposer>>().Single(composer => composer.Prefix == id.Prefix);

        async Task<List<string>> SeenAsync(int count)
        {
            List<string> seen = [];
            while (seen.Count < count)
            {
                (CaseId Case, Effect.SendMail Mail) next = await desk.Mail.NextAsync();
                if (next.Case != appeal)
                {
                    continue;
                }

                MailDraft draft = (await ComposerOf(appeal).ComposeAsync(appeal, next.Mail, default))!;
                seen.Add($"{next.Mail.Template} {Assert.Single(draft.Recipients).Address}");
                foreach (Language language in Enum.GetValues<Language>())
                {
                    Dictionary<string, string> values = new(next.Mail.Facts!, StringComparer.Ordinal) { ["name"] = "Pat" };
                    foreach ((string name, string value) in draft.Values)
                    {
                        values[name] = value;
                    }

                    RenderedMail mail = Templates.Render(Templates.Find(next.Mail.Template, next.Mail.To, language)!, language, values);
                    Assert.DoesNotContain("{{", mail.Text, StringComparison.Ordinal);
                    Assert.Contains(appeal.Value, mail.Text, StringComparison.Ordinal);
                }
            }

            return seen;
        }
    }

    /// <summary>It is 28 January 2026 when the certificate is issued.</summary>
    private Task<BackOfficeDesk> OpenAsync() => AssuranceDesk.OpenAsync(azurite.ConnectionString, "2026-01-05");

    private static async Task<(CaseId Member, CaseId Number)> CertifiedAsync(BackOfficeDesk desk)
    {
        CaseId member = await desk.ScopedAsync();
        return (member, await desk.IssuedAsync(Certifying.Order(member)));
    }

    private static Task<Answer> FileAsync(
        BackOfficeDesk desk, CaseId member, CaseId subject, string grounds = "It was repaired.", string? key = null) =>
        desk.CallAsync<FileAppeal>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Of(member),
            new JsonObject { ["subject"] = subject.Value, ["grounds"] = grounds },
            headers: key is null ? [] : [("Idempotency-Key", key)]);

    private static async Task<CaseId> FiledAsync(BackOfficeDesk desk, CaseId member, CaseId subject)
    {
        Answer answer = await FileAsync(desk, member, subject);
        Assert.True(answer.Status == 201, answer.Text);
        return CaseId.Parse(answer.Json.GetProperty("id").GetString()!);
    }

    private static Task<Answer> ShowAsync(BackOfficeDesk desk, CaseId id, Person by) =>
        desk.CallAsync<ShowAppeal>((f, r) => f.Run(r, id.Value, default), by);
}
