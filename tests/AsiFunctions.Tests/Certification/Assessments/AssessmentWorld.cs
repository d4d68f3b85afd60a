using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Certification.Assessments;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Certification.Assessments;

/// <summary>A PT member with the open PS scope S1 and the CoC scope S2, made-up standards, and the functions on a real storage.</summary>
internal sealed class AssessmentWorld : IAsyncDisposable
{
    private static readonly IReadOnlyList<SupplyChainActivity> Activities = [SupplyChainActivity.Casthouses];

    private AssessmentWorld(BackOfficeDesk desk, RequestLog log, TestStandards standards, CaseId member)
    {
        Desk = desk;
        Log = log;
        Standards = standards;
        Member = member;
    }

    public BackOfficeDesk Desk { get; }

    public RequestLog Log { get; }

    public TestStandards Standards { get; }

    public CaseId Member { get; }

    public Person Mia => BackOfficeDesk.Of(Member);

    public ICaseStore Cases => Desk.Get<ICaseStore>();

    public static async Task<AssessmentWorld> OpenAsync(
        AzuriteFixture azurite, int criteria = 20, EvidenceSettings? settings = null, IVirusScanner? scanner = null)
    {
        RequestLog log = new();
        TableClientOptions options = new();
        options.AddPolicy(log, HttpPipelinePosition.PerRetry);
        TestStandards standards = new(
            TestStandards.Version("V2", criteria, from: "2017-12-01", until: "2023-05-31"),
            TestStandards.Version("V3", criteria),
            TestStandards.Version("V2", criteria, StandardCode.ChainOfCustody));
        BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options), replace: parts =>
            {
                parts.AddSingleton<IStandards>(standards);
                parts.AddSingleton(
                    new AccessSettings("https://issuer.example.org", "tests", new Uri("https://issuer.example.org/metadata"), [], Period.OfDays(14)));
                parts.AddSingleton<AccountStore>();
                parts.AddTable(AccountStore.TableName);
                if (scanner is not null)
                {
                    parts.AddSingleton(scanner);
                }

                if (settings is not null)
                {
                    parts.AddSingleton(settings);
                }
            });
        CaseId member = await desk.JoinAsync("PT");
        AssessmentWorld world = new(desk, log, standards, member);
        await world.PutScopesAsync(member);
        log.Clear();
        return world;
    }

    /// <summary>Another member, with scopes of its own.</summary>
    public async Task<CaseId> JoinAnotherAsync()
    {
        CaseId other = await Desk.JoinAsync("PT", "Southfjord Smelter AS");
        await PutScopesAsync(other);
        return other;
    }

    public Task<Answer> TryOpenAsync(
        Person? by = null,
        CaseId? member = null,
        string scope = "S1",
        string version = "V3",
        string? copyFrom = null,
        bool? blank = null,
        string? key = null)
    {
        JsonObject body = new() { ["scope"] = scope, ["version"] = version };
        if (copyFrom is not null)
        {
            body["copyFrom"] = copyFrom;
        }

        if (blank is not null)
        {
            body["blank"] = blank;
        }

        return Desk.CallAsync<OpenSelfAssessment>(
            (f, r) => f.Run(r, (member ?? Member).Value, BackOfficeDesk.NoDurable, default),
            by ?? Mia,
            body,
            headers: key is null ? [] : [("Idempotency-Key", key)]);
    }

    public async Task<CaseId> OpenAssessmentAsync(string version = "V3", bool? blank = null, string scope = "S1")
    {
        Answer answer = await TryOpenAsync(version: version, blank: blank, scope: scope);
        Assert.True(answer.Status == 201, answer.Text);
        return CaseId.Parse(answer.Json.GetProperty("id").GetString()!);
    }

    public Task<Answer> SaveAsync(CaseId id, string key, string json, string? ifMatch = "\"0\"", Person? by = null) => Desk.CallAsync<SaveCriterion>(
        (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default),
        by ?? Mia,
        JsonNode.Parse(json),
        headers: ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public async Task SavedAsync(CaseId id, string key, string json, string ifMatch = "\"0\"")
    {
        Answer answer = await SaveAsync(id, key, json, ifMatch);
        Assert.True(answer.Status == 200, answer.Text);
    }

    public Task<Answer> ShowAsync(CaseId id, Person? by = null) =>
        Desk.CallAsync<ShowSelfAssessment>((f, r) => f.Run(r, id.Value, default), by ?? Mia);

    /// <summary>One criterion of the whole, as it is shown.</summary>
    public async Task<System.Text.Json.JsonElement> CriterionAsync(CaseId id, string key) => (await ShowAsync(id)).Json
        .GetProperty("principles").EnumerateArray().SelectMany(p => p.GetProperty("criteria").EnumerateArray())
            .Single(c => c.GetProperty("key").GetString() == key);

    public Task<Answer> SubmitAsync(CaseId id, Person? by = null, string? key = null) => Desk.CallAsync<SubmitSelfAssessment>(
        (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
        by ?? Mia,
        new JsonObject { ["declaration"] = true },
        headers: key is null ? [] : [("Idempotency-Key", key)]);

    public async Task<string> ExportAsync(CaseId id) => (await Desk.CallAsync<ExportCriteria>((f, r) => f.Run(r, id.Value, default), Mia)).Text;

    public Task<Answer> ImportAsync(CaseId id, string table, Person? by = null) => Desk.CallAsync<ImportCriteria>(
        (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
        by ?? Mia,
        rawBody: table,
        headers: ("Content-Type", "text/csv; charset=utf-8"));

    /// <summary>Rates all criteria as conformant, by one import.</summary>
    public async Task RateAllAsync(CaseId id)
    {
        IEnumerable<string> rows = ApplicableOf("V3").Select(key => $"{key},conformance,,,,0");
        Answer answer = await ImportAsync(id, string.Join('\n', ["criterion,rating,explanation,reason,evidence,version", .. rows]));
        Assert.True(answer.Status == 200, answer.Text);
    }

    public IEnumerable<string> ApplicableOf(string version) =>
        Standards.Versions.First(v => v.Ref.Version == version).Principles.SelectMany(p => p.Criteria).Select(c => c.Key);

    public async Task<string> AddReferenceAsync(string title = "Water policy")
    {
        Answer answer = await Desk.CallAsync<AddEvidenceReference>(
            (f, r) => f.Run(r, Member.Value, BackOfficeDesk.NoDurable, default), Mia, new JsonObject { ["title"] = title, ["keptAt"] = "Binder 7" });
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.GetProperty("key").GetString()!;
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private async Task PutScopesAsync(CaseId member) => await Cases.DecideAsync<EntityRegister>(
        member.As(EntityRegister.Prefix),
        (register, now) => new Decision<EntityRegister>.Accepted(
            register with { Scopes = [Scope("S1", StandardCode.PerformanceStandard, now), Scope("S2", StandardCode.ChainOfCustody, now)] }, [], []),
        options: null,
        default);

    private static CertificationScope Scope(string key, StandardCode standard, DateTimeOffset now) => new(
        key, standard, "Main works", "All of it", [], [], Activities, DateOnly.FromDateTime(now.UtcDateTime), ClosedOn: null, [], []);
}
