using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Certification.Certificates;

public sealed class IssueCertificateTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_certificate_is_issued_beside_its_member_and_the_scope_lists_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync("IU", "Example Windows Ltd");

        Answer answer = await desk.IssueAsync(Certifying.Order(member));

        Assert.True(answer.Status == 201, answer.Text);
        CaseId number = CaseId.Parse(answer.Json.GetProperty("number").GetString()!);
        Assert.Equal($"/api/certificates/{number}", answer.Headers.Location);
        Assert.Equal(
            ("full", "2026-01-28", "2029-01-27", "Example Windows Ltd"),
            (
                answer.Json.GetProperty("status").GetString(),
                answer.Json.GetProperty("issuedOn").GetString(),
                answer.Json.GetProperty("expiresOn").GetString(),
                answer.Json.GetProperty("memberName").GetString()));
        Assert.Equal(CaseTable.ShardOf(member), CaseTable.ShardOf(number));
        Stored<EntityRegister>? register = await desk.Get<ICaseStore>().FindAsync<EntityRegister>(member.As("ENT"), default);
        Assert.Equal([number], register!.Case.Scope("S1")!.Certificates);
        Assert.Equal("certificate-issued", Assert.Single(await desk.CertificateMailAsync(1)).Mail.Template);
        Assert.Equal("issued", Assert.Single(await desk.Get<ICaseStore>().TimelineAsync(number, default)).Event.What);
    }

    [Fact]
    public async Task It_costs_four_point_reads_and_one_transaction_and_two_reads_more_where_one_is_superseded()
    {
        RequestLog log = new();
        TableClientOptions options = StorageServices.ClientOptions();
        options.AddPolicy(log, HttpPipelinePosition.PerRetry);
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options));
        CaseId member = await desk.ScopedAsync();
        await desk.Get<OutboxRelay>().StopAsync(default);   // it would be counted too

        log.Clear();
        CaseId first = await desk.IssuedAsync(Certifying.Order(member));
        Assert.Equal((4, 1, 5), (log.PointReads, log.Transactions, log.Requests.Count));

        log.Clear();
        await desk.IssuedAsync(Certifying.Order(member));
        Assert.Equal((6, 1, 7), (log.PointReads, log.Transactions, log.Requests.Count));
        Assert.Equal(2, log.Requests.Count(request => request.Contains($"case|{first}", StringComparison.Ordinal)));

        log.Clear();
        Assert.Equal(
            200,
            (await desk.SuspendAsync((await desk.Get<MemberCertificates>().RegisterAsync(member, default)).Scope("S1")!.Certificates[^1])).Status);
        Assert.Equal((3, 1), (log.PointReads, log.Transactions));   // one of them is the test's own
    }

    [Fact]
    public async Task A_repeat_gets_the_very_same_answer_even_after_a_change()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        JsonObject order = Certifying.Order(member);

        Answer first = await desk.IssueAsync(order, key: "one");
        await desk.SuspendAsync(CaseId.Parse(first.Json.GetProperty("number").GetString()!));
        Answer repeated = await desk.IssueAsync(order, key: "one");

        Assert.Equal((201, first.Text, first.Headers.Location.ToString()), (repeated.Status, repeated.Text, repeated.Headers.Location.ToString()));
        Assert.Equal(422, (await desk.IssueAsync(Certifying.Order(member, audit: Certifying.Audit("2025-11-19")), key: "one")).Status);
        Assert.Equal(400, (await desk.IssueAsync(order, key: "not a key")).Status);
        Assert.Single((await desk.Get<MemberCertificates>().RegisterAsync(member, default)).Scope("S1")!.Certificates);
    }

    [Fact]
    public async Task The_next_certificate_of_a_scope_supersedes_the_one_in_force()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        CaseId first = await desk.IssuedAsync(Certifying.Order(member));
        desk.MoveTo("2028-10-01");

        CaseId second = await desk.IssuedAsync(Certifying.Order(member, audit: Certifying.Audit("2028-08-01")));

        Assert.Equal("superseded 2028-10-01", await desk.StandingAsync(first));
        Assert.Equal("full 2028-10-01", await desk.StandingAsync(second));
        Assert.Equal(new DateOnly(2026, 1, 28), (await desk.CertificateAsync(second)).CertifiedSince);
        Assert.Equal(second, Assert.IsType<CertificateRecord.Supersession>((await desk.CertificateAsync(first)).End).Successor);
    }

    [Fact]
    public async Task Of_two_that_are_issued_at_once_the_later_supersedes_the_earlier()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();

        Answer[] answers = await Task.WhenAll(
            desk.IssueAsync(Certifying.Order(member), Certifying.Rae), desk.IssueAsync(Certifying.Order(member), Certifying.Remy));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        IReadOnlyList<CaseId> issued = (await desk.Get<MemberCertificates>().RegisterAsync(member, default)).Scope("S1")!.Certificates;
        Assert.Equal(["superseded 2026-01-28", "full 2026-01-28"], [await desk.StandingAsync(issued[0]), await desk.StandingAsync(issued[1])]);
    }

    [Fact]
    public async Task What_was_sent_wrong_is_told_with_its_place()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();

        Assert.Equal(["/member unknown"], (await desk.IssueAsync(Certifying.Order(CaseId.From("MEM", 99)))).Faults);
        Assert.Equal(["/member unknown"], (await desk.IssueAsync(Certifying.Order(member.As("APP")))).Faults);
        Assert.Equal(["/scope unknown"], (await desk.IssueAsync(Certifying.Order(member, scope: "S2"))).Faults);
        Assert.Equal(["/version unknown"], (await desk.IssueAsync(Certifying.Order(member, version: "V9"))).Faults);
        Assert.Equal(["/standard inconsistent"], (await desk.IssueAsync(Certifying.Order(member, standard: "CoC", version: "V2"))).Faults);
        Assert.Equal(["/version not-auditable"], (await desk.IssueAsync(Certifying.Order(member, version: "V2"))).Faults);
        Assert.Equal(
            ["/audit/findings too-many-majors"],
            (await desk.IssueAsync(Certifying.Order(member, audit: Certifying.Audit(majors: ["1.2", "2.2", "2.6", "3.2"])))).Faults);
        Assert.Equal(
            ["/audit/endedOn out-of-range", "/issuedOn inconsistent"],
            (await desk.IssueAsync(Certifying.Order(member, audit: Certifying.Audit("2026-01-29")))).Faults.Order());
        Assert.Equal(
            ["/level above-outcome"],
            (await desk.IssueAsync(With(Certifying.Order(member, audit: Certifying.Audit(majors: "1.2")), "level", "full"))).Faults);
        Assert.Equal(["/issuedOn out-of-range"], (await desk.IssueAsync(With(Certifying.Order(member), "issuedOn", "2026-01-20"))).Faults);
        Assert.Equal(["/reason required"], (await desk.IssueAsync(With(Certifying.Order(member), "takenOver", true))).Faults);
        Assert.Equal(["/reason not-asked"], (await desk.IssueAsync(With(Certifying.Order(member), "reason", "Why not."))).Faults);
        Assert.Equal(
            ["/assessment unknown"], (await desk.IssueAsync(With(Certifying.Order(member), "assessment", CaseId.From("SAS", 1).Value))).Faults);
        Assert.Equal(
            ["/audit/findings/0 required"],
            (await desk.IssueAsync(Certifying.Order(member, audit: With(Certifying.Audit(), "findings", new JsonArray([null]))))).Faults);
        Assert.Equal(400, (await desk.IssueAsync(With(Certifying.Order(member), "unheardOf", 1))).Status);
        Assert.Equal(400, (await desk.IssueAsync(Certifying.Order(member, standard: "XX"))).Status);
    }

    [Fact]
    public async Task What_does_not_fit_the_records_is_a_conflict()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        CaseId downstream = await desk.ScopedAsync("DS");
        CaseId ended = await desk.ScopedAsync();
        await desk.CallAsync<EndMembership>(
            (f, r) => f.Run(r, ended.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: """{"reason":"expelled"}""");
        CaseId unpaid = await desk.ScopedAsync();
        await desk.CallAsync<SuspendMember>(
            (f, r) => f.Run(r, unpaid.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: """{"reason":"non_payment"}""");
        CaseId upstream = await desk.ScopedAsync("PT", "Custody First Ltd", StandardCode.PerformanceStandard, SupplyChainActivity.Casthouses);
        await desk.OpenScopeAsync(upstream, "The custody of it", StandardCode.ChainOfCustody);

        Assert.Equal((409, "class-not-certified"), Told(await desk.IssueAsync(Certifying.Order(downstream))));
        Assert.Equal((409, "membership-ended"), Told(await desk.IssueAsync(Certifying.Order(ended))));
        Assert.Equal((409, "membership-suspended"), Told(await desk.IssueAsync(Certifying.Order(unpaid))));
        Assert.Equal((409, "ps-first"), Told(await desk.IssueAsync(Certifying.Order(upstream, "S2", "CoC", "V2"))));
        await desk.IssuedAsync(Certifying.Order(upstream));
        Assert.Equal(201, (await desk.IssueAsync(Certifying.Order(upstream, "S2", "CoC", "V2"))).Status);
        await desk.EnterAsync(member, mia => new EntityCommand.CloseScope(mia, "S1"));
        Assert.Equal((409, "scope-closed"), Told(await desk.IssueAsync(Certifying.Order(member))));
    }

    [Fact]
    public async Task Certificates_of_earlier_days_are_taken_over_in_their_order()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();

        CaseId old = await desk.IssuedAsync(Certifying.Order(member, version: "V2", audit: Certifying.Audit("2019-10-18"), issuedOn: "2019-12-13"));
        CaseId next = await desk.IssuedAsync(Certifying.Order(member, version: "V2", audit: Certifying.Audit("2022-11-01"), issuedOn: "2022-12-13"));

        Assert.Equal("expired 2022-12-13", await desk.StandingAsync(old));   // as printed: valid until 12 December 2022
        Assert.Equal("expired 2025-12-13", await desk.StandingAsync(next));
        Assert.Equal(new DateOnly(2019, 12, 13), (await desk.CertificateAsync(next)).CertifiedSince);
        Assert.Equal(
            (409, "later-certificate"),
            Told(await desk.IssueAsync(Certifying.Order(member, version: "V2", audit: Certifying.Audit("2018-11-01"), issuedOn: "2018-12-13"))));
    }

    [Fact]
    public void Only_releasers_issue_and_decide() => Assert.All(
        (Type[])[
            typeof(IssueCertificate),
            typeof(ExtendCertificate),
            typeof(SuspendCertificate),
            typeof(ReinstateCertificate),
            typeof(WithdrawCertificate),
            typeof(ConvertCertificate),
        ],
        function => Assert.Equal([Role.Releaser], Assert.IsType<Audience.Restricted>(Audience.Of(function.GetMethod("Run")!)).Roles!));

    private static JsonObject With(JsonObject body, string name, JsonNode value)
    {
        body[name] = value;
        return body;
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);
}
