using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.EndToEnd.Tests.Tours;

/// <summary>The tour of a page, run as it is written, block by block, in one shell.</summary>
internal static partial class Tour
{
    /// <summary>Runs the tour's blocks in one shell; a block that kills the app stands for a kill and a new start. Gives what was printed.</summary>
    public static async Task<string> WalkAsync(RunningApp app, string page)
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

    /// <summary>The codes of the problems that the tour printed.</summary>
    public static IEnumerable<string> Problems(IEnumerable<string> lines) =>
        lines.Select(line => ProblemCode().Match(line)).Where(match => match.Success).Select(match => match.Groups["code"].Value);

    private static IEnumerable<string> Blocks(string page)
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, page));
        string tour = readme[readme.IndexOf("## Tour", StringComparison.Ordinal)..];
        return BashBlock().Matches(tour).Select(match => match.Groups["code"].Value);
    }

    [GeneratedRegex("^  \"code\": \"(?<code>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProblemCode();

    [GeneratedRegex(
        @"^```bash\n(?<code>.*?)^```$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
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
