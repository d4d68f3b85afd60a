using System.Diagnostics;
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
