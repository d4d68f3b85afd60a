using AsiFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms;

/// <summary>Hands out a list of choices that forms share, as SurveyJS's <c>choicesByUrl</c> reads it: <c>countries</c>.</summary>
public sealed class GetChoices(FormCatalogue forms)
{
    /// <summary>Each choice has a <c>value</c> and a <c>text</c> in both languages.</summary>
    [Function(nameof(GetChoices))]
    [OpenToPublic]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/forms/choices/{list}")] HttpRequest request, string list) =>
        GetForm.Answer(request, forms.PublishedList(list));
}
