using System.Text.Json;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.Accreditation.AccreditationDeskSteps;

namespace AsiFunctions.Tests.Assurance.Accreditation;

/// <summary>The tests share their storage: each lists other days.</summary>
public sealed class AccreditedListTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_public_sees_accredited_firms_with_their_scopes_of_a_day_and_no_contacts()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString, on: "2026-04-01");
        CaseId beta = await desk.AccreditedFirmAsync("beta Assurance");
        CaseId alpha = await desk.AccreditedFirmAsync("Alpha Assurance");
        await desk.AccreditedFirmAsync("Scopeless Assurance");
        await desk.RegisterFirmAsync("Hopeful Assurance");
        await desk.GrantFirmAsync(alpha);
        await desk.GrantFirmAsync(alpha, """{"standard":"CoC","activities":["semi-fabrication"],"countries":["FI"],"from":"2026-05-01"}""");
        await desk.GrantFirmAsync(beta, """{"standard":"PS","activities":["aluminium-smelting"],"countries":["NO"],"to":"2026-04-30"}""");

        Answer answer = await FirmsAsync(desk, "");
        Assert.Equal(["Alpha Assurance", "beta Assurance"], Names(answer));
        Assert.DoesNotContain("fay.firm", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("EX-18", answer.Text, StringComparison.Ordinal);
        JsonElement first = answer.Json.GetProperty("items")[0];
        Assert.Equal(["NO", "SE"], first.GetProperty("countries").EnumerateArray().Select(country => country.GetString()));
        Assert.Equal(1, first.GetProperty("scopes").GetArrayLength());

        Assert.Equal(["Alpha Assurance"], Names(await FirmsAsync(desk, "?on=2026-05-01")));
        Assert.Empty(Names(await FirmsAsync(desk, "?on=2026-03-31")));
        Assert.Equal(["beta Assurance"], Names(await FirmsAsync(desk, "?activity=aluminium-smelting&country=no")));
        Assert.Empty(Names(await FirmsAsync(desk, "?activity=aluminium-smelting&country=se")));
        Assert.Equal(["Alpha Assurance"], Names(await FirmsAsync(desk, "?on=2026-05-01&standard=coc&activity=material-conversion")));
        Assert.Empty(Names(await FirmsAsync(desk, "?on=2026-05-01&standard=ps&activity=material-conversion")));
        Answer page = await FirmsAsync(desk, "?size=1");
        Assert.Equal(["beta Assurance"], Names(await FirmsAsync(desk, $"?size=1&page={page.Json.GetProperty("next").GetString()}")));
        foreach (string wrong in (string[])["?standard=XX", "?country=XX", "?activity=farming", "?on=today", "?page=x"])
        {
            Assert.Equal(400, (await FirmsAsync(desk, wrong)).Status);
        }

        Assert.Equal(304, (await FirmsAsync(desk, "", ("If-None-Match", answer.Headers.ETag.ToString()))).Status);
        await desk.DoneAsync<SuspendAuditFirm>((f, r) => f.Run(r, alpha.Value, BackOfficeDesk.NoDurable, default), """{"reason":"A complaint."}""");
        Assert.Equal(["beta Assurance"], Names(await FirmsAsync(desk, "", ("If-None-Match", answer.Headers.ETag.ToString()))));
    }

    [Fact]
    public async Task Auditors_are_listed_until_they_are_erased()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString, on: "2027-04-01");
        CaseId auditor = await desk.AccreditedAuditorAsync("Listed Auditor");
        await desk.RegisteredAuditorAsync("Hopeful Auditor");
        await desk.GrantAuditorAsync(auditor);

        Answer answer = await AuditorsAsync(desk, "?country=SE");
        Assert.Equal(["Listed Auditor"], Names(answer));
        Assert.DoesNotContain("exam", answer.Text, StringComparison.OrdinalIgnoreCase);
        desk.MoveTo("2027-05-01");
        await desk.DoneAsync<EraseAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), "{}");
        Assert.Empty(Names(await AuditorsAsync(desk, "?on=2027-04-01")));
    }

    [Fact]
    public async Task As_a_table_no_cell_is_taken_for_a_formula()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString, on: "2028-04-01");
        CaseId firm = await desk.AccreditedFirmAsync("=HYPERLINK(\"https://example.org\")");
        CaseId auditor = await desk.AccreditedAuditorAsync("@Work");
        await desk.GrantFirmAsync(
            firm, """{"standard":"PS","activities":["casthouses","aluminium-smelting"],"countries":["IS"],"to":"2028-12-31"}""");
        await desk.GrantAuditorAsync(auditor, """{"standard":"PS","activities":["casthouses"],"countries":["IS"]}""");

        Answer firms = await desk.CallAsync<DownloadAccreditedFirms>((f, r) => f.Run(r, default), query: "?country=IS");
        Answer auditors = await desk.CallAsync<DownloadAccreditedAuditors>((f, r) => f.Run(r, default), query: "?country=IS");

        Assert.Equal(
            ["Reference,Name,Standard,Activities,Countries,From,To", $"{firm},\"'=HYPERLINK(\"\"https://example.org\"\")\",PS,aluminium-smelting;casthouses,IS,2028-04-01,2028-12-31"],
            Lines(firms));
        Assert.Equal($"{auditor},\"'@Work\",PS,casthouses,IS,2028-04-01,", Lines(auditors)[1]);
        Assert.Contains("asi-accredited-firms.csv", firms.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal(304, (await desk.CallAsync<DownloadAccreditedFirms>(
            (f, r) => f.Run(r, default), query: "?country=IS", headers: ("If-None-Match", firms.Headers.ETag.ToString()))).Status);
        Assert.Equal(400, (await desk.CallAsync<DownloadAccreditedAuditors>((f, r) => f.Run(r, default), query: "?country=XX")).Status);
    }

    private static Task<Answer> FirmsAsync(BackOfficeDesk desk, string query, params (string Name, string Value)[] headers) =>
        desk.CallAsync<ListAccreditedFirms>((f, r) => f.Run(r, default), query: query, headers: headers);

    private static Task<Answer> AuditorsAsync(BackOfficeDesk desk, string query) =>
        desk.CallAsync<ListAccreditedAuditors>((f, r) => f.Run(r, default), query: query);

    private static IEnumerable<string?> Names(Answer answer) =>
        answer.Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("name").GetString());

    private static string[] Lines(Answer answer) => answer.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
