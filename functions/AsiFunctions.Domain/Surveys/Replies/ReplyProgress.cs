using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>An unfinished reply: saved page by page, and possibly a page that was begun.</summary>
/// <param name="Pages">The names of the pages completed so far, in any order.</param>
/// <param name="Answers">An object with everything that was saved.</param>
public sealed record ReplyProgress(IReadOnlyList<string> Pages, JsonElement Answers)
{
    /// <summary>What counts of it when the round closes: the completed pages, and nothing of a page that was only begun.</summary>
    /// <remarks>
    /// Source: seed 002, "Methodology": questions 8 and 9 have one answer fewer, since "1
    /// respondent didn't finish the survey". Should a page no longer pass its own check, it and
    /// those behind it do not count: a later page may hang on it.
    /// </remarks>
    /// <param name="form">The definition, in the version that was answered.</param>
    /// <param name="today">The date that relative bounds count from, in UTC.</param>
    /// <returns>Null where no page was completed: there is no reply.</returns>
    public CompletedPages? AtClose(FormDefinition form, DateOnly today)
    {
        string[] completed = [.. form.Pages.Select(page => page.Name).Where(Pages.Contains)];
        for (int count = completed.Length; count > 0; count--)
        {
            string[] pages = completed[..count];
            FormAnswers answers = form.ValidatePages(Only(form.QuestionsOf(pages)), pages, Language.English, today);
            if (answers.Faults.Count == 0)
            {
                return new CompletedPages(pages, answers);
            }
        }

        return null;
    }

    private JsonElement Only(HashSet<string> questions)
    {
        if (Answers.ValueKind is not JsonValueKind.Object)
        {
            return Answers;
        }

        JsonObject kept = [];
        foreach (JsonProperty member in Answers.EnumerateObject().Where(member => questions.Contains(member.Name)))
        {
            kept[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(kept);
    }
}
