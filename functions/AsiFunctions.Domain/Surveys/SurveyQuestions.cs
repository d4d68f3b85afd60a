using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Surveys;

/// <summary>
/// How a form is read as a survey: by the names of its questions alone, so that another survey needs a definition and nothing else.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>{question}Comment</c>, a text: the comment to a question. The words beside "other"
/// (<c>{question}-Comment</c>) count as its comment too.</item>
/// <item><c>contactName</c>, <c>contactCompany</c>, <c>contactEmail</c>: contact details. Every question whose name is "contact" and a capital letter
/// after it is split off and never kept with a reply, so that a further field cannot slip in.</item>
/// <item><c>storyOfChange</c>, answered <c>yes</c>: the person may be asked for an interview (seed 002, question 10).</item>
/// <item>All others are the survey's questions.</item>
/// </list>
/// </remarks>
public static class SurveyQuestions
{
    /// <summary>The question for the person's name.</summary>
    public const string ContactName = "contactName";

    /// <summary>The question for the person's company.</summary>
    public const string ContactCompany = "contactCompany";

    /// <summary>The question for the person's e-mail address.</summary>
    public const string ContactEmail = "contactEmail";

    /// <summary>The question whether an interview may follow.</summary>
    public const string StoryOfChange = "storyOfChange";

    private const string Contact = "contact";
    private const string Comment = "Comment";

    /// <summary>The survey's questions in order, without contact details and comments.</summary>
    public static IReadOnlyList<SurveyQuestion> Of(FormDefinition form)
    {
        HashSet<string> names = form.Questions.Select(question => question.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. form.Questions
                .Where(question => !IsContact(question.Name) && !IsComment(question.Name, names))
                .Select(question => Read(form, question, names)),
        ];
    }

    /// <summary>True for a question whose answer says who a person is.</summary>
    public static bool IsContact(string question) =>
        question.Length > Contact.Length
            && question.StartsWith(Contact, StringComparison.Ordinal)
            && char.IsAsciiLetterUpper(question[Contact.Length]);

    private static SurveyQuestion Read(FormDefinition form, Question question, HashSet<string> names)
    {
        (IReadOnlyList<Option> options, bool hasOther) = question switch
        {
            ChoiceQuestion one => (one.Options, one.HasOther),
            ChoicesQuestion many => (many.Options, many.HasOther),
            BooleanQuestion => (YesNo, false),
            _ => ([], false),
        };
        string[] comments = [$"{question.Name}{Comment}", $"{question.Name}-{Comment}"];
        return new SurveyQuestion(
            question.Name,
            question.Asked.Title,
            form.Pages.First(page => page.Questions.Contains(question.Name)).Name,
            hasOther ? [.. options, Other] : options,
            question is ChoicesQuestion,
            question is TextQuestion ? [question.Name] : [.. comments.Where(names.Contains)]);
    }

    private static IReadOnlyList<Option> YesNo { get; } =
        [new Option("true", new LocalText("Yes", "是")), new Option("false", new LocalText("No", "否"))];

    private static Option Other { get; } = new(ChoiceQuestion.Other, new LocalText("Other", "其他"));

    private static bool IsComment(string question, HashSet<string> names)
    {
        if (!question.EndsWith(Comment, StringComparison.Ordinal))
        {
            return false;
        }

        string about = question[..^Comment.Length];
        return names.Contains(about) || (about.EndsWith('-') && names.Contains(about[..^1]));
    }
}

/// <summary>A question of a survey.</summary>
/// <param name="Name">Its name in the definition.</param>
/// <param name="Title">What people read.</param>
/// <param name="Page">The name of the page on which it stands.</param>
/// <param name="Options">What may be chosen, in the definition's order, "other" last; empty where nothing is chosen.</param>
/// <param name="IsMany">Several options may be chosen: counts sum to more than there are replies.</param>
/// <param name="Comments">The names of the texts that count as a comment to it; a text question is its own.</param>
public sealed record SurveyQuestion(
    string Name, LocalText Title, string Page, IReadOnlyList<Option> Options, bool IsMany, IReadOnlyList<string> Comments);
