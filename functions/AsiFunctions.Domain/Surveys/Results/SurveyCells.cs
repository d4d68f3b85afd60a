using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;

namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>What a reply counts for in <see cref="Cubes.Surveys"/>: survey, version, question, answer, standard, on 1 January of its year.</summary>
/// <remarks>
/// Counts only, no words. Answers are the options' values and those below, which begin with
/// <c>~</c>: a question's name cannot, and an option's value is refused if it does.
/// </remarks>
public static class SurveyCells
{
    /// <summary>The question of what is counted once for a reply.</summary>
    public const string All = "~all";

    /// <summary>Of <see cref="All"/>: replies, with at least one completed page.</summary>
    public const string Replies = "~replies";

    /// <summary>Of <see cref="All"/>: replies whose pages are all completed.</summary>
    public const string Finished = "~finished";

    /// <summary>Of <see cref="All"/>: finished replies with at least one comment, to whatever question.</summary>
    public const string Commented = "~commented";

    /// <summary>
    /// Of <see cref="All"/>: replies whose sender left contact details. They stand on the last page, so that only finished ones can.
    /// </summary>
    public const string Contact = "~contact";

    /// <summary>Of a question: replies that answered it, whatever they answered.</summary>
    public const string Answered = "~answered";

    /// <summary>Of a question: replies with a comment to it.</summary>
    public const string Comments = "~comments";

    /// <summary>The value of the dimension standard where a reply belongs to none.</summary>
    public const string NoStandard = "none";

    /// <summary>What a reply counts for.</summary>
    /// <param name="survey">The round.</param>
    /// <param name="form">The definition, in the version that was answered.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="leftContact">Contact details came with it; they themselves are kept elsewhere.</param>
    /// <exception cref="ArgumentException">The form is not the one that was answered, or an
    /// option's value holds <c>|</c> or begins with <c>~</c>.</exception>
    public static Cells Of(CaseId survey, FormDefinition form, SurveyReply reply, bool leftContact)
    {
        if (reply.Form != form.Id || reply.Version != form.Version)
        {
            throw new ArgumentException(
                $"A reply to {reply.Form} version {reply.Version} is not one to {form.Id} version {form.Version}.", nameof(form));
        }

        Cells cells = new();
        bool isFinished = reply.Pages.Count == form.Pages.Count;
        bool hasComment = false;
        Count(All, Replies);
        foreach (SurveyQuestion question in SurveyQuestions.Of(form))
        {
            string[] answers = [.. Read(reply.Answers, question.Name)];
            if (answers.Length > 0)
            {
                Count(question.Name, Answered);
            }

            foreach (string answer in question.Options.Count > 0 ? answers : [])
            {
                Count(question.Name, Plain(answer, form));
            }

            if (question.Comments.Any(comment => Read(reply.Answers, comment).Any()))
            {
                Count(question.Name, Comments);
                hasComment = true;
            }
        }

        if (isFinished)
        {
            Count(All, Finished);
        }

        if (isFinished && hasComment)
        {
            Count(All, Commented);
        }

        if (leftContact)
        {
            Count(All, Contact);
        }

        return cells;

        void Count(string question, string answer) => cells.Add(Key(survey, form.Version, question, answer, reply.Standard, reply.Year));
    }

    /// <summary>Where an answer is counted.</summary>
    /// <param name="survey">The round.</param>
    /// <param name="version">The definition's version.</param>
    /// <param name="question">A question's name, or <see cref="All"/>.</param>
    /// <param name="answer">An option's value, or one of this class's own.</param>
    /// <param name="standard">The standard; null for none.</param>
    /// <param name="year">The reply's year.</param>
    public static CellKey Key(CaseId survey, int version, string question, string answer, StandardCode? standard, int year) => CellKey.Of(
        Cubes.Surveys,
        new DateOnly(year, 1, 1),
        survey.Value,
        version.ToString(CultureInfo.InvariantCulture),
        question,
        answer,
        NameOf(standard));

    /// <summary>The value of the dimension standard.</summary>
    public static string NameOf(StandardCode? standard) => standard switch
    {
        StandardCode.PerformanceStandard => "PS",
        StandardCode.ChainOfCustody => "CoC",
        _ => NoStandard,
    };

    private static string Plain(string answer, FormDefinition form) => answer.StartsWith('~')
        ? throw new ArgumentException($"An option of {form.Id} is valued '{answer}'; values that begin with ~ are taken.", nameof(answer))
        : answer;

    private static IEnumerable<string> Read(JsonElement answers, string question) => !answers.TryGetProperty(question, out JsonElement answer) ? []
        : answer.ValueKind is JsonValueKind.Array ? answer.EnumerateArray().Select(item => item.GetString()!)
        : [answer.ValueKind is JsonValueKind.String ? answer.GetString()! : answer.GetRawText()];
}
