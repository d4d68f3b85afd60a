using System.Text.Json;

namespace AsiFunctions.EndToEnd.Tests.Tours;

/// <summary>The tour of assurance: audits and their oversight.</summary>
public sealed class AssuranceTourTests
{
    [Fact]
    public async Task The_tour_of_assurance_takes_three_audits_from_their_plan_to_a_certificate_a_provisional_one_and_a_decline()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string[] lines = (await Tour.WalkAsync(app, "functions/AsiFunctions/Assurance/README.md")).Split('\n');

        // Where each audit stood, step by step, as HTTP told it.
        string[] toReport = ["planned audit-start", "in-progress audit-execution", "report-awaited audit-report"];
        string[] toFindings =
            ["oversight review-audit-team", "oversight review-audit-scope", "oversight review-audit-execution", "oversight review-audit-findings"];
        string[] toRelease =
            ["oversight review-publishable-information", "oversight review-documentation-and-records", "oversight release-certification"];
        string[] unclear = ["clarification clarification", "oversight review-audit-findings"];
        string[] smelter = ["plan-awaited audit-plan", "plan-review plan-advice", .. toReport, .. toFindings, .. unclear, .. toRelease, "approved"];
        string[] casthouse = ["plan-awaited audit-plan", .. toReport, .. toFindings, .. toRelease];
        Assert.Equal([.. smelter, .. casthouse, "approved", .. casthouse, "declined", "declined"], States(lines));

        // What was refused on the way, and nothing else.
        Assert.Equal(["plan-notice", "checklist-incomplete", "no-certificate"], Tour.Problems(lines));

        JsonElement[] certificates = [.. (await app.AskAsync("GET", "/api/certificates")).GetProperty("items").EnumerateArray()];
        Assert.Equal(
            ["Eastfjord casthouse: provisional", "Northfjord smelter: full"],
            certificates.Select(one => $"{Text(one, "scopeName")}: {Text(one, "level")}").Order(StringComparer.Ordinal));

        List<string> ends = [];
        foreach (JsonElement found in (await app.AskAsync("GET", "/api/cases?kind=AUD", person: "sasha.secretariat")).GetProperty("items")
            .EnumerateArray())
        {
            string id = Text(found, "id");
            using HttpResponseMessage summary = await app.SendAsync("GET", $"/api/audits/{id}/summary");
            JsonElement audit = await app.AskAsync("GET", $"/api/cases/{id}", person: "pat.primary");
            ends.Add(
                $"{Text(audit, "state")}, {audit.GetProperty("details").GetProperty("nonConformances").GetArrayLength()} tracked, summary {(int)summary.StatusCode}");
        }

        Assert.Equal(
            ["approved, 0 tracked, summary 200", "approved, 3 tracked, summary 200", "declined, 0 tracked, summary 404"],
            ends.Order(StringComparer.Ordinal));
        JsonElement open = await app.AskAsync("GET", "/api/non-conformances?grade=major", person: "pat.primary");
        Assert.Equal(3, open.GetProperty("total").GetInt32());

        JsonElement figures = (await app.AskAsync("GET", "/api/oversight/statistics", person: "rene.releaser")).GetProperty("figures");
        Assert.Equal(3, figures.GetProperty("decided").GetInt32());
        Assert.Equal(2, figures.GetProperty("released").GetInt32());
        Assert.Equal(1, figures.GetProperty("topics").GetProperty("evidence").GetInt32());

        int Count(string to, string subject) =>
            lines.Count(line => line.StartsWith(to, StringComparison.Ordinal) && line.Contains(subject, StringComparison.Ordinal));
        Assert.Equal(1, Count("secretariat@example.org", "A plan waits for advice"));
        Assert.Equal(3, Count("pat.primary@example.org", "is planned"));
        Assert.Equal(1, Count("fay.firm@example.org", "A clarification is needed"));
        Assert.Equal(2, Count("pat.primary@example.org", "Certificate CRT-"));
        Assert.Equal(2, Count("fay.firm@example.org", "is approved"));
        Assert.Equal(1, Count("pat.primary@example.org", "is declined"));
        Assert.Equal(1, Count("board@example.org", "Appeal to be heard"));
        Assert.Equal(1, Count("pat.primary@example.org", "Your appeal was heard"));
        Assert.Contains(lines, line => line.Contains("\"evidence\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("The register of laws in its latest issue", StringComparison.Ordinal));
    }

    /// <summary>What the tour's <c>state</c> printed: the state and what is awaited.</summary>
    private static IEnumerable<string> States(IEnumerable<string> lines) => lines
        .Where(line => line.StartsWith("--  ", StringComparison.Ordinal))
        .Select(line => string.Join(' ', line.Split("  ").Skip(1).Take(2)));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
