using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Forms;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Forms;

public sealed class FormReaderTests
{
    private static readonly CaseId SomeDraft = CaseId.From(Draft.Prefix, 12345);

    private readonly FormsWorld world = new();

    public static TheoryData<string> Classes => [.. SampleApplications.Classes];

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task A_complete_application_is_read_with_its_form_and_language(string @class)
    {
        Submission<ApplicationAnswers> read = await ReadAsync(SampleApplications.Submission(SampleApplications.Answers(@class), "zh"));
        Assert.Null(read.Problem);
        Assert.Equal(@class, read.Answers!.Class.Code);
        Assert.Equal(new FormVersion("membership-application", 1, "zh"), read.Form);
        Assert.Null(read.Draft);
        Assert.Equal(64, read.BodyHash.Length);
    }

    [Theory]
    [InlineData(null, "", "en")]
    [InlineData(null, "Accept-Language: zh-CN,zh;q=0.9,en;q=0.5", "zh")]
    [InlineData(null, "Accept-Language: de, zh;q=0.1, en;q=0.2", "en")]
    [InlineData(null, "Accept-Language: de", "en")]
    [InlineData("zh-Hans", "Accept-Language: en", "zh")]
    [InlineData("EN", "Accept-Language: zh", "en")]
    public async Task The_language_is_the_body_s_else_the_browser_s_else_English(string? named, string header, string language)
    {
        JsonObject body = new() { ["answers"] = SampleApplications.Answers("GS") };
        if (named is not null)
        {
            body["language"] = named;
        }

        Submission<ApplicationAnswers> read = await ReadAsync(body, header.Length == 0 ? [] : [header]);
        Assert.Equal(language, read.Form!.Language);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_with_pointers_into_the_body()
    {
        JsonObject answers = SampleApplications.Answers("GS");
        answers.Remove("legalName");
        answers["annualTurnover"] = -5;
        JsonObject body = SampleApplications.Submission(answers, "fr");
        body["draft"] = SomeDraft.Value;

        Answer answer = await RefusalAsync(body);

        Assert.Equal(400, answer.Status);
        Assert.Equal("/problems/invalid-form", (string)answer.Body!["type"]!);
        Assert.Equal(["/language", "/draft", "/answers/legalName", "/answers/annualTurnover"], answer.Pointers);
    }

    [Theory]
    [InlineData("form", "\"another\"", "/form")]
    [InlineData("version", "7", "/version")]
    [InlineData("draft", "\"DRF-0000\"", "/draft")]
    public async Task What_the_body_says_of_the_form_must_be_so(string member, string value, string at)
    {
        JsonObject body = SampleApplications.Submission(SampleApplications.Answers("GS"));
        body[member] = JsonNode.Parse(value);
        Assert.Equal([at], (await RefusalAsync(body)).Pointers);
    }

    [Theory]
    [InlineData("""{ "answers": {}, "more": 1 }""", "malformed-body")]
    [InlineData("{}", "malformed-body")]
    [InlineData("""{ "answers": {}, "version": "1" }""", "malformed-body")]
    [InlineData("""{ "answers": [] }""", "invalid-form")]
    [InlineData("""{ "answers": null }""", "invalid-form")]
    public async Task A_body_of_another_shape_is_refused(string body, string problem)
    {
        Answer answer = await RefusalAsync(JsonNode.Parse(body)!);
        Assert.Equal((400, $"/problems/{problem}"), (answer.Status, (string)answer.Body!["type"]!));
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        HttpRequest request = FormsWorld.Request(SampleApplications.Submission(SampleApplications.Answers("GS")));
        request.ContentType = "text/plain";
        Submission<ApplicationAnswers> read = await world.Forms.MembershipApplication.ReadAsync(request, CancellationToken.None);
        Assert.Equal(415, (await FormsWorld.AnswerAsync(request, read.Problem!)).Status);
    }

    [Fact]
    public async Task The_rules_of_membership_point_at_the_form_s_fields()
    {
        JsonObject answers = SampleApplications.Answers("IU");
        answers["activities"] = new JsonArray("bauxite-mining");
        Answer answer = await RefusalAsync(SampleApplications.Submission(answers));
        Assert.Equal(["/answers/class"], answer.Pointers);
        Assert.Equal("class-forced", (string)answer.Body!["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task A_submission_may_name_its_draft_and_proves_it_with_the_key()
    {
        JsonObject body = SampleApplications.Submission(SampleApplications.Answers("GS"));
        body["draft"] = SomeDraft.Value;
        Assert.Equal(SomeDraft, (await ReadAsync(body.DeepClone(), $"X-Draft-Key: {world.Keys.KeyFor(SomeDraft)}")).Draft);
        Assert.Equal(["/draft"], (await RefusalAsync(body, $"X-Draft-Key: {world.Keys.KeyFor(CaseId.From(Draft.Prefix, 1))}")).Pointers);
    }

    private Task<Submission<ApplicationAnswers>> ReadAsync(JsonNode body, params string[] headers) =>
        world.Forms.MembershipApplication.ReadAsync(FormsWorld.Request(body, headers), CancellationToken.None);

    private async Task<Answer> RefusalAsync(JsonNode body, params string[] headers)
    {
        HttpRequest request = FormsWorld.Request(body, headers);
        Submission<ApplicationAnswers> read = await world.Forms.MembershipApplication.ReadAsync(request, CancellationToken.None);
        Assert.Null(read.Answers);
        return await FormsWorld.AnswerAsync(request, read.Problem!);
    }
}
