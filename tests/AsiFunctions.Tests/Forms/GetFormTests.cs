using System.Text.Json.Nodes;
using AsiFunctions.Forms;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Forms;

public sealed class GetFormTests
{
    private readonly FormsWorld world = new();

    [Theory]
    [InlineData("")]
    [InlineData("?version=1")]
    public async Task A_form_is_handed_out_with_its_version_and_a_tag(string query)
    {
        Answer answer = await GetAsync("membership-application", query);
        Assert.Equal(200, answer.Status);
        Assert.Equal(("membership-application", 1), ((string)answer.Body!["id"]!, (int)answer.Body["version"]!));
        Assert.Equal("Application for ASI membership", (string)answer.Body["definition"]!["title"]!["default"]!);
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl);
        Assert.Matches("^\"[0-9a-f]{16}\"$", answer.Headers.ETag.ToString());
    }

    [Fact]
    public async Task Who_has_it_already_gets_304()
    {
        string tag = (await GetAsync("membership-application")).Headers.ETag.ToString();
        Answer again = await GetAsync("membership-application", "", $"If-None-Match: {tag}");
        Assert.Equal((304, (JsonNode?)null), (again.Status, again.Body));
    }

    [Theory]
    [InlineData("nothing", "", 404)]
    [InlineData("membership-application", "?version=2", 404)]
    [InlineData("membership-application", "?version=one", 400)]
    [InlineData("membership-application", "?version=-1", 400)]
    [InlineData("membership-application", "?version=99999999999", 400)]
    public async Task What_is_not_there_is_a_problem(string id, string query, int status) => Assert.Equal(status, (await GetAsync(id, query)).Status);

    [Fact]
    public async Task The_countries_are_choices_in_both_languages()
    {
        HttpRequest request = FormsWorld.Request();
        Answer answer = await FormsWorld.AnswerAsync<GetChoices>(request, new GetChoices(world.Forms).Run(request, "countries"));
        JsonNode norway = answer.Body!.AsArray().Single(choice => (string)choice!["value"]! == "NO")!;
        Assert.Equal(("Norway", "挪威"), ((string)norway["text"]!["default"]!, (string)norway["text"]!["zh-cn"]!));
        Assert.Equal(249, answer.Body.AsArray().Count);
    }

    [Fact]
    public async Task There_is_no_other_list()
    {
        HttpRequest request = FormsWorld.Request();
        Assert.Equal(404, (await FormsWorld.AnswerAsync<GetChoices>(request, new GetChoices(world.Forms).Run(request, "planets"))).Status);
    }

    private async Task<Answer> GetAsync(string id, string query = "", params string[] headers)
    {
        HttpRequest request = FormsWorld.Request(null, headers);
        request.Method = "GET";
        request.QueryString = new QueryString(query);
        return await FormsWorld.AnswerAsync<GetForm>(request, new GetForm(world.Forms).Run(request, id));
    }
}
