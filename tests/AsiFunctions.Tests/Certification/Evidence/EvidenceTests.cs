using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Certification.Assessments;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using Azure.Storage.Blobs;

namespace AsiFunctions.Tests.Certification.Evidence;

public sealed class EvidenceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Pdf = "application/pdf";
    private const long Limit = 6 * 1024 * 1024;

    private static readonly EvidenceSettings Settings =
        new(Limit, FileTypes.Known.ToHashSet(), ScannerKind.Missing, ClamAv: null, OrphansAfter: TimeSpan.Zero);

    [Fact]
    public async Task What_is_kept_at_home_is_entered_once_and_can_be_called_otherwise_and_retired()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());
        JsonObject body =
            new() { ["title"] = "Water policy", ["keptAt"] = "Binder 7", ["askFor"] = "Environmental manager", ["link"] = "https://intranet/water" };
        Answer added = await world.Desk.CallAsync<AddEvidenceReference>(
            (f, r) => f.Run(r, world.Member.Value, BackOfficeDesk.NoDurable, default), world.Mia, body, headers: ("Idempotency-Key", "r1"));
        Answer again = await world.Desk.CallAsync<AddEvidenceReference>(
            (f, r) => f.Run(r, world.Member.Value, BackOfficeDesk.NoDurable, default), world.Mia, body, headers: ("Idempotency-Key", "r1"));
        Assert.Equal((201, added.Text), (again.Status, again.Text));

        Answer described = await world.Desk.CallAsync<DescribeEvidence>(
            (f, r) => f.Run(r, world.Member.Value, "E1", BackOfficeDesk.NoDurable, default),
            world.Mia,
            new JsonObject { ["title"] = "Water stewardship policy" });
        Answer retired = await world.Desk.CallAsync<RetireEvidence>(
            (f, r) => f.Run(r, world.Member.Value, "E1", BackOfficeDesk.NoDurable, default), world.Mia);

        Assert.Equal((200, 200), (described.Status, retired.Status));
        JsonElement piece = Assert.Single(await ListAsync(world));
        Assert.Equal(
            ("E1", "reference", "kept-by-member", "Water stewardship policy", "2026-01-28", "Binder 7"),
            (
                Text(piece, "key"),
                Text(piece, "kind"),
                Text(piece, "status"),
                Text(piece, "title"),
                Text(piece, "retiredOn"),
                Text(piece.GetProperty("reference"), "keptAt")));
        Assert.Equal(404, (await DownloadAsync(world, "E1")).Status);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://files.example.org/x")]
    [InlineData("https://user:word@files.example.org/x")]
    public async Task A_link_is_a_web_address(string link)
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());

        Answer answer = await world.Desk.CallAsync<AddEvidenceReference>(
            (f, r) => f.Run(r, world.Member.Value, BackOfficeDesk.NoDurable, default),
            world.Mia,
            new JsonObject { ["title"] = " ", ["keptAt"] = "Binder", ["link"] = link });

        Assert.Equal(["/title required", "/link malformed"], answer.Faults);
    }

    [Fact]
    public async Task A_file_stays_where_the_storage_took_the_piece_but_its_answer_was_lost()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());
        EvidenceDesk desk = world.Desk.Get<EvidenceDesk>();
        CaseId library = world.Member.As(EvidenceLibrary.Prefix);
        IdempotencyKey key = new("upload", "u1", "hash");

        // The client library sends the transaction again; the store finds the decision there, and takes it for a repeat.
        Assert.True((await AddAsync("blob-1")).Stored);
        Assert.True((await AddAsync("blob-1")).Stored);
        Assert.False((await AddAsync("blob-2")).Stored);

        Task<(Microsoft.AspNetCore.Http.IResult Answer, bool Stored)> AddAsync(string blob) => desk.AddAsync(
            library,
            new EvidenceCommand.Add(
                new Actor("mia", Role.Member, "Mia Member"),
                "Policy",
                new EvidencePiece(Description: null, new StoredFile("policy.pdf", Pdf, 10, "00", blob), Reference: null, "mia", Request: null)),
            key,
            default);
    }

    [Fact]
    public async Task A_file_is_hashed_on_its_way_and_stays_in_quarantine_until_it_was_scanned()
    {
        TestScanner scanner = new() { Says = ScanVerdict.Clean };
        await using AssessmentWorld world = await OpenAsync(scanner);
        byte[] file = PdfOf(5 * 1024 * 1024);

        Answer added = await UploadAsync(world, file, name: "水 policy.pdf");

        Assert.Equal((201, "quarantined", "水 policy.pdf"), (added.Status, Text(added.Json, "status"), Text(added.Json, "title")));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), Text(added.Json.GetProperty("file"), "sha256"));
        Assert.Equal((409, "quarantined"), await StatusAsync(DownloadAsync(world, "E1")));

        await ScanAsync(world, "E1");
        await ScanAsync(world, "E1");
        Answer loaded = await DownloadAsync(world, "E1");

        Assert.Equal(file, loaded.Bytes);
        Assert.Equal(1, scanner.Scans);
        Assert.Equal((Pdf, "nosniff"), (loaded.Headers.ContentType.ToString(), loaded.Headers.XContentTypeOptions.ToString()));
        Assert.StartsWith("attachment; ", loaded.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal(404, (await DownloadAsync(world, "E1", BackOfficeDesk.Of(CaseId.From("MEM", 5)))).Status);
        Assert.Equal(404, (await DownloadAsync(world, "E1", BackOfficeDesk.Sasha)).Status);
    }

    [Fact]
    public async Task An_infected_file_is_deleted_and_cannot_be_linked()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner { Says = ScanVerdict.Infected });
        await UploadAsync(world, PdfOf(1000));
        await ScanAsync(world, "E1");

        Assert.Equal((410, "file-gone"), await StatusAsync(DownloadAsync(world, "E1")));
        Assert.Empty(await BlobsAsync(world));
        Assert.Equal(
            ["evidence-added", "evidence-infected"],
            (await world.Cases.TimelineAsync(world.Member.As("EVI"), default)).Select(line => line.Event.What));
        CaseId id = await world.OpenAssessmentAsync();
        Assert.Equal(["/evidence evidence-infected"], (await world.SaveAsync(id, "1.1", """{"evidence": ["E1"]}""")).Faults);
    }

    [Theory]
    [InlineData(ScanVerdict.Unavailable, "quarantined", 409)]
    [InlineData(ScanVerdict.NotScanned, "not-scanned", 200)]
    public async Task Without_a_scanner_nothing_gets_through_unless_the_operator_says_so(ScanVerdict verdict, string status, int download)
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner { Says = verdict });
        await UploadAsync(world, PdfOf(1000));
        await ScanAsync(world, "E1");

        Assert.Equal(status, Text(Assert.Single(await ListAsync(world)), "status"));
        Assert.Equal(download, (await DownloadAsync(world, "E1")).Status);
    }

    [Fact]
    public async Task An_order_of_a_scan_leaves_through_the_outbox_and_stays_there_until_it_is_carried_out()
    {
        TestScanner scanner = new() { Says = ScanVerdict.Clean };
        await using AssessmentWorld world = await OpenAsync(scanner);
        await UploadAsync(world, PdfOf(1000));
        await world.Desk.Get<OutboxRelay>().StopAsync(default);

        IEnumerable<OutboxRow> waiting = await world.Desk.Get<OutboxTable>().ListAsync(default);
        Assert.Single(waiting, row => row.Entry.Kind == OutboxKinds.Scan && row.Entry.CaseId == world.Member.As("EVI"));

        ScanWorker worker = world.Desk.Get<ScanWorker>();
        await worker.StartAsync(default);
        await scanner.FirstScan;
        await worker.StopAsync(default);
        Assert.Equal(1, scanner.Scans);
    }

    [Theory]
    [InlineData("application/x-msdownload", "MZ", 415)]
    [InlineData(Pdf, "MZ this is no document", 415)]
    [InlineData("text/plain", "MZ\u0001 a program", 415)]
    [InlineData("text/html", "<html>", 415)]
    [InlineData("image/png", "%PDF-1.7", 415)]
    [InlineData("text/csv", "a,b\n1,2", 201)]
    [InlineData(Pdf, "", 400)]
    public async Task A_file_is_of_an_allowed_type_and_begins_like_it(string type, string content, int status)
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());

        Assert.Equal(status, (await UploadAsync(world, Encoding.UTF8.GetBytes(content), type)).Status);

        Assert.Equal(status == 201 ? 1 : 0, (await ListAsync(world)).Length);
        Assert.Equal(status == 201 ? 1 : 0, (await BlobsAsync(world)).Length);
    }

    [Fact]
    public async Task Too_large_a_file_leaves_nothing_whether_it_says_so_or_not()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());
        byte[] file = PdfOf((int)Limit + 1);

        Assert.Equal((413, "payload-too-large"), await StatusAsync(UploadAsync(world, file)));
        Assert.Equal((413, "payload-too-large"), await StatusAsync(UploadAsync(world, file, announced: file.Length)));
        Assert.Equal(201, (await UploadAsync(world, file.AsSpan(0, (int)Limit).ToArray(), announced: Limit)).Status);

        Assert.Single(await ListAsync(world));
        Assert.Single(await BlobsAsync(world));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_listed()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());
        byte[] file = PdfOf(5 * 1024 * 1024);

        await Assert.ThrowsAsync<IOException>(() => UploadAsync(world, new BrokenStream(file)));
        Answer shorter = await UploadAsync(world, file, announced: file.Length + 1);

        Assert.Equal(400, shorter.Status);
        Assert.Empty(await ListAsync(world));
        Assert.Empty(await BlobsAsync(world));
    }

    [Fact]
    public async Task A_repeated_upload_is_the_same_piece_and_the_same_blob()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());

        Answer first = await UploadAsync(world, PdfOf(1000), key: "u1");
        Answer second = await UploadAsync(world, PdfOf(1000), key: "u1");

        Assert.Equal((201, first.Text), (second.Status, second.Text));
        Assert.Single(await ListAsync(world));
        Assert.Single(await BlobsAsync(world));
    }

    [Fact]
    public async Task A_file_needs_a_name_and_folders_are_no_part_of_it()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner());

        Assert.Equal(400, (await UploadAsync(world, PdfOf(1000), name: "")).Status);
        Answer answer = await world.Desk.CallAsync<UploadEvidence>(
            (f, r) =>
            {
                r.ContentType = Pdf;
                r.Body = new MemoryStream(PdfOf(1000));
                r.Headers.ContentDisposition = "attachment; filename*=UTF-8''C%3A%5Cdocs%5Cpolicy.pdf";
                r.Headers["X-Title"] = Uri.EscapeDataString("政策");
                return f.Run(r, world.Member.Value, BackOfficeDesk.NoDurable, default);
            },
            world.Mia);

        Assert.Equal(("policy.pdf", "政策"), (Text(answer.Json.GetProperty("file"), "name"), Text(answer.Json, "title")));
    }

    [Fact]
    public async Task The_sweep_orders_lost_scans_again_and_deletes_what_no_piece_names()
    {
        await using AssessmentWorld world = await OpenAsync(new TestScanner { Says = ScanVerdict.Unavailable });
        await UploadAsync(world, PdfOf(1000));
        await world.Desk.Get<EvidenceBlobs>().StoreAsync(world.Member, new MemoryStream(PdfOf(10)), default);
        Assert.Equal(2, (await BlobsAsync(world)).Length);
        world.Desk.Clock.Advance(TimeSpan.FromHours(2));
        int before = (await world.Cases.FindAsync<EvidenceLibrary>(world.Member.As("EVI"), default))!.Version;

        await world.Desk.Get<EvidenceSweeper>().RunAsync(default);

        Assert.Single(await BlobsAsync(world));
        Assert.Equal(before + 1, (await world.Cases.FindAsync<EvidenceLibrary>(world.Member.As("EVI"), default))!.Version);
    }

    private Task<AssessmentWorld> OpenAsync(TestScanner scanner) => AssessmentWorld.OpenAsync(azurite, settings: Settings, scanner: scanner);

    private static Task<Answer> UploadAsync(
        AssessmentWorld world, byte[] content, string type = Pdf, string name = "policy.pdf", long? announced = null, string? key = null) =>
        UploadAsync(world, new MemoryStream(content), type, name, announced, key);

    private static Task<Answer> UploadAsync(
        AssessmentWorld world, Stream content, string type = Pdf, string name = "policy.pdf", long? announced = null, string? key = null) =>
        world.Desk.CallAsync<UploadEvidence>(
            (f, r) =>
            {
                r.ContentType = type;
                r.ContentLength = announced;
                r.Body = content;
                r.Headers["X-File-Name"] = Uri.EscapeDataString(name);
                if (key is not null)
                {
                    r.Headers["Idempotency-Key"] = key;
                }

                return f.Run(r, world.Member.Value, BackOfficeDesk.NoDurable, default);
            },
            world.Mia);

    private static Task<Answer> DownloadAsync(AssessmentWorld world, string key, Person? by = null) =>
        world.Desk.CallAsync<DownloadEvidence>((f, r) => f.Run(r, world.Member.Value, key, default), by ?? world.Mia);

    private static async Task<JsonElement[]> ListAsync(AssessmentWorld world) =>
        [.. (await world.Desk.CallAsync<ListEvidence>((f, r) => f.Run(r, world.Member.Value, default), world.Mia)).Json.GetProperty("items")
            .EnumerateArray()];

    private static Task ScanAsync(AssessmentWorld world, string key) => world.Desk.Get<EvidenceScan>().RunAsync(
        new OutboxEntry(
            "order",
            world.Member.As("EVI"),
            1,
            OutboxKinds.Scan,
            JsonSerializer.SerializeToElement(new Effect.Scan(EvidencePiece.PartOf(key)!), Json.Options),
            world.Desk.Clock.Now),
        default);

    private static async Task<string[]> BlobsAsync(AssessmentWorld world)
    {
        BlobContainerClient container = world.Desk.Get<BlobServiceClient>().GetBlobContainerClient(EvidenceBlobs.Container);
        await container.CreateIfNotExistsAsync();
        List<string> names = [];
        await foreach (Azure.Storage.Blobs.Models.BlobItem blob in container.GetBlobsAsync(prefix: world.Member.Value))
        {
            names.Add(blob.Name);
        }

        return [.. names];
    }

    private static async Task<(int, string?)> StatusAsync(Task<Answer> asking) => await asking is var answer ? (answer.Status, answer.Code) : default;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static byte[] PdfOf(int length)
    {
        byte[] file = new byte[length];
        new Random(length).NextBytes(file);
        "%PDF-1.7\n"u8.CopyTo(file);
        return file;
    }

    /// <summary>A client that goes away when all but the last bytes were sent.</summary>
    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > Length - 1000
                ? throw new IOException("The client has gone.")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 999)], cancellationToken);
    }
}
