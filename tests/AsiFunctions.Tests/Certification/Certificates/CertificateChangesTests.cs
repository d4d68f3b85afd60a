using System.Text.Json;
using AsiFunctions.Cases;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using Microsoft.DurableTask;
using Moq;

namespace AsiFunctions.Tests.Certification.Certificates;

/// <summary>What happens to a certificate after its issue, by people and by time.</summary>
public sealed class CertificateChangesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_suspension_is_lifted_and_a_withdrawal_is_final()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync()));

        Answer suspended = await desk.SuspendAsync(number, "A complaint.", by: null, ("If-Match", "\"1\""));
        Assert.Equal(
            (200, "\"2\"", "suspended"), (suspended.Status, suspended.Headers.ETag.ToString(), suspended.Json.GetProperty("status").GetString()));
        Assert.Equal(412, (await desk.SuspendAsync(number, "A complaint.", by: null, ("If-Match", "\"1\""))).Status);
        Answer again = await desk.SuspendAsync(number, "Another complaint.", Certifying.Remy);
        Assert.Equal((409, "already-decided"), (again.Status, again.Code));
        Assert.Equal(
            ("suspended", "rae of ASI"),
            (again.Json.GetProperty("decided").GetProperty("decision").GetString(), again.Json.GetProperty("decided").GetProperty("by").GetString()));
        Assert.Equal("full 2026-01-28", await After(await desk.ReinstateAsync(number)));
        Assert.Equal("withdrawn 2026-01-28", await After(await desk.WithdrawAsync(number)));
        Assert.Equal(409, (await desk.ReinstateAsync(number)).Status);
        Assert.Equal(["/reason required"], (await desk.WithdrawAsync(number, " ")).Faults);
        Assert.Equal(404, (await desk.SuspendAsync(CaseId.From("CRT", 99))).Status);
        Assert.Equal(404, (await desk.SuspendAsync(number.As("MEM"))).Status);
        Assert.Equal(
            ["issued", "suspended", "reinstated", "withdrawn"],
            (await desk.Get<ICaseStore>().TimelineAsync(number, default)).Select(line => line.Event.What));

        async Task<string> After(Answer answer)
        {
            Assert.True(answer.Status == 200, answer.Text);
            return await desk.StandingAsync(number);
        }
    }

    [Fact]
    public async Task A_repeated_decision_is_taken_once()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync()));

        Assert.Equal(200, (await desk.SuspendAsync(number, headers: ("Idempotency-Key", "one"))).Status);
        Assert.Equal(200, (await desk.SuspendAsync(number, headers: ("Idempotency-Key", "one"))).Status);
        Assert.Equal(409, (await desk.SuspendAsync(number, headers: ("Idempotency-Key", "two"))).Status);
        Assert.Single((await desk.CertificateAsync(number)).Records);
    }

    [Fact]
    public async Task A_provisional_certificate_becomes_full_from_its_issue_on()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync(), audit: Certifying.Audit(majors: ["1.2", "3.2"])));
        Assert.Equal("provisional 2026-01-28", await desk.StandingAsync(number));
        desk.MoveTo("2026-11-02");

        Assert.Equal((409, "not-full"), Told(await desk.ConvertAsync(number, Certifying.Audit("2026-10-01", "3.2"))));
        Assert.Equal((409, "audit-too-early"), Told(await desk.ConvertAsync(number, Certifying.Audit("2025-10-01"))));
        Assert.Equal(["/audit/endedOn out-of-range"], (await desk.ConvertAsync(number, Certifying.Audit("2026-11-03"))).Faults);
        Assert.Equal(["/audit/findings/0/criterion not-offered"], (await desk.ConvertAsync(number, Certifying.Audit("2026-10-01", "99.9"))).Faults);
        Answer converted = await desk.ConvertAsync(number, Certifying.Audit("2026-10-01"));

        Assert.True(converted.Status == 200, converted.Text);
        Assert.Equal(("full", "2029-01-27"), (converted.Json.GetProperty("level").GetString(), converted.Json.GetProperty("expiresOn").GetString()));
        Assert.Equal("full 2026-11-02", await desk.StandingAsync(number));
        Assert.Equal((409, "already-decided"), Told(await desk.ConvertAsync(number, Certifying.Audit("2026-10-01"))));
    }

    [Fact]
    public async Task A_CoC_certificate_is_extended_by_ASIs_offer()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync(standard: StandardCode.ChainOfCustody);
        CaseId number = await desk.IssuedAsync(
            Certifying.Order(member, standard: "CoC", version: "V2", audit: Certifying.Audit("2023-10-01"), issuedOn: "2023-12-13"));

        Assert.Equal(
            ["/previousAudit out-of-range"],
            (await desk.ExtendAsync(number, """{"previousAudit":{"endedOn":"2025-06-01","majors":-1,"minors":0}}""")).Faults);
        Assert.Equal(
            (409, "not-eligible"), Told(await desk.ExtendAsync(number, """{"previousAudit":{"endedOn":"2025-06-01","majors":1,"minors":0}}""")));
        Assert.Equal(
            ["/reason reason-required"],
            (await desk.ExtendAsync(number, """{"previousAudit":{"endedOn":"2025-06-01","majors":0,"minors":1}}""")).Faults);
        Answer extended = await desk.ExtendAsync(number, """{"requestedOn":"2026-01-15"}""");

        Assert.True(extended.Status == 200, extended.Text);
        JsonElement record = extended.Json.GetProperty("records")[0];
        Assert.Equal(
            ("extended", "2026-12-12", "2027-03-01", "2026-01-15"),
            (record.GetProperty("what").GetString(), record.GetProperty("before").GetString(), record.GetProperty("until").GetString(), record.GetProperty("requestedOn").GetString()));
        Assert.Equal("2027-03-01", (await desk.PageAsync(number.Value)).Json.GetProperty("expiresOn").GetString());
        Assert.Equal((409, "already-decided"), Told(await desk.ExtendAsync(number, "{}")));
    }

    [Fact]
    public async Task It_expires_by_itself_and_the_page_knows_before_the_machine_does()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync()));

        desk.MoveTo("2029-01-27");
        await desk.AdvanceAsync(number);
        Assert.Equal("full 2026-01-28", await desk.StandingAsync(number));
        desk.MoveTo("2029-01-28");
        Assert.Equal("expired 2029-01-28", await desk.StandingAsync(number));
        Answer tooLate = await desk.SuspendAsync(number);
        Assert.Equal(("already-decided", "expired"), (tooLate.Code, tooLate.Json.GetProperty("decided").GetProperty("decision").GetString()));
        await desk.AdvanceAsync(number);

        Assert.Equal("expired 2029-01-28", await desk.StandingAsync(number));
        Assert.Equal(["issued", "expired"], (await desk.Get<ICaseStore>().TimelineAsync(number, default)).Select(line => line.Event.What));
        Assert.Equal(["certificate-issued", "certificate-expired"], (await desk.CertificateMailAsync(2)).Select(mail => mail.Mail.Template));
        Assert.True((await desk.Get<CaseAdvancer>().AdvanceAsync(number, default)).Ended);
    }

    [Fact]
    public async Task A_provisional_certificate_that_stays_so_lapses()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync(), audit: Certifying.Audit(majors: "1.2")));

        desk.MoveTo("2027-01-28");
        await desk.AdvanceAsync(number);

        Assert.Equal("lapsed 2027-01-28", await desk.StandingAsync(number));
        Assert.Equal("lapsed", (await desk.CertificateAsync(number)).StateName);
    }

    [Fact]
    public async Task The_machine_may_suspend_by_news_and_the_procedure_decides()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        Certificate certificate = await desk.CertificateAsync(await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync())));
        CertificateKind kind = desk.Get<CertificateKind>();

        Decision<Certificate> heard = kind.Hear(
            certificate, new CertificateCommand.Suspend(Actor.Machine, "The PS certificate is missing."), desk.Clock.Now);

        Assert.Equal("suspended", Assert.IsType<Decision<Certificate>.Accepted>(heard).Case.StateName);
        Assert.IsType<Decision<Certificate>.Refused>(
            kind.Hear(certificate, new MemberNews.Ended(certificate.Member, new DateOnly(2026, 2, 1)), desk.Clock.Now));
        Assert.Equal([certificate.Member], kind.Organisations(certificate));
        Assert.Equal(new CaseOrchestration("CertificateLife", $"certificate-{certificate.Id}"), kind.Orchestration(certificate));
    }

    [Fact]
    public async Task Its_orchestration_asks_the_case_and_ends_with_it()
    {
        Mock<TaskOrchestrationContext> context = new(MockBehavior.Strict);
        context.Setup(c => c.GetInput<string>()).Returns("CRT-0000-0000");
        context.Setup(c => c.CallActivityAsync<Wait>(nameof(AdvanceCase), "CRT-0000-0000", It.IsAny<TaskOptions>())).ReturnsAsync(
            new Wait(Ended: true, Until: null));

        await CertificateLife.RunAsync(context.Object);

        context.VerifyAll();
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);
}
