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
        using Shell shell = new(RepositoryRoot.Path);
        StringBuilder said = new();
        foreach (string block in Blocks())
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

        JsonElement register = await app.AskAsync("GET", "/api/register");
        JsonElement member = Assert.Single(register.GetProperty("items").EnumerateArray());
        Assert.Equal("Northfjord Smelter AS", member.GetProperty("name").GetString());
        Assert.Equal("PT", member.GetProperty("class").GetString());
        Assert.Equal("large", member.GetProperty("sizeBand").GetString());
        string transcript = said.ToString();
        Assert.DoesNotContain("/problems/", transcript, StringComparison.Ordinal);
        Assert.Contains("Northfjord Smelter AS,", transcript, StringComparison.Ordinal);

        IReadOnlyList<SentMail> mails = await app.MailAsync();
        Assert.Contains(mails, mail => mail.To == "pat.primary@example.org" && mail.Text.Contains(member.GetProperty("id").GetString()![4..], StringComparison.Ordinal));
        Assert.Contains("pat.primary@example.org", transcript, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Blocks()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
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
