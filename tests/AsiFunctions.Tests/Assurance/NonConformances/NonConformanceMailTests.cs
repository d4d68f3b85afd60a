using System.Reflection;
using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.AssuranceDesk;

namespace AsiFunctions.Tests.Assurance.NonConformances;

/// <summary>Every message about a non-conformance finds its readers, and gives its template what it asks for.</summary>
public sealed class NonConformanceMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();

    [Fact]
    public void Every_message_has_a_template() => Assert.Empty(
        typeof(NonConformanceMail).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Except(
            Templates.Keys));

    [Fact]
    public async Task What_is_due_together_is_reminded_of_by_one_message()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString, "2025-10-11");
        CaseId member = await desk.JoinAsync();   // it is 3 November then
        CaseId[] ids =
            [(await desk.RaiseAsync(member, 1)).Case.Id, (await desk.RaiseAsync(member, 2)).Case.Id, (await desk.RaiseAsync(member, 3)).Case.Id];
        await desk.RaiseAsync(member, 1, audit: CaseId.From("AUD", 99));   // of another audit
        Effect.SendMail reminder = new(
            NonConformanceMail.Reminder,
            Role.Member,
            Urgency.Normal,
            new Dictionary<string, string> { ["what"] = "action-plan", ["due"] = "2025-11-18", ["left"] = "P7D" });
        desk.MoveTo("2025-11-11");

        Assert.Equal(["2", "-", "-"], await OthersAsync());
        await desk.AdvanceAsync(ids[0]);   // whose reminder was given before the others' is told together all the same
        Assert.Equal(["2", "-", "-"], await OthersAsync());
        await desk.TakenAsync(ids[0], BackOfficeDesk.Of(member), "submit-plan", data: """{"rootCause":"a","action":"b","dueOn":"2026-06-30"}""");
        Assert.Equal(["-", "1", "-"], await OthersAsync());
        await desk.TakenAsync(ids[1], BackOfficeDesk.Of(member), "submit-plan", data: """{"rootCause":"a","action":"b","dueOn":"2026-06-30"}""");
        Assert.Equal(["-", "-", "none"], await OthersAsync());

        async Task<List<string>> OthersAsync()
        {
            IMailComposer composer = desk.Get<IEnumerable<IMailComposer>>().Single(one => one.Prefix == NonConformance.Prefix);
            List<string> others = [];
            foreach (CaseId id in ids)
            {
                others.Add(await composer.ComposeAsync(id, reminder, default) is { } draft ? draft.Values.GetValueOrDefault("others", "none") : "-");
            }

            return others;
        }
    }

    [Fact]
    public async Task Each_goes_to_who_has_the_ball_in_both_languages_and_not_when_it_is_overtaken()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString, "2025-10-11");
        CaseId member = await desk.JoinAsync();   // it is 3 November then
        CaseId id = (await desk.RaiseAsync(member)).Case.Id;
        Person mia = BackOfficeDesk.Of(member);
        List<(Effect.SendMail Mail, string Address)> seen = [];

        desk.MoveTo("2025-11-11");
        await desk.AdvanceAsync(id);
        await SeeAsync();
        desk.MoveTo("2025-11-19");
        await desk.AdvanceAsync(id);
        await SeeAsync();
        const string plan = """{"rootCause":"Nobody was in charge.","action":"Somebody is.","dueOn":"2026-06-30"}""";
        await desk.TakenAsync(id, mia, "submit-plan", data: plan);
        Effect.SendMail asked = await SeeAsync();
        await desk.TakenAsync(id, Lea, "return", "The <b>cause</b> is missing.");
        Assert.Equal("The <b>cause</b> is missing.", (await DraftAsync(await SeeAsync()))!.Values["reason"]);
        Assert.Null(await DraftAsync(asked));
        await desk.TakenAsync(id, mia, "submit-plan", data: plan);
        await SeeAsync();
        desk.MoveTo("2025-11-30");
        await desk.AdvanceAsync(id);
        await SeeAsync();
        await desk.TakenAsync(id, Lea, "approve");
        await SeeAsync();
        await desk.TakenAsync(id, mia, "implemented", data: """{"note":"Done."}""");
        await SeeAsync();
        await desk.TakenAsync(id, Lea, "downgrade", "One site is left.");
        await SeeAsync();
        await desk.TakenAsync(id, mia, "implemented", data: """{"note":"Done."}""");
        await SeeAsync();
        await desk.TakenAsync(id, Lea, "close", "Seen.");
        await SeeAsync();

        Assert.Equal(
            [
                "nonconformance-reminder pat.primary@example.org",
                "escalation secretariat@example.org",
                "nonconformance-review-asked lea@example.org",
                "nonconformance-plan-returned pat.primary@example.org",
                "nonconformance-review-asked lea@example.org",
                "nonconformance-review-reminder lea@example.org",
                "nonconformance-plan-approved pat.primary@example.org",
                "nonconformance-review-asked lea@example.org",
                "nonconformance-reviewed pat.primary@example.org",
                "nonconformance-review-asked lea@example.org",
                "nonconformance-closed pat.primary@example.org",
            ],
            seen.Select(one => $"{one.Mail.Template} {one.Address}"));

        async Task<Effect.SendMail> SeeAsync()
        {
            (CaseId Case, Effect.SendMail Mail) next;
            do
            {
                next = await desk.Mail.NextAsync();
            }
            while (next.Case != id);
            MailDraft draft = (await DraftAsync(next.Mail))!;
            seen.Add((next.Mail, Assert.Single(draft.Recipients).Address));
            foreach (Language language in Enum.GetValues<Language>())
            {
                Dictionary<string, string> values = new(next.Mail.Facts!, StringComparer.Ordinal) { ["name"] = "Pat" };
                foreach ((string name, string value) in draft.Values)
                {
                    values[name] = value;
                }

                RenderedMail mail = Templates.Render(Templates.Find(next.Mail.Template, next.Mail.To, language)!, language, values);
                Assert.DoesNotContain("{{", mail.Text, StringComparison.Ordinal);
                Assert.Contains(id.Value, mail.Text, StringComparison.Ordinal);
            }

            return next.Mail;
        }

        Task<MailDraft?> DraftAsync(Effect.SendMail mail) =>
            desk.Get<IEnumerable<IMailComposer>>().Single(composer => composer.Prefix == NonConformance.Prefix).ComposeAsync(id, mail, default);
    }
}
