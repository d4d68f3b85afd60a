using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.Accreditation.AccreditationDeskSteps;

namespace AsiFunctions.Tests.Assurance.Accreditation;

/// <summary>Every message about an accreditation finds its readers, and gives its template what it asks for.</summary>
public sealed class AccreditationMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();

    [Fact]
    public async Task All_that_happens_to_firms_and_auditors_can_be_written_in_both_languages()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId refused = IdOf(await desk.RegisterFirmAsync("Refused Assurance"));
        await desk.DecidedAsync(refused, BackOfficeDesk.Sasha, "refuse", "No <b>body</b>.");
        await ReadsAsync(desk, refused, AccreditationMail.Refused, "> No <b>body</b>.");

        CaseId firm = await desk.AccreditedFirmAsync();
        await ReadsAsync(desk, firm, AccreditationMail.Granted, "Example Assurance Ltd is accredited");
        await desk.GrantFirmAsync(firm, """{"standard":"PS","activities":["casthouses"],"countries":["SE","NO"],"to":"2026-12-31"}""");
        await ReadsAsync(desk, firm, AccreditationMail.ScopeGranted, "Activities: Casthouses", "Countries: NO, SE", "Until: 31 December 2026");
        await desk.DoneAsync<EndFirmScope>(
            (f, r) => f.Run(r, firm.Value, "A1", BackOfficeDesk.NoDurable, default), """{"reason":"At their request.","to":"2026-06-30"}""");
        await ReadsAsync(desk, firm, AccreditationMail.ScopeEnded, "Last day: 30 June 2026", "> At their request.");

        CaseId auditor = await desk.AccreditedAuditorAsync();
        Assert.Null(await ComposeAsync(desk, await desk.AccreditationMailAsync()));
        await desk.EngageAsync(auditor, firm);
        await desk.GrantAuditorAsync(auditor);
        await ReadsAsync(desk, auditor, AccreditationMail.ScopeGranted, "Aiko Auditor");

        await desk.DoneAsync<SuspendAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"A complaint."}""");
        await ReadsAsync(desk, firm, AccreditationMail.Suspended, "from 5 January 2026", "> A complaint.");
        desk.MoveTo("2026-01-06");
        await desk.DoneAsync<ReinstateAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Settled."}""");
        await ReadsAsync(desk, firm, AccreditationMail.Reinstated, "> Settled.");
        await desk.DoneAsync<WithdrawAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Closed."}""");
        await ReadsAsync(desk, firm, AccreditationMail.Withdrawn, "> Closed.");
    }

    [Fact]
    public async Task Nobody_is_written_to_who_was_erased()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId firm = await desk.AccreditedFirmAsync();
        (CaseId Case, Effect.SendMail Mail) granted = await desk.AccreditationMailAsync();
        Assert.NotNull(await ComposeAsync(desk, granted));

        await desk.DoneAsync<ChangeFirmContact>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"contact":null}""");

        Assert.Null(await ComposeAsync(desk, granted));
    }

    /// <summary>The next message is this one, goes to the firm's contact, and its English text says these things.</summary>
    private static async Task ReadsAsync(BackOfficeDesk desk, CaseId about, string template, params string[] says)
    {
        (CaseId Case, Effect.SendMail Mail) next = await desk.AccreditationMailAsync();
        Assert.Equal((about, template), (next.Case, next.Mail.Template));
        MailDraft draft = (await ComposeAsync(desk, next))!;
        Assert.Equal("fay.firm@example.org", Assert.Single(draft.Recipients).Address);
        Dictionary<string, string> values = new(next.Mail.Facts!, StringComparer.Ordinal) { ["name"] = "Fay" };
        foreach ((string name, string value) in draft.Values)
        {
            values[name] = value;
        }

        foreach (Language language in Enum.GetValues<Language>())
        {
            RenderedMail mail = Templates.Render(Templates.Find(next.Mail.Template, next.Mail.To, language)!, language, values);
            Assert.Contains(about.Value, mail.Text, StringComparison.Ordinal);
            if (language is Language.English)
            {
                Assert.All(says, words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
            }
        }
    }

    private static Task<MailDraft?> ComposeAsync(BackOfficeDesk desk, (CaseId Case, Effect.SendMail Mail) one) =>
        desk.Get<IEnumerable<IMailComposer>>().Single(composer => composer.Prefix == one.Case.Prefix).ComposeAsync(one.Case, one.Mail, default);
}
