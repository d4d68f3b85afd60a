using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Cases;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Certification.Assessments;
using AsiFunctions.Tests.Certification.Evidence;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>An audit of the sites F1 and F2 by a made-up firm on 20 March 2026, its report, and the functions on a real storage.</summary>
internal sealed class ReportWorld : IAsyncDisposable
{
    private static readonly EvidenceSettings Uploads = new(
        1024 * 1024, FileTypes.Known.ToHashSet(), ScannerKind.Missing, ClamAv: null, OrphansAfter: TimeSpan.Zero);

    private ReportWorld(BackOfficeDesk desk, RequestLog log, CaseId audit, int criteria)
    {
        Desk = desk;
        Log = log;
        Audit = audit;
        Criteria = [.. TestStandards.Version("V3", criteria).Principles.SelectMany(principle => principle.Criteria)
            .Select(criterion => criterion.Key)];
    }

    public static CaseId Member { get; } = CaseId.From("MEM", 8);

    public static CaseId Firm { get; } = CaseId.From("AUF", 9);

    public static Person Lea { get; } = Of(Firm, "lea", Role.LeadAuditor);

    public static Person Aki { get; } = Of(Firm, "aki", Role.Auditor);

    public static Person Stranger { get; } = Of(CaseId.From("AUF", 10), "sam", Role.LeadAuditor);

    public static Person Mia { get; } = BackOfficeDesk.Of(Member);

    public BackOfficeDesk Desk { get; }

    public RequestLog Log { get; }

    public CaseId Audit { get; }

    public CaseId Report => Audit.As(AuditReportFile.Prefix);

    /// <summary>The numbers of all criteria, in the order of the standard.</summary>
    public IReadOnlyList<string> Criteria { get; }

    public ICaseStore Cases => Desk.Get<ICaseStore>();

