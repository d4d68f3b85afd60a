using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.EndToEnd.Tests;

/// <summary>A mail as MailDev took it.</summary>
/// <param name="To">The first recipient's address.</param>
/// <param name="Subject">As the recipient reads it.</param>
/// <param name="Text">The plain text part.</param>
internal sealed record SentMail(string To, string Subject, string Text);

/// <summary>A MailDev of one's own on free ports; it ends with the test run, whatever happens to that.</summary>
internal sealed class MailDev : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient http = new();
    private readonly DirectoryInfo folder;

    private MailDev(Process process, int smtpPort, Uri page, DirectoryInfo folder)
    {
        this.process = process;
        this.folder = folder;
        SmtpPort = smtpPort;
        Page = page;
    }

    public int SmtpPort { get; }

    public Uri Page { get; }

    public static async Task<MailDev> StartAsync()
    {
        int smtp = FreePort.Next();
        int web = FreePort.Next();
        DirectoryInfo home = Directory.CreateTempSubdirectory("maildev-");
        string main = Path.Combine(RepositoryRoot.Path, "functions", "LocalRuntime", "Services", "node_modules", "maildev", "bin", "maildev");
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "azurite.cjs"), main,
            "--ip", "127.0.0.1", "--smtp", smtp.ToString(CultureInfo.InvariantCulture),
            "--web-ip", "127.0.0.1", "--web", web.ToString(CultureInfo.InvariantCulture), "--mail-directory", Path.Combine(home.FullName, "mail"),
        ];
        Process started = Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = home.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        int doors = 0;
        while (doors < 2)
        {
            string line = await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("MailDev did not start.");
            doors += line.Contains("running at", StringComparison.Ordinal) ? 1 : 0;
        }

        _ = started.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new MailDev(started, smtp, new Uri($"http://127.0.0.1:{web}"), home);
    }

    public async Task<IReadOnlyList<SentMail>> AllAsync()
    {
        JsonElement[] mails = await http.GetFromJsonAsync<JsonElement[]>(new Uri(Page, "/email")) ?? [];
        return
        [
            .. mails.Select(mail => new SentMail(
                mail.GetProperty("to")[0].GetProperty("address").GetString()!,
                mail.GetProperty("subject").GetString()!,
                mail.GetProperty("text").GetString()!)),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        folder.Delete(recursive: true);
    }
}
