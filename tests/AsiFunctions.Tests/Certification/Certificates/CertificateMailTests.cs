using System.Reflection;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Certificates;

/// <summary>Every message about a certificate finds its readers, and gives its template what it asks for.</summary>
public sealed class CertificateMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly MailTemplates Templates = new();

    [Fact]
    public async Task All_that_happens_to_certificates_can_be_written_in_both_languages()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        CaseId provisional = await desk.IssuedAsync(Certifying.Order(member, audit: Certifying.Audit(majors: "1.2")));
        await desk.SuspendAsync(provisional, "A <b>complaint</b>.");
        await desk.ReinstateAsync(provisional);
        await desk.ConvertAsync(provisional, Certifying.Audit("2025-12-20"));
        await desk.WithdrawAsync(provisional);
        CaseId lapsing = await desk.IssuedAsync(Certifying.Order(member, audit: Certifying.Audit(majors: "1.2")));
        CaseId custodian = await desk.ScopedAsync(standard: StandardCode.ChainOfCustody);
        CaseId custody = await desk.IssuedAsync(
            Certifying.Order(custodian, standard: "CoC", version: "V2", audit: Certifying.Audit("2023-10-01"), issuedOn: "2023-12-13"));
        await desk.ExtendAsync(custody, "{}");
        desk.MoveTo("2027-06-01");
        await desk.AdvanceAsync(lapsing);

        List<(CaseId Case, Effect.SendMail Mail)> sent = await desk.CertificateMailAsync(8);

        // Messages leave in order within a certificate; of several certificates in any.
        Assert.Equal(
            "certificate-issued, certificate-suspended, certificate-reinstated, certificate-converted, certificate-withdrawn",
            TemplatesOf(provisional));
        Assert.Equal("certificate-issued, certificate-expired", TemplatesOf(lapsing));
        Assert.Equal("certificate-extended", TemplatesOf(custody));
        foreach ((CaseId Case, Effect.SendMail Mail) one in sent)
        {
            MailDraft draft = (await ComposeAsync(desk, one))!;
            Assert.Equal("pat.primary@example.org", Assert.Single(draft.Recipients).Address);
            foreach (Language language in Enum.GetValues<Language>())
            {
                Dictionary<string, string> values = new(one.Mail.Facts!, StringComparer.Ordinal) { ["name"] = "Pat" };
                foreach ((string name, string value) in draft.Values)
                {
                    values[name] = value;
                }

                RenderedMail mail = Templates.Render(Templates.Find(one.Mail.Template, one.Mail.To, language)!, language, values);
                Assert.DoesNotContain("{{", mail.Text, StringComparison.Ordinal);
                Assert.Contains(one.Case.Value, mail.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(
            "A <b>complaint</b>.", (await ComposeAsync(desk, sent.Single(one => one.Mail.Template == CertificateMail.Suspended)))!.Values["reason"]);
        Assert.Null(await ComposeAsync(desk, (CaseId.From("CRT", 99), new Effect.SendMail(CertificateMail.Issued, Role.Member))));

        string TemplatesOf(CaseId certificate) => string.Join(", ", sent.Where(one => one.Case == certificate).Select(one => one.Mail.Template));
    }

    [Fact]
    public void Every_message_has_a_template() => Assert.Empty(
        typeof(CertificateMail).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Except(
            Templates.Keys));

    private static Task<MailDraft?> ComposeAsync(BackOfficeDesk desk, (CaseId Case, Effect.SendMail Mail) one) =>
        desk.Get<IEnumerable<IMailComposer>>().Single(composer => composer.Prefix == one.Case.Prefix).ComposeAsync(one.Case, one.Mail, default);
}
