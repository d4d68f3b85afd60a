using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AsiFunctions.Tests.OpenApi.Checking;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.EndToEnd.Tests;

/// <summary>The app as a newcomer runs it, a process of its own, on free ports, with an Azurite and a MailDev of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly Azurite azurite;
    private readonly MailDev mail;
    private readonly ListeningProxy proxy;
    private readonly int port;
    private readonly HttpClient http = new();
    private readonly StringBuilder output = new();
    private Process? process;

    private RunningApp(Azurite azurite, MailDev mail, ListeningProxy proxy, int port)
    {
        this.azurite = azurite;
        this.mail = mail;
        this.proxy = proxy;
        this.port = port;
        http.BaseAddress = proxy.Address;
    }

    /// <summary>Where it is called: each exchange is held to the OpenAPI document on its way.</summary>
    public Uri Address => http.BaseAddress!;

    public Uri MailPage => mail.Page;

    public Azurite Storage => azurite;

    /// <summary>Everything the app has printed.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static async Task<RunningApp> StartAsync()
    {
        int free = FreePort.Next();
        RunningApp app = new(
            await Azurite.StartAsync(), await MailDev.StartAsync(), await ListeningProxy.StartAsync(new Uri($"http://localhost:{free}")), free);
        await app.RestartAsync();
        return app;
    }

    /// <summary>Starts the app on what it has stored so far, and returns when it takes requests.</summary>
    public async Task RestartAsync()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "functions", "AsiFunctions", "bin", "local", Configuration, "net10.0");
        process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "AsiFunctions"), Settings().Select(s => $"--{s.Key}={s.Value}"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            Keep(line.Data);
            if (line.Data?.StartsWith("Ready", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        if (await Task.WhenAny(ready.Task, process.WaitForExitAsync()) != ready.Task)
        {
            throw new InvalidOperationException($"The app did not start:\n{Output}");
        }
    }

    /// <summary>Ends the app as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Sends a request; the body as JSON.</summary>
    /// <param name="method">GET, POST and so on.</param>
    /// <param name="path">From /.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="person">Who is signed in; null for nobody.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, object? body = null, string? person = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (person is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(person));
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request);
    }

    /// <summary>As <see cref="SendAsync"/>; the answer must be a success.</summary>
    public async Task<JsonElement> AskAsync(
        string method, string path, object? body = null, string? person = null, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, person, headers);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path} was answered with {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Lets business time pass and returns when everything due has been done.</summary>
    public Task PassAsync(string period) => AskAsync("POST", "/dev/clock", new { by = period });

    /// <summary>Subjects of all mail sent so far, with their first recipient, in the order of sending.</summary>
    public async Task<IReadOnlyList<SentMail>> MailAsync() => await mail.AllAsync();

    /// <summary>Ends the app, and fails the test if the app did what the OpenAPI document does not say.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        http.Dispose();
        await proxy.DisposeAsync();
        await mail.DisposeAsync();
        await azurite.DisposeAsync();
        if (proxy.Faults.Count > 0)
        {
            throw new UndocumentedException($"The app did what openapi.json does not say:\n{string.Join('\n', proxy.Faults)}");
        }
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private async Task<string> TokenAsync(string person)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/dev/sign-in", new { person });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["LocalRuntime:Port"] = $"{port}",
        ["LocalRuntime:StartAzurite"] = "false",
        ["LocalRuntime:StartMail"] = "false",
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["ServiceBus"] = azurite.ConnectionString,
        ["Smtp:Port"] = $"{mail.SmtpPort}",
        ["Access:Issuer"] = $"http://localhost:{port}/dev",
    };

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
