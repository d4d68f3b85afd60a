using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Domain.Time;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using AsiFunctions.Surveys;
using AsiFunctions.Surveys.Invitations;
using AsiFunctions.Surveys.Replies;
using AsiFunctions.Surveys.Rounds;
using AsiFunctions.Surveys.Tallies;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Membership;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Surveys;

/// <summary>Surveys at the desk, on tables that nobody else uses. What the orchestrations would do, <see cref="DriveAsync"/> does.</summary>
internal sealed class SurveyOffice(BackOfficeDesk desk) : IAsyncDisposable
{
    private int members;

    public BackOfficeDesk Desk => desk;

    public ICaseStore Cases => desk.Get<ICaseStore>();

    public static async Task<SurveyOffice> OpenAsync(
        string storage, string on = "2021-11-23", TableServiceClient? client = null, string? tables = null)
    {
        TableServiceClient service = client ?? new TableServiceClient(storage);
        string name = tables ?? $"{Guid.NewGuid():N}";
        BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(storage, on, service, parts =>
        {
            parts.AddSingleton(new CaseTable(service, $"Cases{name}"));
            parts.AddSingleton(new SurveyTable(service, $"Surveys{name}"));
        });
        if (tables is null)
        {
            await desk.Get<CaseTable>().Client.CreateAsync();
            await desk.Get<SurveyTable>().Client.CreateAsync();
        }

        return new SurveyOffice(desk);
    }

    /// <summary>Members of the class General Supporters, each with a primary contact of its own.</summary>
    public async Task<IReadOnlyList<CaseId>> JoinAsync(int count)
    {
        List<CaseId> joined = [];
        for (int i = 0; i < count; i++)
        {
            string name = $"person{++members}";
            AddOutcome<Member> outcome = await Cases.AddAsync<Member>(
                Member.Prefix, new IdempotencyKey("member", name, ""), (id, _) => new(MemberOf(id, name), [], []), default);
            joined.Add(Assert.IsType<AddOutcome<Member>.Added>(outcome).Stored.Case.Id);
        }

        return joined;
    }

