using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Certificates;

/// <summary>What the public, a member and ASI see of certificates.</summary>
public sealed class CertificatePagesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Hostile = "<script>alert('x')</script> & \"Söhne\" 锐铝";

    [Fact]
    public async Task The_public_page_says_what_and_when_but_not_why_nor_by_whom()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync(name: "Example Windows Ltd")));
        await desk.SuspendAsync(number, "A secret complaint.");

        Answer page = await desk.PageAsync(number.Value.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        Assert.Equal((200, "public, no-cache"), (page.Status, page.Headers.CacheControl.ToString()));
        Assert.Equal(
            "PS|V3|full|suspended|2026-01-28|Example Windows Ltd|The plant at Example|All of the plant.|2026-01-28|2029-01-27|2026-01-28|Example Assurance Ltd|2026-01-28",
            string.Join('|', ((string[])[
                "standard",
                "version",
                "level",
                "status",
                "statusSince",
                "memberName",
                "scopeName",
                "scope",
                "issuedOn",
                "expiresOn",
                "certifiedSince",
                "auditFirm",
                "asOf",
            ])
                .Select(name => page.Json.GetProperty(name).GetString())));
        Assert.Equal(
            ("Example Works", "NO"),
            (page.Json.GetProperty("facilities")[0].GetProperty("name").GetString(), page.Json.GetProperty("facilities")[0].GetProperty("country").GetString()));
        Assert.Equal("""[{"what":"suspended","on":"2026-01-28"}]""", page.Json.GetProperty("records").GetRawText());
        Assert.All((string[])["secret", "rae", "a1b2c3", "Mia"], word => Assert.DoesNotContain(word, page.Text, StringComparison.Ordinal));
        Assert.Equal(
            304, (await desk.CallAsync<ShowCertificate>((f, r) => f.Run(r, number.Value, default), headers: ("If-None-Match", page.Headers.ETag.ToString()))).Status);
        Assert.Equal(404, (await desk.PageAsync(CaseId.From("CRT", 99).Value)).Status);
        Assert.Equal(404, (await desk.PageAsync(number.As("MEM").Value)).Status);
        Assert.Equal(404, (await desk.PageAsync("56")).Status);
    }

    [Fact]
    public async Task The_document_can_be_printed_and_runs_nothing_that_anybody_wrote_into_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync(name: Hostile, facility: "<img src=x onerror=alert(1)>")));

        Answer document = await DocumentAsync(desk, number);

        Assert.Equal((200, "text/html; charset=utf-8"), (document.Status, document.Headers.ContentType.ToString()));
        Assert.DoesNotContain("<script", document.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", document.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", document.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", document.Text, StringComparison.Ordinal);
        Assert.Contains("28 January 2026", document.Text, StringComparison.Ordinal);
        Assert.Contains("27 January 2029", document.Text, StringComparison.Ordinal);
        Assert.Contains("Full Certification", document.Text, StringComparison.Ordinal);
        Assert.Contains($"/#/certificates/{number}\"", document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not in force", document.Text, StringComparison.Ordinal);
        string policy = document.Headers.ContentSecurityPolicy.ToString();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains(Hash(document.Text), policy, StringComparison.Ordinal);
        Assert.Equal(404, (await DocumentAsync(desk, CaseId.From("CRT", 99))).Status);

        await desk.WithdrawAsync(number);
        Assert.Contains(
            "Not in force: <strong>withdrawn</strong> since 28 January 2026", (await DocumentAsync(desk, number)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_member_and_ASI_see_everything_and_other_members_nothing()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync();
        CaseId number = await desk.IssuedAsync(Certifying.Order(member));
        await desk.SuspendAsync(number, "A secret complaint.");

        JsonElement own = Assert.Single((await OfAsync(desk, member, BackOfficeDesk.Of(member))).Json.GetProperty("items").EnumerateArray());
        JsonElement staff = Assert.Single((await OfAsync(desk, member, BackOfficeDesk.Sasha)).Json.GetProperty("items").EnumerateArray());

        Assert.Equal("A secret complaint.", own.GetProperty("records")[0].GetProperty("reason").GetString());
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null),
            (own.GetProperty("issuedBy").ValueKind, own.GetProperty("audit").GetProperty("leadAuditor").ValueKind));
        Assert.Equal(
            ("rae of ASI", "a1b2c3"), (staff.GetProperty("issuedBy").GetString(), staff.GetProperty("audit").GetProperty("leadAuditor").GetString()));
        Assert.Equal(404, (await OfAsync(desk, member, BackOfficeDesk.Of(CaseId.From("MEM", 99)))).Status);
        Assert.Equal(404, (await OfAsync(desk, CaseId.From("MEM", 99), BackOfficeDesk.Sasha)).Status);
        CaseId without = await desk.JoinAsync("GS");
        Assert.Empty((await OfAsync(desk, without, BackOfficeDesk.Sasha)).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged_and_stays_when_the_member_goes()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId one = await desk.ScopedAsync(name: "Alpha Listed Ltd");
        CaseId two = await desk.ScopedAsync(name: "beta Listed Ltd", activity: SupplyChainActivity.SemiFabrication);
        await desk.IssuedAsync(Certifying.Order(one));
        CaseId suspended = await desk.IssuedAsync(Certifying.Order(two, audit: Certifying.Audit(majors: "1.2")));
        await desk.SuspendAsync(suspended);
        await desk.CallAsync<AsiFunctions.Membership.EndMembership>(
            (f, r) => f.Run(r, one.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: """{"reason":"expelled"}""");

        Assert.Equal(["Alpha Listed Ltd", "beta Listed Ltd"], await NamesAsync(desk, "?q=listed"));
        Assert.Equal(["Alpha Listed Ltd"], await NamesAsync(desk, "?q=listed&status=full"));
        Assert.Equal(["beta Listed Ltd"], await NamesAsync(desk, "?q=listed&status=suspended&standard=ps&country=no&activity=semi-fabrication"));
        Assert.Equal(["beta Listed Ltd"], await NamesAsync(desk, $"?member={two}"));
        Assert.Equal(["beta Listed Ltd"], await NamesAsync(desk, $"?q={suspended}"));
        Assert.Empty(await NamesAsync(desk, "?q=listed&standard=CoC"));
        Assert.Empty(await NamesAsync(desk, "?q=listed&country=SE"));
        JsonElement first = (await ListAsync(desk, "?q=listed&size=1")).Json;
        Assert.Equal(["beta Listed Ltd"], await NamesAsync(desk, $"?q=listed&size=1&page={first.GetProperty("next").GetString()}"));
        Assert.All(
            (string[])["?standard=XX", "?status=gone", "?country=XX", "?activity=baking", "?member=nobody", "?size=0"],
            query => Assert.Equal(400, ListAsync(desk, query).GetAwaiter().GetResult().Status));
    }

    [Fact]
    public async Task As_a_table_no_cell_is_taken_for_a_formula()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync(name: "=Tabled Ltd");
        await desk.IssuedAsync(Certifying.Order(member));

        Answer answer = await desk.CallAsync<DownloadCertificates>((f, r) => f.Run(r, default), query: $"?member={member}");

        string[] lines = answer.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "Certificate,Standard,Version,Level,Status,StatusSince,Member,Name,Scope,Activities,Countries,Issued,Expires,CertifiedSince,AuditFirm",
            lines[0]);
        Assert.EndsWith(
            $",PS,V3,full,full,2026-01-28,{member},\"'=Tabled Ltd\",The plant at Example,other-manufacturing-or-sale,NO,2026-01-28,2029-01-27,2026-01-28,Example Assurance Ltd",
            Assert.Single(lines[1..]),
            StringComparison.Ordinal);
        Assert.Equal(400, (await desk.CallAsync<DownloadCertificates>((f, r) => f.Run(r, default), query: "?standard=XX")).Status);
    }

    private static Task<Answer> DocumentAsync(BackOfficeDesk desk, CaseId number) =>
        desk.CallAsync<ShowCertificateDocument>((f, r) => f.Run(r, number.Value, default));

    private static Task<Answer> OfAsync(BackOfficeDesk desk, CaseId member, Person by) =>
        desk.CallAsync<ListMemberCertificates>((f, r) => f.Run(r, member.Value, default), by);

    private static Task<Answer> ListAsync(BackOfficeDesk desk, string query) =>
        desk.CallAsync<ListCertificates>((f, r) => f.Run(r, default), query: query);

    private static async Task<IEnumerable<string?>> NamesAsync(BackOfficeDesk desk, string query) =>
        (await ListAsync(desk, query)).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("memberName").GetString());

    // As a browser does: the hash of what stands between the tags.
    private static string Hash(string html)
    {
        string style = html.Split("<style>")[1].Split("</style>")[0];
        return Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
    }
}
