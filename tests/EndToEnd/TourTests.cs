using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.EndToEnd.Tests;

/// <summary>The README's tour, run as it is written, block by block, in one shell.</summary>
public sealed partial class TourTests
{
    [Fact]
    public async Task The_tour_of_the_readme_takes_an_application_from_form_to_member_over_a_kill()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string transcript = await WalkAsync(app, "README.md");

        JsonElement register = await app.AskAsync("GET", "/api/register");
        JsonElement member = Assert.Single(register.GetProperty("items").EnumerateArray());
        Assert.Equal("Northfjord Smelter AS", member.GetProperty("name").GetString());
        Assert.Equal("PT", member.GetProperty("class").GetString());
        Assert.Equal("large", member.GetProperty("sizeBand").GetString());
        Assert.DoesNotContain("/problems/", transcript, StringComparison.Ordinal);
        Assert.Contains("Northfjord Smelter AS,", transcript, StringComparison.Ordinal);

        IReadOnlyList<SentMail> mails = await app.MailAsync();
        Assert.Contains(mails, mail => mail.To == "pat.primary@example.org" && mail.Text.Contains(member.GetProperty("id").GetString()![4..], StringComparison.Ordinal));
        Assert.Contains("pat.primary@example.org", transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tour_of_certification_takes_a_member_through_two_years_to_suspension_and_cure()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string transcript = await WalkAsync(app, "functions/AsiFunctions/Certification/README.md");

        Assert.DoesNotContain("/problems/", transcript.Replace("/problems/precondition-failed", "", StringComparison.Ordinal), StringComparison.Ordinal);
        JsonElement register = await app.AskAsync("GET", "/api/register");
        string member = Assert.Single(register.GetProperty("items").EnumerateArray()).GetProperty("id").GetString()!;
        JsonElement deadlines = await app.AskAsync("GET", $"/api/members/{member}/deadlines", person: "sasha.secretariat");
        Assert.Equal("cured", deadlines.GetProperty("past")[0].GetProperty("outcome").GetString());
        Assert.Contains(deadlines.GetProperty("deadlines").EnumerateArray(), due => due.GetProperty("kind").GetString() == "recertification");

        // Eight milestones to the member, those from six months on to the Secretariat too; then what followed the day, and the cure.
        string[] lines = transcript.Split('\n');
        int Count(string to, string subject) => lines.Count(line => line.StartsWith(to, StringComparison.Ordinal) && line.Contains(subject, StringComparison.Ordinal));
        Assert.Equal(8, Count("pat.primary@example.org", " left: first certification of Northfjord"));
        Assert.Equal(5, Count("secretariat@example.org", " left: first certification, Northfjord"));
        Assert.Equal(1, Count("pat.primary@example.org", "is overdue; the membership is suspended"));
        Assert.Equal(1, Count("secretariat@example.org", "Overdue: first certification"));
        Assert.Equal(1, Count("pat.primary@example.org", "is no longer overdue"));
    }

    [Fact]
    public async Task The_tour_of_accreditation_takes_a_firm_and_an_auditor_from_their_application_to_the_public_list()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string[] lines = (await WalkAsync(app, "functions/AsiFunctions/Assurance/Accreditation/README.md")).Split('\n');