    public static async Task<ReportWorld> OpenAsync(
        AzuriteFixture azurite, int criteria = 6, AuditType type = AuditType.Initial, ScanVerdict scan = ScanVerdict.Clean)
    {
        RequestLog log = new();
        TableClientOptions tables = new();
        tables.Retry.MaxRetries = 0;
        tables.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        tables.AddPolicy(log, HttpPipelinePosition.PerRetry);
        BlobClientOptions blobs = new();
        blobs.AddPolicy(log, HttpPipelinePosition.PerRetry);
        TestStandards standards = new(TestStandards.Version("V3", criteria));
        BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, "2026-03-20", new TableServiceClient(azurite.ConnectionString, tables), parts =>
            {
                parts.AddCaseKind<HeardAuditKind>();
                parts.AddSingleton(provider => new CaseKinds([.. provider.GetServices<ICaseKind>().Where(kind => kind is not AuditKind)]));
                parts.AddSingleton(new BlobServiceClient(azurite.ConnectionString, blobs));
                parts.AddSingleton<IStandards>(standards);
                parts.AddSingleton<IVirusScanner>(new TestScanner { Says = scan });
                parts.AddSingleton(Uploads);
            });
        AddOutcome<HeardAudit> opened = await desk.Get<ICaseStore>().AddAsync<HeardAudit>(
            Domain.Assurance.Audits.Audit.Prefix,
            key: null,
            (id, _) => new Decision<HeardAudit>.Accepted(
                new HeardAudit(id, StepNumber: 1, []), [], [new Effect.Open(AuditReportFile.Begin(SubjectOf(id, type, standards)), [], [])]),
            default);
        return new ReportWorld(desk, log, ((AddOutcome<HeardAudit>.Added)opened).Stored.Case.Id, criteria);
    }

    public async Task TellAsync(ReportNews news) => Assert.IsType<DecideOutcome<HeardAudit>.Applied>(await Cases.DecideAsync<HeardAudit>(
        Audit, (audit, _) => new Decision<HeardAudit>.Accepted(audit, [], [new Effect.Tell(Report, news)]), options: null, default));

    public async Task<IReadOnlyList<int>> HeardAsync() => (await Cases.FindAsync<HeardAudit>(Audit, default))!.Case.Heard;

    public async Task<AuditReportFile> FileAsync() => (await Cases.FindAsync<AuditReportFile>(Report, default))!.Case;

    public Task<Answer> ShowAsync(Person? by = null) => Desk.CallAsync<ShowReport>((f, r) => f.Run(r, Audit.Value, default), by ?? Aki);

    public Task<Answer> SaveAsync(string criterion, string json, string? ifMatch = "*", Person? by = null) => Desk.CallAsync<SaveFinding>(
        (f, r) => f.Run(r, Audit.Value, criterion, BackOfficeDesk.NoDurable, default),
        by ?? Aki,
        JsonNode.Parse(json),
        headers: Headers("If-Match", ifMatch));

    public Task<Answer> SaveGeneralAsync(string json, string? ifMatch = "*", Person? by = null) => Desk.CallAsync<SaveGeneral>(
        (f, r) => f.Run(r, Audit.Value, BackOfficeDesk.NoDurable, default), by ?? Aki, JsonNode.Parse(json), headers: Headers("If-Match", ifMatch));

    public Task<Answer> AddAsync(string json, string? key = null, Person? by = null) => Desk.CallAsync<AddNonConformance>(
        (f, r) => f.Run(r, Audit.Value, BackOfficeDesk.NoDurable, default),
        by ?? Aki,
        JsonNode.Parse(json),
        headers: Headers("Idempotency-Key", key));

    public Task<Answer> ChangeAsync(int number, string json, string? ifMatch = "*") => Desk.CallAsync<SaveNonConformance>(
        (f, r) => f.Run(r, Audit.Value, number.ToString(CultureInfo.InvariantCulture), BackOfficeDesk.NoDurable, default),
        Aki,
        JsonNode.Parse(json),
        headers: Headers("If-Match", ifMatch));

    public Task<Answer> RemoveAsync(int number, string? ifMatch = "*") => Desk.CallAsync<RemoveNonConformance>(
        (f, r) => f.Run(r, Audit.Value, number.ToString(CultureInfo.InvariantCulture), BackOfficeDesk.NoDurable, default),
        Aki,
        headers: Headers("If-Match", ifMatch));

    public async Task<string> ExportAsync() => (await Desk.CallAsync<ExportFindings>((f, r) => f.Run(r, Audit.Value, default), Aki)).Text;

    public Task<Answer> ImportAsync(string table, Person? by = null) => Desk.CallAsync<ImportFindings>(
        (f, r) => f.Run(r, Audit.Value, BackOfficeDesk.NoDurable, default), by ?? Aki, rawBody: table, headers: ("Content-Type", "text/csv"));

    public Task<Answer> SubmitAsync(string? answer = null, string? key = null, Person? by = null) => Desk.CallAsync<SubmitReport>(
        (f, r) => f.Run(r, Audit.Value, BackOfficeDesk.NoDurable, default),
        by ?? Lea,
        answer is null ? new JsonObject() : new JsonObject { ["answer"] = answer },
        headers: Headers("Idempotency-Key", key));

    public Task<Answer> RevisionAsync(int number, Person? by = null) => Desk.CallAsync<ShowRevision>(
        (f, r) => f.Run(r, Audit.Value, number.ToString(CultureInfo.InvariantCulture), default), by ?? Aki);

    public Task<Answer> RevisionsAsync(Person? by = null) => Desk.CallAsync<ListRevisions>((f, r) => f.Run(r, Audit.Value, default), by ?? Aki);

    public Task<Answer> CompareAsync(string query, Person? by = null) =>
        Desk.CallAsync<CompareRevisions>((f, r) => f.Run(r, Audit.Value, default), by ?? Aki, query: query);

    public Task<Answer> AttachAsync(string content = "%PDF-1.7 made up", string type = "application/pdf", string? key = null, Person? by = null) =>
        Desk.CallAsync<AddAttachment>(
            (f, r) =>
            {
                r.ContentType = type;
                r.Body = new MemoryStream(Encoding.UTF8.GetBytes(content));
                return f.Run(r, Audit.Value, BackOfficeDesk.NoDurable, default);
            },
            by ?? Aki,
            headers: [("X-File-Name", "plan.pdf"), .. Headers("Idempotency-Key", key)]);

    public Task<Answer> DetachAsync(string attachment) => Desk.CallAsync<RemoveAttachment>(
        (f, r) => f.Run(r, Audit.Value, attachment, BackOfficeDesk.NoDurable, default), Aki);

    public Task<Answer> DownloadAsync(string attachment, Person? by = null) => Desk.CallAsync<DownloadAttachment>(
        (f, r) => f.Run(r, Audit.Value, attachment, default), by ?? Aki);

    /// <summary>What the outbox orders.</summary>
    public Task ScanAsync(string attachment) => Desk.Get<EvidenceScan>().RunAsync(
        new OutboxEntry(
            "order", Report, 1, OutboxKinds.Scan, JsonSerializer.SerializeToElement(new Effect.Scan(attachment), Json.Options), Desk.Clock.Now),
        default);

    /// <summary>Writes a draft without a gap: all criteria in conformance.</summary>
    public async Task WriteAsync()
    {
        Done(await ImportAsync(
            string.Join('\n', ["criterion,rating,text,evidence,sites,version", .. Criteria.Select(key => $"{key},conformance,As asked.,,F1,0")])));
        Done(await SaveGeneralAsync(General));
    }

    /// <summary>As <see cref="WriteAsync"/>, and submits it as the first revision.</summary>
    public async Task SubmittedAsync()
    {
        await WriteAsync();
        Done(await SubmitAsync());
    }

    /// <summary>Submits the first revision, and has ASI ask for a clarification.</summary>
    public async Task ReopenedAsync()
    {
        await SubmittedAsync();
        await TellAsync(new ReportNews.Reopened("Why?", new DateOnly(2026, 4, 10)));
    }

    public async Task<string[]> BlobsAsync(string container)
    {
        List<string> names = [];
        await foreach (Azure.Storage.Blobs.Models.BlobItem blob in Desk.Get<BlobServiceClient>().GetBlobContainerClient(container).GetBlobsAsync(
            prefix: Audit.Value))
        {
            names.Add(blob.Name);
        }

        return [.. names];
    }

    public static void Done(Answer answer) => Assert.True(answer.Status is 200 or 201 or 204, answer.Text);

    public static string General => """
        {
          "days": {"onSiteFrom": "2026-03-02", "onSiteTo": "2026-03-05", "endedOn": "2026-03-06", "onSiteDays": 8, "remoteDays": 1.5},
          "maturity": {"systems": "medium", "risk": "low", "performance": "medium", "overall": "low"},
          "summary": "All in all well.",
          "confidential": ["Annex hall"],
          "peopleMet": [{"group": "management", "function": "works manager", "count": 1}, {"group": "workers", "function": "casters", "count": 12}]
        }
        """;

    public static string NonConformance(string criterion, string text = "There is none.") => $$"""
        {
          "criterion": "{{criterion}}", "grade": "minor", "statement": "{{text}}", "sites": ["F2"],
          "plan": {"rootCause": "{{text}}", "action": "{{text}}", "dueOn": "2026-09-01", "submittedOn": "2026-03-10"}
        }
        """;

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private static Person Of(CaseId firm, string name, Role role) =>
        new($"account-{name}", $"{name} of a firm", Organisation.Of(firm), new HashSet<Role> { role });

    private static (string Name, string Value)[] Headers(string name, string? value) => value is null ? [] : [(name, value)];

    private static AuditSubject SubjectOf(CaseId audit, AuditType type, TestStandards standards) => new(
        audit,
        Member,
        "Example Extrusions Ltd",
        MembershipClass.ProductionAndTransformation,
        Firm,
        "Example Assurance Ltd",
        type,
        standards.Versions[0].Ref,
        "S1",
        "Main works",
        [SupplyChainActivity.Casthouses],
        [new AuditSite("F1", "Works", "NO", [SupplyChainActivity.Casthouses]), new AuditSite("F2", "Annex", "NO", [SupplyChainActivity.Casthouses])],
        Assessment: null,
        Certificate: null);
}
