using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Surveys.Tallies;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Surveys;

/// <summary>What can be told from the table's rows, by somebody who reads all of them; and what is published of them.</summary>
public sealed class SurveyAnonymityTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Replies = 12;

    [Fact]
    public async Task Once_moved_on_no_row_of_a_reply_shares_a_key_a_time_or_an_order_with_an_invitation()
    {
        await using SurveyOffice office = await RepliedAsync();
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        Assert.Equal(Replies, (await office.RowsAsync("held|")).Count);
        await office.MoveAsync();
        await office.MoveAsync();

        List<TableEntity> rows = await office.RowsAsync();
        List<TableEntity> groups = [.. rows.Where(row => row.RowKey.StartsWith("group|", StringComparison.Ordinal))];
        List<TableEntity> spent = [.. rows.Where(row => row.RowKey.StartsWith("spent|", StringComparison.Ordinal))];

        // Of 12, minimum 4: two groups of four leave, and four stay behind until more come.
        Assert.Equal((2, 4), (groups.Count, rows.Count(row => row.RowKey.StartsWith("held|", StringComparison.Ordinal))));
        Assert.Equal(Replies, spent.Count);
        string[] allowed = ["odata.etag", "PartitionKey", "RowKey", "Timestamp", "Replies0", "Contacts"];
        Assert.All(groups, row => Assert.Empty(row.Keys.Except(allowed)));
        foreach (TableEntity row in groups)
        {
            string all = $"{row.RowKey} {ValuesOf(row)}";
            Assert.All(invited, one => Assert.DoesNotContain(one.Id.Core, all, StringComparison.Ordinal));
            Assert.All(invited, one => Assert.DoesNotContain(one.Member.Core, all, StringComparison.Ordinal));
            Assert.All(spent, mark => Assert.DoesNotContain(mark.RowKey[6..], all, StringComparison.Ordinal));
            Assert.DoesNotContain("person", all, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\d{4}-\d\d-\d\d(?!T)", row.GetString("Replies0"));
            Assert.All(spent, mark => Assert.NotEqual(mark.Timestamp, row.Timestamp));
        }

        Assert.All(spent, mark => Assert.Empty(mark.Keys.Except(["odata.etag", "PartitionKey", "RowKey", "Timestamp", "Repeat"])));
        Assert.All(spent, mark => Assert.Equal("", mark.GetString("Repeat")));
        Assert.All(invited, one => Assert.DoesNotContain(spent, mark => mark.RowKey.Contains(one.Id.Core, StringComparison.Ordinal)));

        // The order within a group is not the order in which they came: 12 comments are numbered as they came.
        int[] order = [.. groups.SelectMany(row => JsonElement.Parse(row.GetString("Replies0")!).EnumerateArray()).Select(NumberOf)];
        Assert.Equal(order.Length, order.Distinct().Count());
        Assert.False(order.SequenceEqual(order.Order()) || order.SequenceEqual(order.OrderDescending()), string.Join(' ', order));
    }

    [Fact]
    public async Task Contact_details_stand_apart_in_an_order_by_chance_and_can_be_erased()
    {
        await using SurveyOffice office = await RepliedAsync(contacts: true);
        CaseId survey = (await office.InvitationsAsync())[0].Survey!.Value;
        await office.CloseAsync(survey);

        Assert.All(
            (await office.RowsAsync()).Where(row => !row.RowKey.StartsWith("contact|", StringComparison.Ordinal)),
            row => Assert.DoesNotContain("Conny", ValuesOf(row), StringComparison.Ordinal));
        Answer contacts = await office.Desk.CallAsync<ListSurveyContacts>((f, r) => f.Run(r, survey.Value, default), BackOfficeDesk.Sasha);
        JsonElement[] items = [.. contacts.Json.GetProperty("items").EnumerateArray()];
        Assert.Equal(Replies, items.Length);
        Assert.All(
            items, item => Assert.Equal(["id", "name", "company", "email", "storyOfChange"], item.EnumerateObject().Select(member => member.Name)));
        string first = items[0].GetProperty("id").GetString()!;
        Task<Answer> EraseAsync(string contact) => office.Desk.CallAsync<EraseSurveyContact>(
            (f, r) => f.Run(r, survey.Value, contact, default), BackOfficeDesk.Sasha);
        Assert.Equal(204, (await EraseAsync(first)).Status);
        Assert.Equal(404, (await EraseAsync(first)).Status);
        Assert.Equal(404, (await EraseAsync("../totals")).Status);
        Assert.Equal(Replies - 1, (await office.RowsAsync("contact|")).Count);

        JsonElement left = (await office.ResultsAsync(survey)).Json.GetProperty("results").GetProperty("published").GetProperty("leftContact");
        Assert.Equal(Replies, left.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Below_the_minimum_nothing_is_published_and_a_reply_alone_shows_nowhere()
    {
        await using SurveyOffice office = await RepliedAsync(count: 3);
        CaseId survey = (await office.InvitationsAsync())[0].Survey!.Value;
        await office.MoveAsync();
        Assert.Empty(await office.RowsAsync("group|"));
        Assert.Equal("too-few-replies", Withheld(await office.ResultsAsync(survey)));

        await office.CloseAsync(survey);

        Assert.Equal("too-few-replies", Withheld(await office.ResultsAsync(survey)));
        Answer csv = await CsvAsync(office, survey);
        Assert.Equal((409, "withheld"), (csv.Status, csv.Code));
        Assert.Equal(0, (await CommentsAsync(office, survey)).GetProperty("questions").GetArrayLength());
        SurveyFacts facts = office.Desk.Get<IEnumerable<IFactSource>>().OfType<SurveyFacts>().Single();
        Assert.Empty(await facts.WaitingAsync(default));
        Assert.Empty(await facts.AllAsync(default).ToListAsync());
    }

    [Fact]
    public async Task What_was_written_to_a_question_of_words_is_listed_once()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(2);
        CaseId survey = await office.OpenRoundAsync(new JsonObject { ["minimum"] = 2 });
        foreach (SurveyInvitation one in await office.InvitationsAsync())
        {
            JsonObject answers = Answers.Whole();
            answers["feedback"] = "A made-up remark.";
            await office.RepliedAsync(one, answers);
        }

        await office.CloseAsync(survey);

        JsonElement question = (await CommentsAsync(office, survey)).GetProperty("questions").EnumerateArray()
            .Single(one => one.GetProperty("question").GetString() == "feedback");
        Assert.Equal(2, question.GetProperty("texts").GetArrayLength());
    }

    [Fact]
    public async Task The_results_are_counted_published_tagged_and_written_as_a_table()
    {
        await using SurveyOffice office = await RepliedAsync();
        CaseId survey = (await office.InvitationsAsync())[0].Survey!.Value;
        await office.MoveAsync();
        Assert.Equal(8, Replied(await office.ResultsAsync(survey)));
        Assert.Equal("round-open", Withheld(await office.ResultsAsync(survey, "?year=2021")));

        await office.CloseAsync(survey);

        Answer answer = await office.ResultsAsync(survey);
        Assert.Equal(Replies, Replied(answer));
        JsonElement rate = answer.Json.GetProperty("results").GetProperty("published").GetProperty("responseRate");
        Assert.Equal(
            (12, 12, 100),
            (rate.GetProperty("count").GetInt32(), rate.GetProperty("denominator").GetInt32(), rate.GetProperty("percent").GetInt32()));
        Assert.Equal(304, (await office.ResultsAsync(survey, tag: answer.Headers.ETag)).Status);
        Assert.Equal(Replies, Replied(await office.ResultsAsync(survey, "?year=2021")));
        Assert.Equal("too-few-replies", Withheld(await office.ResultsAsync(survey, "?year=2022")));
        Assert.Equal(400, (await office.ResultsAsync(survey, "?standard=XY")).Status);
        Assert.Equal(404, (await office.ResultsAsync(CaseId.From("SVY", 3))).Status);
        Assert.Contains("agree,Agree,12,12,100,100", (await CsvAsync(office, survey)).Text, StringComparison.Ordinal);

        JsonElement comments = (await CommentsAsync(office, survey)).GetProperty("questions").EnumerateArray().Single();
        Assert.Equal(
            Enumerable.Range(0, Replies).Select(i => $"number {i:D2}"),
            comments.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_dashboard_gets_each_group_once_and_can_count_all_of_them_anew()
    {
        await using SurveyOffice office = await RepliedAsync();
        await office.CloseAsync((await office.InvitationsAsync())[0].Survey!.Value);
        SurveyFacts facts = office.Desk.Get<IEnumerable<IFactSource>>().OfType<SurveyFacts>().Single();

        IReadOnlyList<FeedEntry> waiting = await facts.WaitingAsync(default);
        Dictionary<string, Cells> all = [];
        await foreach (FeedEntry entry in facts.AllAsync(default))
        {
            all.Add(entry.Id, entry.Cells);
        }

        Assert.Equal(waiting.Select(entry => entry.Id).Order(), all.Keys.Order());
        Assert.All(waiting, entry => Assert.Equal(Text(entry.Cells), Text(all[entry.Id])));
        await facts.RemoveAsync(waiting, default);
        Assert.Empty(await facts.WaitingAsync(default));
    }

    [Fact]
    public async Task A_large_rest_leaves_in_groups_of_which_none_is_below_the_minimum()
    {
        await using SurveyOffice office = await RepliedAsync(count: 47);
        await office.CloseAsync((await office.InvitationsAsync())[0].Survey!.Value);

        int[] sizes = [.. (await office.RowsAsync("group|")).Select(row => JsonElement.Parse(row.GetString("Replies0")!).GetArrayLength()).Order()];

        Assert.Equal([4, 43], sizes);
    }

    private async Task<SurveyOffice> RepliedAsync(int count = Replies, bool contacts = false)
    {
        SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(count);
        await office.OpenRoundAsync(new JsonObject { ["minimum"] = 4 });
        foreach ((int index, SurveyInvitation one) in (await office.InvitationsAsync()).Index())
        {
            await office.RepliedAsync(one, Answers.Whole(comment: $"number {index:D2}", contact: contacts ? $"Conny{index}" : null));
        }

        return office;
    }

    private static string ValuesOf(TableEntity row) => string.Join(' ', row.Select(property => property.Value));

    private static int NumberOf(JsonElement reply) => int.Parse(reply.GetProperty("answers").GetProperty("positiveComment").GetString()![7..], null);

    private static string[] Text(Cells cells) => [.. cells.Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal)];

    private static int Replied(Answer answer) => answer.Json.GetProperty("results").GetProperty("published").GetProperty("replies").GetInt32();

    private static string? Withheld(Answer answer) => answer.Json.GetProperty("results").GetProperty("withheld").GetProperty("reason").GetString();

    private static Task<Answer> CsvAsync(SurveyOffice office, CaseId survey) =>
        office.Desk.CallAsync<DownloadSurveyResults>((f, r) => f.Run(r, survey.Value, default));

    private static async Task<JsonElement> CommentsAsync(SurveyOffice office, CaseId survey) =>
        (await office.Desk.CallAsync<ListSurveyComments>((f, r) => f.Run(r, survey.Value, default), BackOfficeDesk.Sasha)).Json;
}
