using AsiFunctions.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>Every message that an audit sends finds its reader and can be written, in both languages.</summary>
public sealed class AuditMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();

    [Fact]
    public async Task Each_message_of_the_main_stories_is_addressed_and_written()
    {
        HashSet<string> written = [];
        foreach (string story in AuditStories.All.Keys)
        {
            (RunningOffice office, AuditScript script) = await AuditStories.TellAsync(azurite, story);
            await using RunningOffice _ = office;
            IMailComposer composer = office.Get<IServiceProvider>().GetServices<IMailComposer>().Single(one => one is AuditMailComposer);
            foreach (Effect.SendMail mail in office.Sent(script.Id))
            {
                if (await composer.ComposeAsync(script.Id, mail, default) is not { } draft)
                {
                    // A reminder of what was done meanwhile.
                    Assert.EndsWith("-reminder", mail.Template, StringComparison.Ordinal);
                    continue;
                }

                string expected = mail.To switch
                {
                    Role.Secretariat => "secretariat@example.org",
                    Role.Member => "pat.primary@example.org",
                    _ => "fay.firm@example.org",
                };
                Assert.Equal(expected, Assert.Single(draft.Recipients).Address);
                written.Add(mail.Template);
                foreach (Language language in (Language[])[Language.English, Language.Chinese])
                {
                    Assert.NotEmpty(Write(mail, draft, language).Subject);
                }
            }
        }

        Assert.Superset(
            new HashSet<string>
            {
                AuditMail.Opened,
                AuditMail.PlanFiled,
                AuditMail.Planned,
                AuditMail.Postponed,
                AuditMail.Cancelled,
                AuditMail.ReportReceived,
                AuditMail.ClarificationAsked,
                AuditMail.Overdue,
                AuditMail.Approved,
                AuditMail.Declined,
            },
            written);
    }

    private static RenderedMail Write(Effect.SendMail mail, MailDraft draft, Language language)
    {
        Dictionary<string, string> values = new(mail.Facts ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach ((string name, string value) in draft.Values)
        {
            values[name] = value;
        }

        values["name"] = draft.Recipients[0].Name;
        return Templates.Render(Templates.Find(mail.Template, mail.To, language)!, language, values);
    }
}
