using System.Text.Json.Nodes;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Time;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Certification.Certificates;

/// <summary>Two who hold one certificate suspended; requests that are repeated late, or overtaken.</summary>
public sealed class CertificateCausesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_a_releaser_and_the_duty_suspended_is_in_force_when_both_have_lifted_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync(standard: StandardCode.ChainOfCustody);
        CaseId number = await desk.IssuedAsync(Certifying.Order(member, standard: "CoC", version: "V2"));

        Assert.Equal(200, (await desk.SuspendAsync(number)).Status);
        desk.MoveTo("2026-03-01");
        await TellAsync(desk, number, new PerformanceStandardMissed(new Deadline(new DateOnly(2026, 2, 28), "PS after CoC")));
        Assert.Equal(200, (await desk.ReinstateAsync(number)).Status);
        Assert.Equal("suspended 2026-01-28", await desk.StandingAsync(number));
        Assert.Equal(["suspended"], await PublicRecordsAsync(desk, number));
        Answer refused = await desk.ReinstateAsync(number);
        Assert.Equal((409, "performance-standard-missing"), (refused.Status, refused.Code));
        await TellAsync(desk, number, new PerformanceStandardFollowed());

        Assert.Equal("full 2026-03-01", await desk.StandingAsync(number));
        Assert.Equal(["suspended", "reinstated"], await PublicRecordsAsync(desk, number));
        Assert.Equal(4, (await desk.CertificateAsync(number)).Records.Count);
    }

    [Fact]
    public async Task A_late_repeat_gets_the_very_same_answer_though_the_scope_is_closed_by_then()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        JsonObject order = Certifying.Order(member);
        Answer issued = await desk.IssueAsync(order, key: "one");
        await desk.EnterAsync(member, mia => new EntityCommand.CloseScope(mia, "S1"));
        desk.MoveTo("2026-06-01");

        Answer again = await desk.IssueAsync(order, key: "one");

        Assert.Equal((201, issued.Text), (again.Status, again.Text));
        Assert.Equal(422, (await desk.IssueAsync(Certifying.Order(member, audit: Certifying.Audit("2025-11-21")), key: "one")).Status);
        Assert.Equal(409, (await desk.IssueAsync(order, key: "two")).Status);
    }

    [Fact]
    public async Task A_scope_that_is_closed_while_a_certificate_is_issued_gets_none()
    {
        RequestLog log = new();
        TableClientOptions options = StorageServices.ClientOptions();
        options.AddPolicy(log, HttpPipelinePosition.PerRetry);
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options));
        await using BackOfficeDesk elsewhere = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        string register = $"case|{member.As(EntityRegister.Prefix)}";
        int reads = 0;

        // The register is read for the decision, and a second time to be told of it: in between, the member closes the scope.
        log.Breaks = request =>
        {
            if (request.StartsWith("GET", StringComparison.Ordinal) && request.Contains(register, StringComparison.Ordinal) && ++reads == 2)
            {
                Task.Run(() => elsewhere.EnterAsync(member, mia => new EntityCommand.CloseScope(mia, "S1"))).GetAwaiter().GetResult();
            }

            return false;
        };
        Answer answer = await desk.IssueAsync(Certifying.Order(member));

        Assert.Equal((409, "scope-closed"), (answer.Status, answer.Code));
        Assert.Empty((await desk.Get<MemberCertificates>().RegisterAsync(member, default)).Scope("S1")!.Certificates);
    }

    [Fact]
    public async Task More_findings_than_an_audit_has_are_one_fault()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        JsonObject audit = Certifying.Audit();
        audit["findings"] = new JsonArray([.. Enumerable.Repeat<JsonNode?>(null, 501)]);

        Answer answer = await desk.IssueAsync(Certifying.Order(CaseId.From("MEM", 7), audit: audit));

        Assert.Equal((400, "/audit/findings too-long"), (answer.Status, Assert.Single(answer.Faults)));
    }

    private static async Task TellAsync(BackOfficeDesk desk, CaseId number, ICaseNews news) => await desk.Get<ICaseStore>().DecideAsync<Certificate>(
        number, (certificate, now) => desk.Get<CertificateKind>().Hear(certificate, news, now), options: null, default);

    private static async Task<IEnumerable<string?>> PublicRecordsAsync(BackOfficeDesk desk, CaseId number) =>
        (await desk.PageAsync(number.Value)).Json.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("what").GetString());
}