    /// <summary>Plans a round; by default one for the members that have joined, with the certification survey.</summary>
    public Task<Answer> PlanAsync(JsonObject? with = null, string? key = null)
    {
        JsonObject body =
            new() { ["form"] = "certification-survey", ["title"] = "A round", ["audience"] = "members", ["classes"] = new JsonArray("GS") };
        foreach ((string name, JsonNode? value) in with ?? [])
        {
            body[name] = value?.DeepClone();
        }

        if (body["audience"]!.GetValue<string>() != "members")
        {
            body.Remove("classes");
        }

        return desk.CallAsync<OpenSurvey>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Sasha,
            body,
            headers: key is null ? [] : [("Idempotency-Key", key)]);
    }

    /// <summary>Plans a round that opens today, and sends its invitations.</summary>
    public async Task<CaseId> OpenRoundAsync(JsonObject? with = null)
    {
        Answer answer = await PlanAsync(with);
        Assert.True(answer.Status == 201, answer.Text);
        CaseId survey = CaseId.Parse(answer.Json.GetProperty("id").GetString()!);
        await DriveAsync(survey);
        return survey;
    }

    /// <summary>Closes a round, and lets the machine do the rest.</summary>
    public async Task CloseAsync(CaseId survey)
    {
        Answer answer = await desk.CallAsync<CloseSurvey>(
            (f, r) => f.Run(r, survey.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, new JsonObject());
        Assert.True(answer.Status == 202, answer.Text);
        await DriveAsync(survey);
    }

    /// <summary>Does what is due, for the round and then for all invitations.</summary>
    public async Task DriveAsync(CaseId? survey = null)
    {
        IServiceProvider services = desk.Get<IServiceProvider>();
        if (survey is { } round)
        {
            await Driving.GoOnAsync(services, round);
        }

        foreach (SurveyInvitation invitation in await InvitationsAsync())
        {
            await Driving.GoOnAsync(services, invitation.Id);
        }
    }

    public async Task<IReadOnlyList<SurveyInvitation>> InvitationsAsync()
    {
        List<SurveyInvitation> found = [];
        await foreach (Stored<SurveyInvitation> stored in Cases.ListAsync<SurveyInvitation>(SurveyInvitation.Prefix, default))
        {
            found.Add(stored.Case);
        }

        return [.. found.OrderBy(one => one.Id.Value, StringComparer.Ordinal)];
    }

    public async Task<Survey> SurveyAsync(CaseId id) => (await Cases.FindAsync<Survey>(id, default))!.Case;

    public string TokenOf(SurveyInvitation invitation) => desk.Get<SurveyTokens>().TokenFor(invitation.Id);

    public Task<Answer> ShowAsync(string? token) => desk.CallAsync<ShowSurveyReply>((f, r) => f.Run(r, default), headers: Headers(token));

    public Task<Answer> SavePageAsync(string? token, string page, JsonObject answers, string? language = null) => desk.CallAsync<SaveSurveyPage>(
        (f, r) => f.Run(r, page, default), body: Body(answers, language), headers: Headers(token));

    public Task<Answer> FinishAsync(string? token, JsonObject? answers = null, string? key = null, string? language = null) =>
        desk.CallAsync<FinishSurveyReply>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
            body: Body(answers, language),
            headers: key is null ? Headers(token) : [.. Headers(token), ("Idempotency-Key", key)]);

    public async Task RepliedAsync(SurveyInvitation invitation, JsonObject answers)
    {
        Answer answer = await FinishAsync(TokenOf(invitation), answers);
        Assert.True(answer.Status == 201, answer.Text);
    }

    public Task<Answer> OptOutAsync(string? token) => desk.CallAsync<OptOutOfSurveys>(
        (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default), headers: Headers(token));

    public Task<Answer> ResultsAsync(CaseId survey, string query = "", string? tag = null) =>
        desk.CallAsync<ShowSurveyResults>(
            (f, r) => f.Run(r, survey.Value, default), query: query, headers: tag is null ? [] : [("If-None-Match", tag)]);

    public Task MoveAsync() => new MoveReplies(Cases, desk.Get<ReplyMover>()).Run(null!, default);

    public async Task<List<TableEntity>> RowsAsync(string? prefix = null)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in desk.Get<SurveyTable>().Client.QueryAsync<TableEntity>(filter: (string?)null))
        {
            if (prefix is null || row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>The timeline of an invitation, without its beginning.</summary>
    public async Task<string[]> StoryAsync(SurveyInvitation invitation) =>
        [.. (await Cases.TimelineAsync(invitation.Id, default)).Skip(1).Select(line => line.Event.What)];

    public async ValueTask DisposeAsync() => await desk.DisposeAsync();

    private static JsonObject Body(JsonObject? answers, string? language)
    {
        JsonObject body = [];
        if (answers is not null)
        {
            body["answers"] = answers.DeepClone();
        }

        if (language is not null)
        {
            body["language"] = language;
        }

        return body;
    }

    private static (string Name, string Value)[] Headers(string? token) => token is null ? [] : [(SurveyTokens.Header, token)];

    private static Member MemberOf(CaseId id, string name)
    {
        DateOnly on = new(2019, 1, 1);
        Contact contact = new($"{name} of Example", $"{name}@example.org", Position: null, Phone: null);
        return new Member(
            id,
            StepNumber: 1,
            new JoinDate(on, JoinEvent.Payment, "join date by payment"),
            Application: null,
            new MemberDetails(
                new OrganisationDetails(
                    $"Example {name} Ltd", $"Example {name}", "12345", "NO", "1 Example Street", Website: null, Parent: null, Subsidiaries: []),
                [],
                ["NO"],
                new Contacts(contact, Billing: null, contact),
                "en",
                HeardAbout: null,
                Certification: null),
            History.From(on, MembershipClass.GeneralSupporters),
            History.From(on, SizeDeclaration.OfTurnover(5_000_000, on.Year - 1)),
            History.From<MemberStatus>(on, new MemberStatus.Active()));
    }
}

/// <summary>Made-up answers to the certification survey, page by page.</summary>
internal static class Answers
{
    public static readonly string[] Pages = ["drivers", "value", "challenges", "changes"];

    public static JsonObject Drivers => new() { ["performanceStandardDrivers"] = new JsonArray("responsible-practices", "reputation") };

    public static JsonObject Value(string positive = "agree", string? comment = null)
    {
        JsonObject page = new() { ["positive"] = positive, ["selfAssessment"] = "moderate", ["audit"] = "straightforward" };
        if (comment is not null)
        {
            page["positiveComment"] = comment;
        }

        return page;
    }

    public static JsonObject Challenges => new() { ["obstacles"] = "no", ["futureChallenges"] = "unsure" };

    public static JsonObject Changes(string? contact = null)
    {
        JsonObject page = new() { ["improvements"] = "yes", ["improvementsWhen"] = "both", ["storyOfChange"] = contact is null ? "no" : "yes" };
        if (contact is not null)
        {
            page["contactName"] = contact;
            page["contactEmail"] = $"{contact.ToLowerInvariant()}@example.org";
        }

        return page;
    }

    public static JsonObject Whole(string positive = "agree", string? comment = null, string? contact = null)
    {
        JsonObject all = [];
        foreach (JsonObject page in new[] { Drivers, Value(positive, comment), Challenges, Changes(contact) })
        {
            foreach ((string name, JsonNode? value) in page)
            {
                all[name] = value?.DeepClone();
            }
        }

        return all;
    }
}
