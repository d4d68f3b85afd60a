using System.Text.Json;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>A version of a form: SurveyJS JSON of the supported subset, read once, immutable.</summary>
/// <remarks>The subset is described in functions/AsiFunctions/Forms/README.md.</remarks>
/// <param name="Id">Kebab case, stable: <c>membership-application</c>.</param>
/// <param name="Version">From 1; a published version never changes.</param>
/// <param name="Title">What people read.</param>
/// <param name="Questions">In the order in which they are asked.</param>
/// <param name="Pages">At least one, in order; each question stands on exactly one.</param>
/// <param name="Json">The definition as the portal gets it.</param>
public sealed record FormDefinition(
    string Id, int Version, LocalText Title, IReadOnlyList<Question> Questions, IReadOnlyList<FormPage> Pages, string Json)
{
    /// <summary>Reads a definition.</summary>
    /// <param name="id">The form's id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="json">SurveyJS JSON.</param>
    /// <param name="lists">The named lists that <c>choicesByUrl</c> may ask for.</param>
    /// <exception cref="FormDefinitionException">The definition goes beyond the subset; all findings are told at once.</exception>
    public static FormDefinition Read(string id, int version, string json, IReadOnlyDictionary<string, IReadOnlyList<Option>> lists) =>
        FormDefinitionReader.Read(id, version, json, lists);

    /// <summary>Checks answers, and tells everything that is wrong with them at once.</summary>
    /// <param name="answers">An object with a member for each answered question.</param>
    /// <param name="language">The language of the messages.</param>
    /// <param name="today">The date that relative bounds count from, in UTC.</param>
    /// <param name="at">The JSON pointer to <paramref name="answers"/> in the request.</param>
    public FormAnswers Validate(JsonElement answers, Language language, DateOnly today, string at = "") =>
        new AnswerChecker(this, language, today, at).Check(answers);

    /// <summary>
    /// Checks the pages that a person has completed so far, all of them together, so that conditions see the answers of earlier pages.
    /// </summary>
    /// <remarks>
    /// What stands on another page is not demanded, and refused where it is answered. A condition that hangs on another page's question is left open:
    /// the question behind it is neither demanded nor refused, until that page is completed too. With all pages this is <see cref="Validate"/>.
    /// </remarks>
    /// <param name="answers">An object with a member for each answered question of these pages.</param>
    /// <param name="pages">Names of <see cref="Pages"/>, in any order.</param>
    /// <param name="language">The language of the messages.</param>
    /// <param name="today">The date that relative bounds count from, in UTC.</param>
    /// <param name="at">The JSON pointer to <paramref name="answers"/> in the request.</param>
    /// <exception cref="ArgumentException">The form has no page of that name: ask
    /// <see cref="HasPage"/> first where names come from outside.</exception>
    public FormAnswers ValidatePages(JsonElement answers, IReadOnlyList<string> pages, Language language, DateOnly today, string at = "")
    {
        string? unknown = pages.FirstOrDefault(page => !HasPage(page));
        return unknown is null
            ? new AnswerChecker(this, language, today, at, QuestionsOf(pages)).Check(answers)
            : throw new ArgumentException($"{Id} version {Version} has no page '{unknown}'.", nameof(pages));
    }

    /// <summary>True where the form has a page of that name.</summary>
    public bool HasPage(string page) => Pages.Any(one => one.Name == page);

    /// <summary>The faults that would make a draft's answers unfit to be kept: shape and size only, whatever is missing or inconsistent.</summary>
    /// <param name="answers">An object with a member for each question answered so far, in any state.</param>
    /// <param name="language">The language of the messages.</param>
    /// <param name="at">The JSON pointer to <paramref name="answers"/> in the request.</param>
    public IReadOnlyList<Fault> ValidateDraft(JsonElement answers, Language language, string at = "") =>
        new DraftChecker(this, language, at).Check(answers);

    /// <summary>The names of the questions that stand on some of the pages.</summary>
    internal HashSet<string> QuestionsOf(IReadOnlyList<string> pages) =>
        Pages.Where(page => pages.Contains(page.Name)).SelectMany(page => page.Questions).ToHashSet(StringComparer.Ordinal);
}
