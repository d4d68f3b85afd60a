using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Membership;

public sealed class RegisterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task It_is_filtered_paged_and_asked_again_by_its_tag()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, on: "2026-04-01");
        List<CaseId> joined = [];
        foreach (string name in (string[])["zinc-free Foils", "Alpha Bauxite", "beta Cans"])
        {
            joined.Add(await desk.JoinAsync("DS", name));
        }

        CaseId smelter = await desk.JoinAsync("PT");
        Assert.Equal(["Alpha Bauxite", "beta Cans", "zinc-free Foils"], await NamesAsync(desk, "?class=DS&country=GB"));
        Assert.Equal(["Northfjord Smelter AS"], await NamesAsync(desk, "?country=no"));
        Assert.Empty(await NamesAsync(desk, "?country=SE"));

        JsonElement first = (await AskAsync(desk, "?class=DS&size=2")).Json;
        string next = first.GetProperty("next").GetString()!;
        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        JsonElement second = (await AskAsync(desk, $"?class=DS&size=2&page={next}")).Json;
        Assert.Equal("zinc-free Foils", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);

        Answer answer = await AskAsync(desk, "");
        Assert.Equal("public, no-cache", answer.Headers.CacheControl);
        Assert.Equal(304, (await AskAsync(desk, "", ("If-None-Match", answer.Headers.ETag.ToString()))).Status);
        await desk.CallAsync<SuspendMember>(
            (f, r) => f.Run(r, smelter.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: """{"reason":"non_payment"}""");
        Assert.Equal(200, (await AskAsync(desk, "", ("If-None-Match", answer.Headers.ETag.ToString()))).Status);
    }

    [Fact]
    public async Task As_a_table_no_cell_is_taken_for_a_formula()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, on: "2026-04-01");
        string[] names = ["=HYPERLINK(\"https://example.org\")", "+1 Metals", "-Minus, Ltd", "@Work GmbH", "锐铝有限公司"];
        foreach (string name in names)
        {
            await desk.JoinAsync("GS", name);
        }

        Answer answer = await desk.CallAsync<DownloadRegister>((f, r) => f.Run(r, default), query: "?class=GS");

        Assert.Equal("text/csv; charset=utf-8", answer.Headers.ContentType);
        Assert.Contains("asi-members.csv", answer.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], answer.Bytes[..3]);
        string[] lines = answer.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Member,Name,Class,SizeBand,Joined,Country,Website", lines[0]);
        Assert.Equal(
            ["\"'+1 Metals\"", "\"'-Minus, Ltd\"", "\"'=HYPERLINK(\"\"https://example.org\"\")\"", "\"'@Work GmbH\"", "锐铝有限公司"],
            lines.Skip(1).Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..line.IndexOf(",GS,", StringComparison.Ordinal)]));
        Assert.EndsWith(",GS,medium,2026-05-17,SG,https://www.example.org", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            304, (await desk.CallAsync<DownloadRegister>((f, r) => f.Run(r, default), query: "?class=GS", headers: ("If-None-Match", answer.Headers.ETag.ToString()))).Status);
        Assert.Equal(400, (await desk.CallAsync<DownloadRegister>((f, r) => f.Run(r, default), query: "?class=XX")).Status);
    }

    private static Task<Answer> AskAsync(BackOfficeDesk desk, string query, params (string Name, string Value)[] headers) =>
        desk.CallAsync<ShowRegister>((f, r) => f.Run(r, default), query: query, headers: headers);

    private static async Task<IEnumerable<string?>> NamesAsync(BackOfficeDesk desk, string query) =>
        (await AskAsync(desk, query)).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("name").GetString());
}