        Assert.Single(lines, line => ProblemCode().IsMatch(line));
        Assert.Contains(lines, line => line.StartsWith("AUF-", StringComparison.Ordinal) && line.Contains("Example Assurance Ltd", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ATR-", StringComparison.Ordinal) && line.Contains("Aiko Auditor", StringComparison.Ordinal));
        JsonElement firms = await app.AskAsync("GET", "/api/accredited/firms?activity=casthouses&country=NO");
        Assert.Contains("Example Assurance Ltd", firms.GetRawText(), StringComparison.Ordinal);
        IReadOnlyList<SentMail> mails = await app.MailAsync();
        Assert.Contains(mails, mail => mail.To == "fay.firm@example.org" && mail.Subject.Contains("suspended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tour_of_assurance_takes_three_audits_from_their_plan_to_a_certificate_a_provisional_one_and_a_decline()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string[] lines = (await WalkAsync(app, "functions/AsiFunctions/Assurance/README.md")).Split('\n');

        // Where each audit stood, step by step, as HTTP told it.
        string[] toReport = ["planned audit-start", "in-progress audit-execution", "report-awaited audit-report"];
        string[] toFindings = ["oversight review-audit-team", "oversight review-audit-scope", "oversight review-audit-execution", "oversight review-audit-findings"];
        string[] toRelease = ["oversight review-publishable-information", "oversight review-documentation-and-records", "oversight release-certification"];
        string[] unclear = ["clarification clarification", "oversight review-audit-findings"];
        string[] smelter = ["plan-awaited audit-plan", "plan-review plan-advice", .. toReport, .. toFindings, .. unclear, .. toRelease, "approved"];
        string[] casthouse = ["plan-awaited audit-plan", .. toReport, .. toFindings, .. toRelease];
        Assert.Equal([.. smelter, .. casthouse, "approved", .. casthouse, "declined", "declined"], States(lines));

        // What was refused on the way, and nothing else.
        Assert.Equal(
            ["plan-notice", "checklist-incomplete", "no-certificate"],
            lines.Select(line => ProblemCode().Match(line)).Where(match => match.Success).Select(match => match.Groups["code"].Value));

        JsonElement[] certificates = [.. (await app.AskAsync("GET", "/api/certificates")).GetProperty("items").EnumerateArray()];
        Assert.Equal(
            ["Eastfjord casthouse: provisional", "Northfjord smelter: full"],
            certificates.Select(one => $"{Text(one, "scopeName")}: {Text(one, "level")}").Order(StringComparer.Ordinal));

        List<string> ends = [];
        foreach (JsonElement found in (await app.AskAsync("GET", "/api/cases?kind=AUD", person: "sasha.secretariat")).GetProperty("items").EnumerateArray())
        {
            string id = Text(found, "id");
            using HttpResponseMessage summary = await app.SendAsync("GET", $"/api/audits/{id}/summary");
            JsonElement audit = await app.AskAsync("GET", $"/api/cases/{id}", person: "pat.primary");
            ends.Add($"{Text(audit, "state")}, {audit.GetProperty("details").GetProperty("nonConformances").GetArrayLength()} tracked, summary {(int)summary.StatusCode}");
        }

        Assert.Equal(
            ["approved, 0 tracked, summary 200", "approved, 3 tracked, summary 200", "declined, 0 tracked, summary 404"], ends.Order(StringComparer.Ordinal));
        JsonElement open = await app.AskAsync("GET", "/api/non-conformances?grade=major", person: "pat.primary");
        Assert.Equal(3, open.GetProperty("total").GetInt32());

        JsonElement figures = (await app.AskAsync("GET", "/api/oversight/statistics", person: "rene.releaser")).GetProperty("figures");
        Assert.Equal(3, figures.GetProperty("decided").GetInt32());
        Assert.Equal(2, figures.GetProperty("released").GetInt32());
        Assert.Equal(1, figures.GetProperty("topics").GetProperty("evidence").GetInt32());

        int Count(string to, string subject) => lines.Count(line => line.StartsWith(to, StringComparison.Ordinal) && line.Contains(subject, StringComparison.Ordinal));
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

    [Fact]
    public async Task The_tour_of_the_dashboard_prints_what_the_insights_of_2021_and_the_report_on_the_survey_print()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string[] lines = [.. (await WalkAsync(app, "functions/AsiFunctions/Dashboard/README.md")).Split('\n').Select(line => line.TrimEnd('\r'))];
        void Printed(params ReadOnlySpan<string> expected)
        {
            foreach (string line in expected)
            {
                Assert.Contains(lines, printed => printed == line);
            }
        }

        // Seed 000: members, growth, shifts, how they heard, exits; and the certificates of the end of 2020.
        Printed("all,all,161,100.0,161,100.0", "turnover-based,medium,58,43.9,132,36.0", "staff-based,micro,20,69.0,29,12.4", "certifying,105,65.2,161");
        Printed(
            "2015,2015-12-31,13,13,,0,13,0",
            "2016,2016-12-31,22,9,69.2,13,10,1",
            "2017,2017-12-31,40,18,81.8,22,20,2",
            "2018,2018-12-31,72,32,80.0,40,34,2",
            "2019,2019-12-31,109,37,51.4,72,40,3",
            "2020,2020-12-31,143,34,31.2,109,38,4",
            "2019-Q3,2019-09-30,100,9,9.9,91,10,1");
        Printed("all,DS,IU,2", "all,IU,DS,4", "business-partner-supplier-or-customer,28,46.7,60");
        Assert.Contains(lines, line => line.StartsWith("all,true-loss,all,6,3.7,161", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("all,all,all,12,", StringComparison.Ordinal));
        Printed("PS,V2,full,full,68,64.8,105", "PS,V2,provisional,provisional,6,5.7,105", "CoC,V1,full,full,31,29.5,105");

        // Seed 002, appendix 2: counts, denominators and printed percentages; of question 9 the computed one.
        Printed("106", "     39 responded", "  denominator: 106,", "  percent: 38,");
        string[] results = [.. lines.SkipWhile(line => !line.StartsWith("\ufeffQuestion,Option,", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)];
        foreach ((string option, string figures) in Appendix2)
        {
            Assert.Contains(results, line => line.Contains($",{option},", StringComparison.Ordinal) && line.Contains(figures, StringComparison.Ordinal));
        }

        // Reminders to the 67 of 106 that have not finished, twice.
        Assert.Equal(134, lines.Where(line => line.Contains("reminder", StringComparison.OrdinalIgnoreCase) || line.Contains("温馨提醒", StringComparison.Ordinal)).Sum(Mails));
        Printed("161", "true");
    }

    /// <summary>A few lines of each question: option, then count, denominator and percentage.</summary>
    private static IEnumerable<(string Option, string Figures)> Appendix2 =>
    [
        ("responsible-practices", ",35,40,88,"), ("expectations", ",31,40,78,"), ("competitive-advantage", ",27,40,68,"), ("risks", ",15,40,38,"),
        ("responsible-sourcing", ",23,34,68,"), ("requested", ",22,34,65,"), ("off-product-claim", ",9,34,26,"), ("on-product-claim", ",8,34,24,"),
        ("strongly-agree", ",21,40,53,"), ("agree", ",13,40,33,"), ("moderate", ",28,40,70,"), ("straightforward", ",17,40,43,"),
        ("in-progress", ",7,39,18,"), ("preparation", ",15,39,38,"), ("correction", ",3,39,8,"), ("both", ",14,39,36,"), ("neither", ",7,39,18,"),
    ];

    /// <summary>How many messages a line of the tour's <c>mails</c> stands for.</summary>
    private static int Mails(string line) => int.TryParse(line.TrimStart().Split(' ')[0], CultureInfo.InvariantCulture, out int count) ? count : 0;

    /// <summary>Runs the tour's blocks in one shell; a block that kills the app stands for a kill and a new start. Gives what was printed.</summary>
    private static async Task<string> WalkAsync(RunningApp app, string page)
    {
        using Shell shell = new(RepositoryRoot.Path);
        StringBuilder said = new();
        foreach (string block in Blocks(page))
        {
            if (block.Contains("pkill", StringComparison.Ordinal))
            {
                await app.KillAsync();
                await app.RestartAsync();
                continue;
            }

            said.AppendLine(await shell.RunAsync(block
                .Replace("http://localhost:7071", app.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("http://localhost:1080", app.MailPage.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)));
        }

        return said.ToString();
    }

    private static IEnumerable<string> Blocks(string page)
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, page));
        string tour = readme[readme.IndexOf("## Tour", StringComparison.Ordinal)..];
        return BashBlock().Matches(tour).Select(match => match.Groups["code"].Value);
    }

    /// <summary>What the tour's <c>state</c> printed: the state and what is awaited.</summary>
    private static IEnumerable<string> States(IEnumerable<string> lines) => lines
        .Where(line => line.StartsWith("--  ", StringComparison.Ordinal))
        .Select(line => string.Join(' ', line.Split("  ").Skip(1).Take(2)));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    [GeneratedRegex("^  \"code\": \"(?<code>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProblemCode();

    [GeneratedRegex(@"^```bash\n(?<code>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BashBlock();

    /// <summary>One bash that keeps its variables from block to block.</summary>
    private sealed class Shell : IDisposable
    {
        private const string Mark = "=== end of block ===";

        private readonly Process bash;

        public Shell(string folder)
        {
            bash = Process.Start(new ProcessStartInfo("bash", ["--noprofile", "--norc"])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
        }

        public async Task<string> RunAsync(string block)
        {
            await bash.StandardInput.WriteAsync($"{block}\necho; echo '{Mark}'\n");
            await bash.StandardInput.FlushAsync();
            StringBuilder output = new();
            while (await bash.StandardOutput.ReadLineAsync() is { } line && line != Mark)
            {
                output.AppendLine(line);
            }

            return output.ToString();
        }

        public void Dispose()
        {
            bash.Kill(entireProcessTree: true);
            bash.Dispose();
        }
    }
}
