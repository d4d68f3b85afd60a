using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Surveys.Replies;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Surveys;

/// <summary>One reply for each token: saved page by page, finished once.</summary>
public sealed class SurveyReplyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_person_saves_pages_comes_back_and_finishes()
    {
        await using SurveyOffice office = await InvitedAsync();
        string token = office.TokenOf(Assert.Single(await office.InvitationsAsync()));
        Assert.Equal(("open", 0), Shown(await office.ShowAsync(token)));

        Assert.Equal(200, (await office.SavePageAsync(token, "drivers", Answers.Drivers)).Status);
        Answer second = await office.SavePageAsync(token, "value", Answers.Value());
        Assert.Equal(["drivers", "value"], second.Json.GetProperty("pages").EnumerateArray().Select(page => page.GetString()));
        Answer back = await office.ShowAsync(token);
        Assert.Equal(("open", 2), Shown(back));
        Assert.Equal("agree", back.Json.GetProperty("answers").GetProperty("positive").GetString());
        Assert.Equal("no-store", back.Headers.CacheControl);

        Answer early = await office.FinishAsync(token);
        Assert.Equal(400, early.Status);
        Assert.Contains("/answers/obstacles required", early.Faults);
        await office.SavePageAsync(token, "changes", Answers.Changes());
        await office.SavePageAsync(token, "challenges", Answers.Challenges);
        Assert.Equal(201, (await office.FinishAsync(token)).Status);

        Assert.Equal(("responded", 0), Shown(await office.ShowAsync(token)));
        Assert.Equal("responded", Assert.Single(await office.InvitationsAsync()).StateName);
        Assert.Equal(
            ["draft", "held", "invitations", "invited", "open", "spent"],
            (await office.RowsAsync()).Select(row => row.RowKey.Split('|')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_is_checked_when_it_is_saved_and_nothing_of_another_page_is_taken_with_it()
    {
        await using SurveyOffice office = await InvitedAsync();
        string token = office.TokenOf(Assert.Single(await office.InvitationsAsync()));

        Answer wrong = await office.SavePageAsync(token, "value", new JsonObject { ["positive"] = "very", ["obstacles"] = "no", ["audit"] = "easy" });

        Assert.Equal(400, wrong.Status);
        Assert.Contains("/answers/positive not-offered", wrong.Faults);
        Assert.Contains("/answers/selfAssessment required", wrong.Faults);
        Assert.Contains(wrong.Faults, fault => fault.StartsWith("/answers/obstacles ", StringComparison.Ordinal));
        Assert.Equal(404, (await office.SavePageAsync(token, "no-such-page", Answers.Drivers)).Status);
        Assert.Equal(("open", 0), Shown(await office.ShowAsync(token)));
    }

    [Fact]
    public async Task A_language_that_forms_do_not_have_is_told_and_nothing_is_stored()
    {
        await using SurveyOffice office = await InvitedAsync();
        string token = office.TokenOf(Assert.Single(await office.InvitationsAsync()));

        Answer page = await office.SavePageAsync(token, "drivers", Answers.Drivers, language: "fr");
        Answer whole = await office.FinishAsync(token, Answers.Whole(), language: "fr");

        Assert.All([page, whole], answer => Assert.Equal((400, "/language not-offered"), (answer.Status, Assert.Single(answer.Faults))));
        Assert.Empty(await office.RowsAsync("draft|"));
        Assert.Equal(200, (await office.SavePageAsync(token, "drivers", Answers.Drivers, language: "zh")).Status);
    }

    [Fact]
    public async Task A_token_that_nobody_was_invited_with_opens_nothing()
    {
        await using SurveyOffice office = await InvitedAsync();
        string token = office.TokenOf(Assert.Single(await office.InvitationsAsync()));
        string other = $"{CaseId.From(SurveyInvitation.Prefix, 12345)}{token[token.IndexOf('.')..]}";
        string first = (await office.ShowAsync(null)).Text;
        foreach (string? wrong in new[] { null, "", "nonsense", token[..^1], other, token + token })
        {
            Assert.Equal((404, first), ((await office.ShowAsync(wrong)).Status, (await office.ShowAsync(wrong)).Text));
            Assert.Equal(404, (await office.SavePageAsync(wrong, "drivers", Answers.Drivers)).Status);
            Assert.Equal(404, (await office.FinishAsync(wrong, Answers.Whole())).Status);
        }
    }

    [Fact]
    public async Task A_finished_reply_cannot_be_given_again_and_the_same_request_gets_the_same_answer()
    {
        await using SurveyOffice office = await InvitedAsync();
        string token = office.TokenOf(Assert.Single(await office.InvitationsAsync()));

        Answer first = await office.FinishAsync(token, Answers.Whole(), key: "a-key");
        Answer again = await office.FinishAsync(token, Answers.Whole(), key: "a-key");
        Assert.Equal((201, 201, first.Text), (first.Status, again.Status, again.Text));

        foreach (Answer late in new[]
        {
            await office.FinishAsync(token, Answers.Whole()),
            await office.FinishAsync(token, Answers.Whole("disagree"), key: "a-key"),
            await office.FinishAsync(token, Answers.Whole(), key: "another-key"),
            await office.SavePageAsync(token, "drivers", Answers.Drivers),
        })
        {
            Assert.Equal((409, "already-replied"), (late.Status, late.Code));
        }

        Assert.Single(await office.RowsAsync("held|"));
    }

    [Fact]
    public async Task Of_two_at_once_one_is_taken()
    {
        await using SurveyOffice office = await InvitedAsync();
        string token = office.TokenOf(Assert.Single(await office.InvitationsAsync()));
        await office.SavePageAsync(token, "drivers", Answers.Drivers);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => office.FinishAsync(token, Answers.Whole())));

        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
        Assert.Single(await office.RowsAsync("held|"));
        Assert.Equal("", Assert.Single(await office.RowsAsync("draft|")).GetString("Pages"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_that_is_saved_while_the_reply_is_finished_does_not_become_a_second_one(bool hasPages)
    {
        await using SurveyOffice office = await InvitedAsync(2, new JsonObject { ["minimum"] = 2 });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        CaseId survey = invited[0].Survey!.Value;
        string token = office.TokenOf(invited[0]);
        if (hasPages)
        {
            await office.SavePageAsync(token, "drivers", Answers.Drivers);
        }

        ReplyStore replies = office.Desk.Get<ReplyStore>();
        SavedPages? read = await replies.PagesAsync(survey, invited[0].Id, default);
        Assert.Equal(201, (await office.FinishAsync(token, Answers.Whole())).Status);
        ReplyProgress page = new(["drivers"], JsonSerializer.SerializeToElement(Answers.Drivers));
        foreach (SavedPages late in new SavedPages[] { new(page, Standard: null, 2021, read?.Row), new(page, Standard: null, 2021, Row: null) })
        {
            Assert.Equal(ReplySaving.Overtaken, await replies.SaveAsync(survey, invited[0].Id, late, default));
        }

        Assert.Equal((409, "already-replied"), Refused(await office.SavePageAsync(token, "drivers", Answers.Drivers)));
        await office.RepliedAsync(invited[1], Answers.Whole());
        await office.CloseAsync(survey);
        Assert.Equal(2, Published(await office.ResultsAsync(survey)).GetProperty("replies").GetInt32());
        Assert.Empty(await office.RowsAsync("draft|"));
    }

    [Fact]
    public async Task With_a_quota_the_next_one_is_told_that_there_are_enough()
    {
        await using SurveyOffice office = await InvitedAsync(4, new JsonObject { ["quota"] = 3, ["minimum"] = 2 });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        string fourth = office.TokenOf(invited[3]);
        Assert.Equal(200, (await office.SavePageAsync(fourth, "drivers", Answers.Drivers)).Status);
        foreach (SurveyInvitation one in invited.Take(3))
        {
            Assert.Equal("open", Shown(await office.ShowAsync(fourth)).State);
            await office.RepliedAsync(one, Answers.Whole());
        }

        Assert.Equal("full", Shown(await office.ShowAsync(fourth)).State);
        Assert.Equal((409, "quota-reached"), Refused(await office.SavePageAsync(fourth, "drivers", Answers.Drivers)));
        Assert.Equal((409, "quota-reached"), Refused(await office.FinishAsync(fourth, Answers.Whole())));

        CaseId survey = invited[0].Survey!.Value;
        await office.CloseAsync(survey);
        Assert.Equal(3, Published(await office.ResultsAsync(survey)).GetProperty("replies").GetInt32());
    }

    [Fact]
    public async Task After_the_last_day_nothing_is_taken_though_the_round_was_not_closed_yet()
    {
        await using SurveyOffice office = await InvitedAsync(2, new JsonObject { ["closesOn"] = "2021-12-06" });
        string[] tokens = [.. (await office.InvitationsAsync()).Select(office.TokenOf)];
        office.Desk.MoveTo("2021-12-06");
        Assert.Equal(201, (await office.FinishAsync(tokens[0], Answers.Whole())).Status);

        office.Desk.MoveTo("2021-12-07");

        Assert.Equal((409, "survey-closed"), Refused(await office.SavePageAsync(tokens[1], "drivers", Answers.Drivers)));
        Assert.Equal((409, "survey-closed"), Refused(await office.FinishAsync(tokens[1], Answers.Whole())));
        Assert.Equal("closed", Shown(await office.ShowAsync(tokens[1])).State);
    }

    [Fact]
    public async Task When_the_round_closes_completed_pages_count_and_nothing_more_is_taken()
    {
        await using SurveyOffice office = await InvitedAsync(4, new JsonObject { ["minimum"] = 2 });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        CaseId survey = invited[0].Survey!.Value;
        await office.RepliedAsync(invited[0], Answers.Whole());
        await office.RepliedAsync(invited[1], Answers.Whole());
        string third = office.TokenOf(invited[2]);
        await office.SavePageAsync(third, "drivers", Answers.Drivers);
        await office.SavePageAsync(third, "value", Answers.Value("strongly-agree"));
        await office.SavePageAsync(third, "challenges", Answers.Challenges);

        await office.CloseAsync(survey);

        JsonElement results = Published(await office.ResultsAsync(survey));
        Assert.Equal((3, 2), (results.GetProperty("replies").GetInt32(), results.GetProperty("finished").GetInt32()));
        Assert.Equal(("3", "2"), (Answered(results, "futureChallenges"), Answered(results, "improvements")));
        Assert.Equal((409, "survey-closed"), Refused(await office.SavePageAsync(third, "changes", Answers.Changes())));
        Assert.Equal((409, "survey-closed"), Refused(await office.FinishAsync(office.TokenOf(invited[3]), Answers.Whole())));
        Assert.Equal((409, "already-replied"), Refused(await office.FinishAsync(office.TokenOf(invited[0]), Answers.Whole())));
        Assert.Equal("closed", Shown(await office.ShowAsync(third)).State);
        Assert.Equal(["closed", "closed", "responded", "responded"], (await office.InvitationsAsync()).Select(one => one.StateName).Order());
        Assert.Empty(await office.RowsAsync("draft|"));
        Assert.Empty(await office.RowsAsync("held|"));
        Assert.Equal(2, (await office.RowsAsync("spent|")).Count);
    }

    [Fact]
    public async Task A_second_survey_needs_a_definition_only()
    {
        await using SurveyOffice office = await InvitedAsync(2, new JsonObject { ["form"] = "membership-survey", ["minimum"] = 2 });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        JsonObject benefits = new() { ["worthwhile"] = "agree", ["certification"] = "yes", ["certificationComment"] = "In two years." };
        foreach (SurveyInvitation one in invited)
        {
            string token = office.TokenOf(one);
            Assert.Equal("membership-survey", (await office.ShowAsync(token)).Json.GetProperty("form").GetString());
            Assert.Equal(200, (await office.SavePageAsync(token, "reasons", new JsonObject { ["reasons"] = new JsonArray("support") })).Status);
            Assert.Equal(200, (await office.SavePageAsync(token, "benefits", benefits)).Status);
            Assert.Equal(200, (await office.SavePageAsync(token, "outlook", new JsonObject { ["feedback"] = "Go on like that." })).Status);
            Assert.Equal(201, (await office.FinishAsync(token)).Status);
        }

        await office.CloseAsync(invited[0].Survey!.Value);
        Assert.Equal("2", Answered(Published(await office.ResultsAsync(invited[0].Survey!.Value)), "worthwhile"));
    }

    private async Task<SurveyOffice> InvitedAsync(int count = 1, JsonObject? with = null)
    {
        SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(count);
        await office.OpenRoundAsync(with);
        return office;
    }

    private static (string? State, int Pages) Shown(Answer answer) =>
        (answer.Json.GetProperty("state").GetString(), answer.Json.GetProperty("pages").GetArrayLength());

    private static (int Status, string? Code) Refused(Answer answer) => (answer.Status, answer.Code);

    private static JsonElement Published(Answer answer) => answer.Json.GetProperty("results").GetProperty("published");

    private static string Answered(JsonElement published, string question) => published.GetProperty("questions").EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == question).GetProperty("answered").GetRawText();
}
