using System.Reflection;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Duties;

/// <summary>Every message of a certification duty finds its readers, and its texts say in both languages what the procedure gives them.</summary>
public sealed class DutyMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();
    private static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    private static readonly string[] Keys =
        [.. typeof(DutyMail).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private static readonly IReadOnlyList<Effect.SendMail> Sent = DutyLife.AllSent();

    public static TheoryData<string> AllKeys => [.. Keys];

    [Theory]
    [MemberData(nameof(AllKeys))]
    public void Every_message_that_is_sent_can_be_written_in_both_languages(string key)
    {
        Effect.SendMail[] those = [.. Sent.Where(mail => mail.Template == key)];
        Assert.NotEmpty(those);
        foreach (Effect.SendMail mail in those)
        {
            foreach (Language language in Enum.GetValues<Language>())
            {
                RenderedMail written = Write(mail, language);

                Assert.Contains("Example", written.Subject, StringComparison.Ordinal);
                Assert.DoesNotContain("{{", written.Subject + written.Text, StringComparison.Ordinal);
                foreach (string code in new[]
                {
                    "P1M",
                    "P6M",
                    "P14D",
                    "first-certification",
                    "no-self-assessment",
                    "corrective-action-plan",
                    "2026-",
                })
                {
                    Assert.DoesNotContain(code, written.Subject + written.Text, StringComparison.Ordinal);   // all are shown in words
                }
            }
        }
    }

    [Theory]
    [InlineData(DutyMail.Summary)]
    [InlineData(DutyMail.Missed)]
    [InlineData(DutyMail.Forfeited)]
    [InlineData(DutyMail.ObligationOverdue)]
    public void What_both_are_told_the_Secretariat_reads_in_its_own_words(string key)
    {
        Assert.Equal([Role.Member, Role.Secretariat], Sent.Where(mail => mail.Template == key).Select(mail => mail.To).Distinct());
        Assert.NotSame(Templates.Find(key, Role.Member, Language.English), Templates.Find(key, Role.Secretariat, Language.English));
    }

    [Theory]
    [InlineData(CertificationProgress.NoSelfAssessment, "6 to 12 months")]
    [InlineData(CertificationProgress.SelfAssessmentSubmitted, "choose an accredited audit firm")]
    [InlineData(CertificationProgress.AuditScheduled, "Your audit has a date")]
    [InlineData(CertificationProgress.ReportInOversight, "reviewed by the Secretariat")]
    public void A_reminder_says_what_to_do_next_and_what_happens_otherwise(CertificationProgress progress, string next)
    {
        foreach (string goal in new[] { "first-certification", "recertification" })
        {
            string text = Write(Reminder(progress, goal), Language.English).Text;

            Assert.Contains(next, text, StringComparison.Ordinal);
            Assert.Contains("by 18 February 2026. Time left: 6 months.", text, StringComparison.Ordinal);
            Assert.Contains(
                "A full or a provisional certificate counts if it is issued on or before 18 February 2026.", text, StringComparison.Ordinal);
            Assert.Contains("hidden from the public register", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_reminder_to_convert_asks_for_no_self_assessment()
    {
        RenderedMail mail = Write(Reminder(CertificationProgress.NoSelfAssessment, "conversion"), Language.English);

        Assert.Equal("6 months left: conversion into a full certificate of Example Ltd", mail.Subject);
        Assert.DoesNotContain("elf-assessment", mail.Text, StringComparison.Ordinal);
        Assert.Contains("lapses", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_members_contact_and_the_Secretariat_are_written_to_and_overtaken_reminders_are_not_sent()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("IU", "Example Windows Ltd");   // on 28 January 2026
        CaseId id = member.As(Member.DutyPrefix);
        IMailComposer composer = desk.Get<IEnumerable<IMailComposer>>().Single(c => c.Prefix == Member.DutyPrefix);
        Effect.SendMail reminder = Mail(DutyMail.ReminderNoSelfAssessment, Role.Member, ("due", "2028-01-28"));

        MailDraft draft = (await composer.ComposeAsync(id, reminder, default))!;
        Assert.Equal("pat.primary@example.org", Assert.Single(draft.Recipients).Address);
        Assert.Equal("Example Windows Ltd", draft.Values["organisation"]);
        Assert.Equal(member.Value, draft.Values["reference"]);
        Assert.EndsWith($"/#/members/{member}/deadlines", draft.Values["link"], StringComparison.Ordinal);
        draft = (await composer.ComposeAsync(id, Mail(DutyMail.Milestone, Role.Secretariat, ("due", "2028-01-28")), default))!;
        Assert.Equal("secretariat@example.org", Assert.Single(draft.Recipients).Address);

        DutyCommand.Extend extend = new(Sasha, new DateOnly(2028, 6, 30), "The smelter was flooded.");
        await desk.Get<ICaseStore>()
            .DecideAsync<Duty>(id, (duty, now) => DutyProcedure.Decide(duty, extend, now, CertificationTerms.Shipped), options: null, default);

        Assert.Null(await composer.ComposeAsync(id, reminder, default));   // the date holds no longer
        Assert.Null(await composer.ComposeAsync(id, Mail(DutyMail.GraceReminder, Role.Member, ("grace", "2028-07-28")), default));
        Assert.Null(await composer.ComposeAsync(id, Mail(DutyMail.ObligationReminder, Role.Member, ("due", "2028-07-28")), default));
        draft = (await composer.ComposeAsync(id, Mail(DutyMail.Extended, Role.Member, ("due", "2028-06-30")), default))!;
        Assert.Equal("The smelter was flooded.", draft.Values["reason"]);
        Assert.NotNull(await composer.ComposeAsync(id, Mail(DutyMail.Missed, Role.Member), default));
        Assert.Null(await composer.ComposeAsync(CaseId.From(Member.DutyPrefix, 1), reminder, default));
    }

    private static Effect.SendMail Reminder(CertificationProgress progress, string goal) =>
        Mail(DutyMail.ReminderFor(progress), Role.Member, ("goal", goal), ("due", "2026-02-18"), ("left", "P6M"));

    private static Effect.SendMail Mail(string template, Role to, params (string Name, string Value)[] facts) =>
        new(template, to, Urgency.Normal, facts.ToDictionary(fact => fact.Name, fact => fact.Value));

    private static RenderedMail Write(Effect.SendMail mail, Language language)
    {
        Dictionary<string, string> values = new(mail.Facts!, StringComparer.Ordinal)
        {
            ["name"] = "Pat",
            ["reference"] = "MEM-7K3M-9QXF",
            ["organisation"] = "Example Ltd",
            ["link"] = "https://portal.example.org/#/members/MEM-7K3M-9QXF/deadlines",
        };
        return Templates.Render(Templates.Find(mail.Template, mail.To, language)!, language, values);
    }
}
