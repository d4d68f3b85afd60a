using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Duties;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Duties;

/// <summary>What is due, as members and the Secretariat see it, and what the Secretariat decides about it.</summary>
public sealed class DeadlineTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Person Mina = BackOfficeDesk.Of(CaseId.From("MEM", 7));

    [Fact]
    public async Task A_member_sees_what_is_due_why_when_and_what_stops_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT");

        Answer answer = await ShowAsync(desk, member, BackOfficeDesk.Of(member));

        Assert.Equal((200, "\"1\""), (answer.Status, answer.Headers.ETag.ToString()));
        Assert.Equal(("running", "on-track", "no-self-assessment"), (Text(answer, "state"), Text(answer, "risk"), Text(answer, "progress")));
        JsonElement due = Assert.Single(answer.Json.GetProperty("deadlines").EnumerateArray());
        Assert.Equal("first-certification", due.GetProperty("kind").GetString());
        Assert.Equal("2028-01-28", due.GetProperty("due").GetProperty("on").GetString());
        Assert.Equal("first certification P24M from 2026-01-28", due.GetProperty("due").GetProperty("rule").GetString());
        Assert.Contains("August 2023", due.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Contains("PS certificate", due.GetProperty("stoppedBy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_certify_has_no_deadlines_and_nobody_sees_anothers()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId supporter = await desk.JoinAsync("GS");

        Answer own = await ShowAsync(desk, supporter, BackOfficeDesk.Of(supporter));
        Answer others = await ShowAsync(desk, supporter, Mina);
        Answer unknown = await ShowAsync(desk, CaseId.From("MEM", 99), BackOfficeDesk.Sasha);

        Assert.Equal(("none", "none", 0), (Text(own, "state"), Text(own, "risk"), own.Json.GetProperty("deadlines").GetArrayLength()));
        Assert.Equal((404, 404), (others.Status, unknown.Status));
    }

    [Fact]
    public async Task The_Secretariat_extends_with_a_reason_and_a_later_date_and_a_repeat_changes_nothing()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT");

        Assert.Equal(["/reason required"], (await ExtendAsync(desk, member, "2028-06-30", "")).Faults);
        Assert.Equal(["/to date-out-of-range"], (await ExtendAsync(desk, member, "2028-01-28", "The works were flooded.")).Faults);
        Assert.Equal(412, (await ExtendAsync(desk, member, "2028-06-30", "The works were flooded.", ("If-Match", "\"7\""))).Status);
        Answer done = await ExtendAsync(desk, member, "2028-06-30", "The works were flooded.", ("Idempotency-Key", "one"), ("If-Match", "\"1\""));
        Answer again = await ExtendAsync(desk, member, "2028-06-30", "The works were flooded.", ("Idempotency-Key", "one"), ("If-Match", "\"1\""));

        Assert.Equal((200, 200), (done.Status, again.Status));
        Assert.Equal("2028-06-30", DueOf(done));
        JsonElement change = Assert.Single(again.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(("extension", "2028-01-28", "secretariat"), (Text(change, "cause"), Text(change, "before"), Text(change, "by")));
    }

    [Fact]
    public async Task A_paused_clock_has_no_date_and_goes_on_later_by_the_days_that_did_not_count()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT");

        Answer paused = await PostAsync<PauseDeadline>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), "{\"reason\":\"War.\"}");
        desk.Clock.Advance(TimeSpan.FromDays(40));
        Answer listed = await ListAsync(desk, $"?risk=paused&member={member}");
        Answer resumed = await PostAsync<ResumeDeadline>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), "{\"reason\":\"Peace.\"}");

        Assert.Equal(("paused", 0), (Text(paused, "risk"), paused.Json.GetProperty("deadlines").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).GetProperty("deadline").ValueKind);
        Assert.Equal("2028-03-08", DueOf(resumed));
    }

    [Fact]
    public async Task The_board_shows_who_is_at_risk_soonest_first_and_what_is_asked_for()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT", "Riverbank Rolling AB");

        Assert.Empty((await ListAsync(desk, $"?risk=at-risk&member={member}")).Json.GetProperty("items").EnumerateArray());
        desk.MoveTo("2027-04-28");
        JsonElement line = Assert.Single(
            (await ListAsync(desk, $"?risk=at-risk&member={member}&class=PT&kind=first-certification&until=2028-01-28")).Json.GetProperty("items")
                .EnumerateArray());
        Assert.Empty((await ListAsync(desk, $"?member={member}&until=2028-01-27")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(400, (await ListAsync(desk, "?risk=terrible")).Status);

        // An audit with a date takes the risk away.
        Answer progress = await PostAsync<RecordProgress>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), "{\"progress\":\"audit-scheduled\"}");

        Assert.Equal(("Riverbank Rolling AB", "active"), (Text(line, "name"), Text(line, "status")));
        Assert.Equal(("on-track", "audit-scheduled"), (Text(progress, "risk"), Text(progress, "progress")));
    }

    [Fact]
    public async Task Majors_bring_a_plan_and_a_closure_which_the_Secretariat_ticks_off()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT");

        Answer found = await PostAsync<RecordFindings>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), "{\"onSiteEndedOn\":\"2026-01-28\",\"majors\":2}");
        string key = Text(found.Json.GetProperty("deadlines")[0], "key")!;
        Answer wrong = await PostAsync<FinishObligation>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), "{\"key\":\"nothing\"}");
        Answer done = await PostAsync<FinishObligation>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), $"{{\"key\":\"{key}\"}}");
        Answer twice = await PostAsync<FinishObligation>(
            desk, (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), $"{{\"key\":\"{key}\"}}");

        Assert.Equal(
            [("corrective-action-plan", "2026-02-28"), ("major-closure", "2027-01-28"), ("first-certification", "2028-01-28")],
            found.Json.GetProperty("deadlines").EnumerateArray().Select(d => (Text(d, "kind"), Text(d.GetProperty("due"), "on"))));
        Assert.Equal(["/key unknown-deadline"], wrong.Faults);
        Assert.Equal((200, 2), (done.Status, done.Json.GetProperty("deadlines").GetArrayLength()));
        Assert.Equal((409, "already-decided"), (twice.Status, twice.Code));
    }

    [Fact]
    public async Task The_calendar_opens_with_the_latest_link_only_and_holds_whole_days()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT", "Nordwerk Schmelze, Söhne; 铝业 \\ Très-Long-Nom-Pour-Une-Ligne-De-Calendrier AG");
        string before = await RenewAsync(desk, member);
        string link = await RenewAsync(desk, member);

        Answer calendar = await DownloadAsync(desk, link);
        string[] lines = calendar.Text.Split("\r\n");

        Assert.Equal(404, (await DownloadAsync(desk, before)).Status);
        Assert.Equal(404, (await DownloadAsync(desk, link.Replace(".ics", "x.ics", StringComparison.Ordinal))).Status);
        Assert.Equal(404, (await DownloadAsync(desk, "anything.ics")).Status);
        Assert.Equal(404, (await DownloadAsync(desk, link.Split('?')[0])).Status);

        // Traces and logs of the host hold paths as they are, and take the values of queries out.
        Assert.EndsWith($"/api/calendar/{member}.ics", link.Split('?')[0], StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20280128", lines);
        Assert.Contains("DTEND;VALUE=DATE:20280129", lines);
        Assert.Contains($"UID:first-certification.{member}@asi", lines);
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("Söhne\\; 铝业 \\\\ Très", calendar.Text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Nordwerk", link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daily_comparison_counts_a_members_duty_that_nobody_counted_and_says_it_once()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, on: "2026-06-01");
        CaseId joined = await desk.JoinAsync("PT");
        Member like = (await desk.Get<ICaseStore>().FindAsync<Member>(joined, default))!.Case;
        AddOutcome<Member> added = await desk.Get<ICaseStore>().AddAsync<Member>(
            "MEM",
            key: null,
            (id, _) => new(
                like with
                {
                    Id = id,
                    Application = null,
                    Joined = new JoinDate(new DateOnly(2025, 1, 31), JoinEvent.Payment, "taken over"),
                    Classes = History.From(new DateOnly(2025, 1, 31), MembershipClass.ProductionAndTransformation),
                    Statuses = History.From<MemberStatus>(new DateOnly(2025, 1, 31), new MemberStatus.Active()),
                },
                [new CaseEvent("taken-over", Actor.Machine)],
                []),
            default);
        CaseId member = Assert.IsType<AddOutcome<Member>.Added>(added).Stored.Case.Id;

        DutyComparison first = await desk.Get<DutyComparer>().RunAsync(default);
        DutyComparison second = await desk.Get<DutyComparer>().RunAsync(default);

        Assert.InRange(first.Begun, 1, int.MaxValue);
        Assert.Equal((0, 0, 0), (second.Begun, second.Ended, second.Mended));
        Assert.Equal(second, await desk.Get<DutyComparer>().LastAsync(default));
        Duty duty = (await desk.Get<ICaseStore>().FindAsync<Duty>(member.As("DTY"), default))!.Case;
        Assert.Equal(new DateOnly(2027, 1, 31), duty.Goal!.Due.On);
        Assert.Equal(duty.First!.TakenOverOn, DateOnly.FromDateTime(desk.Clock.Now.UtcDateTime));
    }

    [Fact]
    public async Task The_daily_comparison_mends_a_standing_that_does_not_say_what_the_duty_says()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT");
        ICaseStore cases = desk.Get<ICaseStore>();
        await cases.DecideAsync<Member>(
            member, (record, now) => MemberProcedure.Decide(record, new MemberCommand.Suspend(Actor.Machine, SuspensionReason.CertificationOverdue, null), now), null, default);

        DutyComparison mended = await desk.Get<DutyComparer>().RunAsync(default);

        Assert.InRange(mended.Mended, 1, int.MaxValue);
        Assert.IsType<MemberStatus.Active>((await cases.FindAsync<Member>(member, default))!.Case.Status);
        Assert.Contains(await cases.TimelineAsync(member.As("DTY"), default), line => line.Event.What == "standing-confirmed");
    }

    [Fact]
    public async Task A_confirmation_that_comes_too_late_changes_nothing_about_the_member()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("PT");
        ICaseStore cases = desk.Get<ICaseStore>();

        // As if the comparison had seen the member suspended, and it was reinstated since.
        await cases.DecideAsync<Duty>(
            member.As("DTY"),
            (duty, now) => DutyProcedure.Decide(duty, new DutyCommand.Confirm(), now, AsiFunctions.Domain.Certification.CertificationTerms.Shipped),
            null,
            default);

        Assert.Single((await cases.FindAsync<Member>(member, default))!.Case.Statuses.Rows);
    }

    private static Task<Answer> ShowAsync(BackOfficeDesk desk, CaseId member, Person by) =>
        desk.CallAsync<ShowDeadlines>((f, r) => f.Run(r, member.Value, default), by);

    private static Task<Answer> ListAsync(BackOfficeDesk desk, string query) =>
        desk.CallAsync<ListDeadlines>((f, r) => f.Run(r, default), BackOfficeDesk.Sasha, query: query);

    private static Task<Answer> ExtendAsync(
        BackOfficeDesk desk, CaseId member, string to, string reason, params (string Name, string Value)[] headers) =>
        desk.CallAsync<ExtendDeadline>(
            (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Sasha,
            new JsonObject { ["to"] = to, ["reason"] = reason },
            headers: headers);

    private static Task<Answer> PostAsync<TFunction>(
        BackOfficeDesk desk, Func<TFunction, Microsoft.AspNetCore.Http.HttpRequest, Task<Microsoft.AspNetCore.Http.IResult>> call, string body)
        where TFunction : notnull =>
        desk.CallAsync(call, BackOfficeDesk.Sasha, rawBody: body);

    private static async Task<string> RenewAsync(BackOfficeDesk desk, CaseId member)
    {
        Answer answer = await desk.CallAsync<RenewCalendarLink>(
            (f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(member));
        return answer.Json.GetProperty("link").GetString()!;
    }

    private static Task<Answer> DownloadAsync(BackOfficeDesk desk, string link)
    {
        string[] parts = link.Split('/')[^1].Split('?');
        return desk.CallAsync<DownloadCalendar>((f, r) => f.Run(r, parts[0], default), query: parts.Length > 1 ? $"?{parts[1]}" : "");
    }

    private static string? DueOf(Answer answer) => answer.Json.GetProperty("deadlines")[0].GetProperty("due").GetProperty("on").GetString();

    private static string? Text(Answer answer, string name) => Text(answer.Json, name);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
