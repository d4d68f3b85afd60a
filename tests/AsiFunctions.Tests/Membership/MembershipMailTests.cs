using System.Reflection;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Membership;

/// <summary>Every message of an admission and of a membership finds its readers, and gives its template what it asks for.</summary>
public sealed class MembershipMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();

    [Fact]
    public async Task A_long_admission_sends_messages_that_can_be_written_in_both_languages()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId reader = await desk.JoinAsync("GS", "Reads Notices Ltd");   // somebody has to receive notices
        List<(CaseId Case, Effect.SendMail Mail)> sent = await TakeAsync(desk, 4);

        CaseId id = await desk.SubmitAsync("IU", "Long Way Ltd");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "return", "Who owns you?");
        desk.Clock.Advance(TimeSpan.FromDays(31));
        await desk.AdvanceAsync(id);
        await ComposedAsync(desk, await TakeAsync(desk, 3), "application-received, application-returned, resubmission-reminder");
        await desk.CallAsync<ResubmitApplication>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
            new Caller.KeyHolder(id),
            SampleApplications.Submission(SampleApplications.Answers("IU", "Long Way Ltd")));
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "clear");
        await desk.CallAsync<ObjectToApplication>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Of(reader),
            JsonNode.Parse("""{"grounds":"A dispute over land."}"""));
        desk.Clock.Advance(TimeSpan.FromDays(30));
        await desk.AdvanceAsync(id);   // the window closes, and the answer is overdue
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "answer", "It was settled.");
        await ComposedAsync(
            desk, await TakeAsync(desk, 5), "application-resubmitted, notice-to-members, objection-received, escalation, objection-answered");
        await desk.DecidedAsync(id, BackOfficeDesk.Bo, "decline", "Not one of us.");
        await desk.CallAsync<AppealDecision>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
            new Caller.KeyHolder(id),
            JsonNode.Parse("""{"grounds":"But we are."}"""));
        await desk.DecidedAsync(id, BackOfficeDesk.Bela, "overturn", "They are.");
        desk.Clock.Advance(TimeSpan.FromDays(17));
        await desk.AdvanceAsync(id);
        await ComposedAsync(
            desk, await TakeAsync(desk, 6), "application-declined, appeal-received, appeal-received, appeal-overturned, application-approved, payment-reminder");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "record-payment");
        await ComposedAsync(desk, await TakeAsync(desk, 1), "membership-begins");
        await ComposedAsync(desk, sent, "application-received, notice-to-members, application-approved, membership-begins");
    }

    [Fact]
    public async Task Ends_and_changes_send_messages_that_can_be_written()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("IU");
        await TakeAsync(desk, 4);
        await desk.CallAsync<ChangeMemberClass>(
            (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: """{"class":"DS"}""");
        await desk.CallAsync<SuspendMember>(
            (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Sasha,
            rawBody: """{"reason":"other","text":"A complaint."}""");
        await desk.CallAsync<ReinstateMember>(
            (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: "{}");
        await desk.CallAsync<EndMembership>(
            (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: """{"reason":"expelled"}""");
        await ComposedAsync(desk, await TakeAsync(desk, 4), "class-changed, membership-suspended, membership-reinstated, membership-ended");

        CaseId withdrawn = await desk.SubmitAsync("CS", language: "zh");
        await desk.CallAsync<WithdrawApplication>(
            (f, r) => f.Run(r, withdrawn.Value, BackOfficeDesk.NoDurable, default),
            new Caller.KeyHolder(withdrawn),
            rawBody: """{"reason":"Too early."}""");
        await ComposedAsync(desk, await TakeAsync(desk, 3), "application-received, application-withdrawn, application-withdrawn");

        CaseId lapsed = await desk.SubmitAsync("CS");
        await desk.DecidedAsync(lapsed, BackOfficeDesk.Sasha, "return", "More.");
        desk.Clock.Advance(TimeSpan.FromDays(62));
        await desk.AdvanceAsync(lapsed);
        List<(CaseId, Effect.SendMail)> late = await TakeAsync(desk, 5);
        await ComposedAsync(desk, [late[0], late[1], late[4]], "application-received, application-returned, application-lapsed");
        Assert.Null(await ComposeAsync(desk, late[2]));   // a reminder that was overtaken while it waited
    }

    [Fact]
    public async Task Invoices_go_to_the_billing_contact_too_and_staff_mail_to_the_mailboxes()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        JsonObject answers = SampleApplications.Answers("GS");
        answers["billingDiffers"] = true;
        answers["billingName"] = "Bea Billing";
        answers["billingEmail"] = "billing@example.org";
        Answer answer = await desk.CallAsync<SubmitApplication>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default), body: SampleApplications.Submission(answers, "zh"));
        CaseId id = CaseId.Parse(answer.Json.GetProperty("reference").GetString()!);

        Assert.Equal(["pat.primary@example.org", "billing@example.org"], await ReadersAsync(desk, id, AdmissionMail.Approved, Role.Applicant));
        Assert.Equal(["pat.primary@example.org"], await ReadersAsync(desk, id, AdmissionMail.Declined, Role.Applicant));
        Assert.Equal(["secretariat@example.org"], await ReadersAsync(desk, id, AdmissionMail.Escalation, Role.Secretariat));
        Assert.Equal(["board@example.org"], await ReadersAsync(desk, id, AdmissionMail.AppealReceived, Role.Board));
        Assert.Equal("zh", (await ComposeAsync(desk, (id, new Effect.SendMail(AdmissionMail.Declined, Role.Applicant))))!.Recipients[0].Language);
        Assert.Null(await ComposeAsync(desk, (CaseId.From("APP", 1), new Effect.SendMail(AdmissionMail.Declined, Role.Applicant))));
    }

    [Fact]
    public void Every_message_has_a_template()
    {
        IEnumerable<string> keys = ((Type[])[typeof(AdmissionMail), typeof(MembershipMail)])
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Empty(keys.Except(Templates.Keys));
    }

    private static async Task<List<(CaseId Case, Effect.SendMail Mail)>> TakeAsync(BackOfficeDesk desk, int count)
    {
        List<(CaseId, Effect.SendMail)> taken = [];
        for (int i = 0; i < count; i++)
        {
            taken.Add(await desk.Mail.NextAsync());
        }

        return taken;
    }

    private static async Task ComposedAsync(BackOfficeDesk desk, List<(CaseId Case, Effect.SendMail Mail)> sent, string templates)
    {
        Assert.Equal(templates, string.Join(", ", sent.Select(one => one.Mail.Template)));
        foreach ((CaseId Case, Effect.SendMail Mail) one in sent)
        {
            // A reminder is idle once the case went on; all others are written whenever they are sent.
            if (await ComposeAsync(desk, one) is not { } draft)
            {
                Assert.EndsWith("-reminder", one.Mail.Template, StringComparison.Ordinal);
                continue;
            }

            Assert.NotEmpty(draft.Recipients);
            foreach (Language language in Enum.GetValues<Language>())
            {
                Dictionary<string, string> values =
                    new(one.Mail.Facts ?? new Dictionary<string, string>(), StringComparer.Ordinal) { ["name"] = "Pat" };
                foreach ((string name, string value) in draft.Values)
                {
                    values[name] = value;
                }

                RenderedMail mail = Templates.Render(Templates.Find(one.Mail.Template, one.Mail.To, language)!, language, values);
                Assert.DoesNotContain("{{", mail.Text, StringComparison.Ordinal);
            }
        }
    }

    private static Task<MailDraft?> ComposeAsync(BackOfficeDesk desk, (CaseId Case, Effect.SendMail Mail) one)
    {
        IEnumerable<IMailComposer> composers = desk.Get<IEnumerable<IMailComposer>>();
        return composers.Single(c => c.Prefix == one.Case.Prefix).ComposeAsync(one.Case, one.Mail, default);
    }

    private static async Task<IEnumerable<string>> ReadersAsync(BackOfficeDesk desk, CaseId id, string template, Role to) =>
        (await ComposeAsync(desk, (id, new Effect.SendMail(template, to))))!.Recipients.Select(r => r.Address);
}
