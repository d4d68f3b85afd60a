using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AsiFunctions.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions.Benchmarks.Applications;

/// <summary>How fast applications are accepted: form checked, stored with its confirmation in one transaction, answered.</summary>
/// <remarks>App and clients share one process and its processors; what follows from each application runs at the same time.</remarks>
public static class ApplicationBenchmarks
{
    private const int WarmUp = 500;
    private const int Alone = 200;
    private const int Clients = 16;
    private const int Each = 100;

    private static readonly string Body = SampleApplications.Submission(SampleApplications.Answers("PT")).ToJsonString();

    /// <summary>Runs one client, then sixteen.</summary>
    /// <param name="output">Where the figures go, a line each.</param>
    /// <param name="connectionString">An Azurite, with persistence, used by nobody else.</param>
    public static async Task RunAsync(TextWriter output, string connectionString)
    {
        int port = FreePort.Next();
        using IHost app = BackOffice.Build(
        [
            $"--LocalRuntime:Port={port}", "--LocalRuntime:StartMail=false", "--LocalRuntime:StartAzurite=false",
            $"--AzureWebJobsStorage={connectionString}", $"--ServiceBus={connectionString}", $"--Smtp:Port={FreePort.Next()}",
            "--RateLimit:AnonymousPostsPerMinute=1000000", "--Logging:LogLevel:Default=Error",
        ]);
        await app.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri($"http://localhost:{port}") };
        await SubmitAsync(http, WarmUp);   // what is compiled while it runs in is not measured

        List<double> alone = await SubmitAsync(http, Alone);
        await SayAsync(output, $"an application accepted, one client: {Middle(alone):0.0} ms");
        await SayAsync(output, $"  ({Alone} runs: {alone.Min():0.0} to {alone.Max():0.0}; wanted: under 15)");

        long begun = Stopwatch.GetTimestamp();
        List<double>[] together = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SubmitAsync(http, Each)));
        double rate = Clients * Each / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await SayAsync(output, $"applications accepted, {Clients} clients: {rate:0} a second");
        await SayAsync(output, $"  ({Clients * Each} in all, median {Middle([.. together.SelectMany(t => t)]):0.0} ms; wanted: 200)");
        await AzuriteCeiling.SayAsync(output, connectionString);
        await app.StopAsync();
    }

    private static async Task<List<double>> SubmitAsync(HttpClient http, int count)
    {
        List<double> took = [];
        for (int i = 0; i < count; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            using StringContent content = new(Body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await http.PostAsync(new Uri("/api/applications", UriKind.Relative), content);
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (response.StatusCode != HttpStatusCode.Created)
            {
                throw new InvalidOperationException(
                    $"An application was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }
        }

        return took;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Task SayAsync(TextWriter output, FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
