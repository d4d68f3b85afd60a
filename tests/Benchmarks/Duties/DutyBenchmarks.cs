using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions.Benchmarks.Duties;

/// <summary>Many members whose certification deadline falls on one day: how long until all are handled, and whether each was handled once.</summary>
public static class DutyBenchmarks
{
    private const int Writers = 16;

    /// <summary>Runs one count of members on a fresh app and a fresh Azurite.</summary>
    /// <param name="output">Where the figures go, a line each.</param>
    /// <param name="connectionString">An Azurite, with persistence, used by nobody else.</param>
    /// <param name="count">How many members.</param>
    public static async Task RunAsync(TextWriter output, string connectionString, int count)
    {
        int port = FreePort.Next();
        using IHost app = BackOffice.Build(
        [
            $"--LocalRuntime:Port={port}", "--LocalRuntime:StartMail=false", "--LocalRuntime:StartAzurite=false",
            $"--AzureWebJobsStorage={connectionString}", $"--ServiceBus={connectionString}", $"--Smtp:Port={FreePort.Next()}",
            "--Membership:SecretariatMailbox=", "--Membership:BoardMailbox=", "--Logging:LogLevel:Default=Error",
        ]);
        await app.StartAsync();
        await LendClientAsync(port);
        ICaseStore cases = app.Services.GetRequiredService<ICaseStore>();
        DateOnly today = DateOnly.FromDateTime(LocalClock.Current.GetUtcNow().UtcDateTime);
        DateOnly due = today.AddDays(3);

        long begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (_, cancellation) => await cases.AddAsync<Member>(Member.Prefix, key: null, (id, _) => Join(id, due), cancellation));
        await LocalClock.Current.SettleAsync();
        await SayAsync(output, $"{count} members with a duty each, ready and asleep: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");

        begun = Stopwatch.GetTimestamp();
        await LocalClock.Current.MoveToAsync(new DateTimeOffset(due.AddDays(1), new TimeOnly(0, 0), TimeSpan.Zero));
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        (int handled, int twice, int suspended) = await CountAsync(connectionString);
        await SayAsync(output, $"{count} deadlines on one day: {seconds:0.0} s, {count / seconds:0} a second");
        await SayAsync(output, $"  ({handled} missed and {suspended} suspended in the timelines, {twice} more than once)");
        await AzuriteCeiling.SayAsync(output, connectionString);
        await app.StopAsync();
    }

    /// <summary>A member whose 24 months end on the day: it joined before the clock's time, so earlier milestones are left out.</summary>
    private static Decision<Member>.Accepted Join(CaseId id, DateOnly due)
    {
        DateOnly joined = due.AddMonths(-24);
        Member member = new(
            id,
            StepNumber: 1,
            new JoinDate(joined, JoinEvent.Payment, "join date by payment"),
            Application: null,
            new MemberDetails(
                new OrganisationDetails($"Example Works {id.Core}", null, "12345", "NO", "1 Example Street", null, null, []),
                [SupplyChainActivity.Casthouses],
                ["NO"],
                Contacts: null,
                "en",
                HeardAbout: null,
                Certification: null),
            History.From(joined, MembershipClass.ProductionAndTransformation),
            History.From(joined, SizeDeclaration.OfTurnover(250_000_000, joined.Year - 1)),
            History.From<MemberStatus>(joined, new MemberStatus.Active()));
        MemberNews news = new MemberNews.Joined(id, MembershipClass.ProductionAndTransformation, joined);
        return new(member, [new CaseEvent("joined", Actor.Machine)], [new Effect.Tell(id.As(Member.DutyPrefix), news)]);
    }

    /// <summary>A request to any function that decides lends its durable client to the relay, which wakes orchestrations.</summary>
    private static async Task LendClientAsync(int port)
    {
        using HttpClient http = new() { BaseAddress = new Uri($"http://localhost:{port}") };
        using StringContent application = new(
            SampleApplications.Submission(SampleApplications.Answers("GS")).ToJsonString(),
            Encoding.UTF8,
            new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/applications", UriKind.Relative), application);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<(int Handled, int Twice, int Suspended)> CountAsync(string connectionString)
    {
        Dictionary<string, int> missed = [];
        Dictionary<string, int> suspended = [];
        TableClient table = new TableServiceClient(connectionString).GetTableClient("Cases");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>("RowKey ge 'timeline|' and RowKey lt 'timeline}'"))
        {
            string id = row.RowKey.Split('|')[1];
            Count(missed, id, row.GetString("What") == "certification-missed");
            Count(suspended, id, row.GetString("What") == "suspended");
        }

        return (missed.Count, missed.Values.Concat(suspended.Values).Count(n => n > 1), suspended.Count);
    }

    private static void Count(Dictionary<string, int> counts, string id, bool counted)
    {
        if (counted)
        {
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }
    }

    private static Task SayAsync(TextWriter output, FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
