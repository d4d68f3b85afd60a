using System.Text.Json;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.EndToEnd.Tests;

/// <summary>A member's certification duty survives a kill -9 in each of its phases: nothing is lost, nothing happens twice.</summary>
public sealed class DutyOverKillsTests
{
    private const string Sasha = "sasha.secretariat";

    [Fact]
    public async Task Killed_while_it_runs_when_it_is_missed_in_the_grace_and_after_the_cure_a_duty_goes_on_where_it_was()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string member = await JoinAsync(app);
        DateOnly due = await DueAsync(app, member, "first-certification");
        string calendar = await OpenCalendarAsync(app, member);

        // While it runs: asleep, and again while the reminders of half a year are being given.
        await app.KillAsync();
        await app.RestartAsync();
        await KillWhileTimePassesAsync(app, "P6M");
        await MoveToAsync(app, due.AddMonths(-13));
        Assert.Equal(1, await CountAsync(app, "18 months left"));

        // While it is being missed.
        await MoveToAsync(app, due);
        await KillWhileTimePassesAsync(app, "P2D");
        await MoveToAsync(app, due.AddDays(5));
        Assert.Equal("missed", await StateAsync(app, member));
        Assert.Equal(["suspended"], await StandingAsync(app, member));

        // In the grace.
        await app.KillAsync();
        await app.RestartAsync();
        await MoveToAsync(app, due.AddMonths(5).AddDays(10));
        Assert.Equal("missed", await StateAsync(app, member));

        // Cured: the extension is acknowledged, then the app dies.
        await app.AskAsync(
            "POST", $"/api/members/{member}/deadlines/extension", new { to = due.AddMonths(12), reason = "The works were flooded." }, Sasha);
        await app.KillAsync();
        await app.RestartAsync();
        await app.PassAsync("PT1M");
        Assert.Equal("running", await StateAsync(app, member));
        Assert.Equal(["suspended", "reinstated"], await StandingAsync(app, member));
        Assert.Equal(due.AddMonths(12), await DueAsync(app, member, "first-certification"));

        // Missed again, and the grace ends while the app is dying.
        await MoveToAsync(app, due.AddMonths(18));
        await KillWhileTimePassesAsync(app, "P2D");
        await MoveToAsync(app, due.AddMonths(18).AddDays(5));
        Assert.Equal("stopped", await StateAsync(app, member));
        Assert.Equal(["suspended", "reinstated", "suspended", "ended"], await StandingAsync(app, member));
        JsonElement record = await app.AskAsync("GET", $"/api/members/{member}", person: Sasha);
        Assert.Equal("certification_deadline_missed", record.GetProperty("status").GetProperty("reason").GetString());

        // The calendar's key is the one secret that is part of an address: nothing that was printed holds it.
        Assert.DoesNotContain(calendar, app.Output, StringComparison.Ordinal);
    }

    /// <summary>Asks for a link, opens it, and gives its secret part.</summary>
    private static async Task<string> OpenCalendarAsync(RunningApp app, string member)
    {
        JsonElement link = await app.AskAsync("POST", $"/api/members/{member}/calendar", new { }, Sasha);
        string name = link.GetProperty("link").GetString()!.Split('/')[^1];
        using HttpResponseMessage calendar = await app.SendAsync("GET", $"/api/calendar/{name}");
        Assert.Contains("BEGIN:VEVENT", await calendar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return name.Split('=')[1];
    }

    private static async Task<string> JoinAsync(RunningApp app)
    {
        JsonElement receipt = await app.AskAsync("POST", "/api/applications", SampleApplications.Submission(SampleApplications.Answers("PT")));
        string reference = receipt.GetProperty("reference").GetString()!;
        await DecideAsync(app, reference, Sasha, "accept");
        await DecideAsync(app, reference, Sasha, "clear");
        await app.PassAsync("P15D");
        await DecideAsync(app, reference, "bo.board", "approve");
        await DecideAsync(app, reference, Sasha, "record-payment");
        await app.PassAsync("PT1S");
        return $"MEM{reference[3..]}";
    }

    private static async Task DecideAsync(RunningApp app, string reference, string person, string decision)
    {
        JsonElement tasks = await app.AskAsync("GET", $"/api/tasks?case={reference}&state=open", person: person);
        string task = tasks.GetProperty("items")[0].GetProperty("id").GetString()!;
        await app.AskAsync("POST", $"/api/tasks/{task}/outcome", new { decision }, person);
    }

    /// <summary>Begins to move the clock, kills the app without waiting for the answer, and starts it again.</summary>
    private static async Task KillWhileTimePassesAsync(RunningApp app, string period)
    {
        Task moving = app.PassAsync(period);
        await app.KillAsync();
        try
        {
            await moving;
        }
        catch (HttpRequestException)
        {
            // It was killed before it could answer; that is the point.
        }

        await app.RestartAsync();
    }

    private static Task<JsonElement> MoveToAsync(RunningApp app, DateOnly day) =>
        app.AskAsync("POST", "/dev/clock", new { to = $"{day:yyyy-MM-dd}T23:00:00Z" });

    private static async Task<DateOnly> DueAsync(RunningApp app, string member, string kind) =>
        (await DeadlinesAsync(app, member)).GetProperty("deadlines").EnumerateArray()
            .Where(deadline => deadline.GetProperty("kind").GetString() == kind)
            .Select(deadline => DateOnly.Parse(
                deadline.GetProperty("due").GetProperty("on").GetString()!, System.Globalization.CultureInfo.InvariantCulture))
            .Single();

    private static async Task<string?> StateAsync(RunningApp app, string member) =>
        (await DeadlinesAsync(app, member)).GetProperty("state").GetString();

    private static Task<JsonElement> DeadlinesAsync(RunningApp app, string member) =>
        app.AskAsync("GET", $"/api/members/{member}/deadlines", person: Sasha);

    /// <summary>What the member's timeline says of its standing, in order.</summary>
    private static async Task<string[]> StandingAsync(RunningApp app, string member)
    {
        JsonElement status = await app.AskAsync("GET", $"/api/cases/{member}", person: Sasha);
        return [.. status.GetProperty("timeline").EnumerateArray()
            .Select(line => line.GetProperty("what").GetString()!)
            .Where(what => what is "suspended" or "reinstated" or "ended")];
    }

    private static async Task<int> CountAsync(RunningApp app, string subject) =>
        (await app.MailAsync()).Count(mail => mail.Subject.StartsWith(subject, StringComparison.Ordinal));
}
