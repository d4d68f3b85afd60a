using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Surveys;

/// <summary>
/// The round of November 2021, with made-up replies: 106 invited, 39 finish, one stops before the last page. Source: seed 002, Appendix 2.
/// </summary>
public sealed class SurveyReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_published_report_comes_out_of_the_replies()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(106);
        CaseId survey = await office.OpenRoundAsync(new JsonObject { ["closesOn"] = "2021-12-06" });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        Assert.Equal(106, invited.Count);
        string[] lines = await File.ReadAllLinesAsync(
            Path.Combine(RepositoryRoot.Path, "tests", "Samples", "Surveys", "certification-survey-2021.jsonl"));
        foreach ((int index, string line) in lines.Index())
        {
            await ReplyAsync(office, office.TokenOf(invited[index]), JsonNode.Parse(line)!.AsObject());
        }

        office.Desk.MoveTo("2021-12-07");
        await office.DriveAsync(survey);

        JsonElement published = (await office.ResultsAsync(survey)).Json.GetProperty("results").GetProperty("published");
        JsonElement rate = published.GetProperty("responseRate");
        Assert.Equal(
            (40, 106, 38),
            (rate.GetProperty("count").GetInt32(), rate.GetProperty("denominator").GetInt32(), rate.GetProperty("percent").GetInt32()));
        Assert.Equal("35 of 40: 88", Share(published, "performanceStandardDrivers", "responsible-practices"));
        Assert.Equal("31 of 40: 78", Share(published, "performanceStandardDrivers", "expectations"));
        Assert.Equal("23 of 34: 68", Share(published, "chainOfCustodyDrivers", "responsible-sourcing"));
        Assert.Equal("21 of 40: 53", Share(published, "positive", "strongly-agree"));
        Assert.Equal("25 of 39: 64", Share(published, "improvements", "yes"));
        Assert.Equal("14 of 39: 36", Share(published, "improvementsWhen", "both"));
        Assert.Equal("14 of 39: 36", Text(published.GetProperty("leftContact")));
        Assert.Equal("24 of 39: 62", Text(published.GetProperty("commented")));
    }

    private static async Task ReplyAsync(SurveyOffice office, string token, JsonObject line)
    {
        JsonObject answers = line["answers"]!.AsObject();
        string[] pages = [.. line["pages"]!.AsArray().Select(page => page!.GetValue<string>())];
        if (pages.Length == Answers.Pages.Length)
        {
            Answer finished = await office.FinishAsync(token, answers);
            Assert.True(finished.Status == 201, finished.Text);
            return;
        }

        foreach (string page in pages)
        {
            HashSet<string> asked = [.. FormLibrary.Read().Find("certification-survey", 1)!.Pages.Single(one => one.Name == page).Questions];
            JsonObject own = [];
            foreach ((string name, JsonNode? value) in answers.Where(answer => asked.Contains(answer.Key)))
            {
                own[name] = value?.DeepClone();
            }

            Answer saved = await office.SavePageAsync(token, page, own);
            Assert.True(saved.Status == 200, saved.Text);
        }
    }

    private static string Share(JsonElement published, string question, string option) => Text(published.GetProperty("questions").EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == question).GetProperty("options").EnumerateArray()
        .Single(one => one.GetProperty("value").GetString() == option).GetProperty("share"));

    private static string Text(JsonElement share) =>
        $"{share.GetProperty("count")} of {share.GetProperty("denominator")}: {share.GetProperty("percent")}";
}
