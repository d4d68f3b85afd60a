using System.Text.Json.Serialization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms;

/// <summary>Hands out a list of choices that forms share, as SurveyJS's <c>choicesByUrl</c> reads it: <c>countries</c>.</summary>
public sealed class GetChoices(FormCatalogue forms)
{
    /// <summary>Each choice has a <c>value</c> and a <c>text</c> in both languages. Answers 304 to a matching If-None-Match.</summary>
    [Function(nameof(GetChoices))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(IReadOnlyList<ChoiceView>), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/forms/choices/{list}")] HttpRequest request, string list) =>
        GetForm.Answer(request, forms.PublishedList(list));
}

/// <summary>A choice, as SurveyJS reads it.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Text">What people read.</param>
internal sealed record ChoiceView(string Value, ChoiceText Text)
{
    public static ChoiceView Of(Option option) => new(option.Value, new ChoiceText(option.Text.English, option.Text.Chinese));
}

/// <summary>A text in both languages, as SurveyJS reads it.</summary>
/// <param name="English">In English.</param>
/// <param name="Chinese">In simplified Chinese.</param>
internal sealed record ChoiceText([property: JsonPropertyName("default")] string English, [property: JsonPropertyName("zh-cn")] string Chinese);
