using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>A reply and who gave it, taken apart once and for all.</summary>
/// <param name="Reply">What was said.</param>
/// <param name="Contact">Who may be asked further; null where no contact details were left.</param>
public sealed record ReplySplit(SurveyReply Reply, SurveyContact? Contact)
{
    /// <summary>Takes a reply apart.</summary>
    /// <param name="completed">The pages that count.</param>
    /// <param name="standard">The standard of the certificate that the invitation was about; null for none.</param>
    /// <param name="year">The year of the reply, UTC.</param>
    public static ReplySplit Of(CompletedPages completed, StandardCode? standard, int year)
    {
        FormAnswers answers = completed.Answers;
        FormDefinition form = answers.Form;
        JsonObject kept = [];
        foreach (Question question in form.Questions.Where(question => !SurveyQuestions.IsContact(question.Name)))
        {
            if (answers.Values.TryGetValue(question.Name, out FormValue? value))
            {
                kept[question.Name] = Written(value, question);
            }
        }

        string[] pages = [.. form.Pages.Select(page => page.Name).Where(completed.Pages.Contains)];
        return new ReplySplit(
            new SurveyReply(form.Id, form.Version, pages, JsonSerializer.SerializeToElement(kept), standard, year),
            ContactOf(answers));
    }

    private static SurveyContact? ContactOf(FormAnswers answers) => answers.Values.Keys.Any(SurveyQuestions.IsContact)
        ? new SurveyContact(
            answers.TextOrNull(SurveyQuestions.ContactName),
            answers.TextOrNull(SurveyQuestions.ContactCompany),
            answers.TextOrNull(SurveyQuestions.ContactEmail),
            answers.ChoiceOrNull(SurveyQuestions.StoryOfChange) == "yes")
        : null;

    private static JsonNode Written(FormValue value, Question question) => value switch
    {
        FormValue.Text text => text.Value,
        FormValue.Number number => number.Value,
        FormValue.Date date => Dates.Iso(date.Value),
        FormValue.Choice choice => choice.Value,
        FormValue.Choices choices => new JsonArray([.. InOrder((ChoicesQuestion)question).Where(choices.Values.Contains)
            .Select(one => (JsonNode)one)]),
        FormValue.YesNo yesNo => yesNo.Value,
        _ => throw new UnreachableException(),
    };

    // Choices stand as they are offered: the order of ticking is nobody's business.
    private static IEnumerable<string> InOrder(ChoicesQuestion question) =>
        question.Options.Select(option => option.Value).Append(ChoiceQuestion.Other);
}
