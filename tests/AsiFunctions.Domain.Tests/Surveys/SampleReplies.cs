using System.Reflection;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Results;

namespace AsiFunctions.Domain.Tests.Surveys;

/// <summary>The 40 made-up replies of tests/Samples/Surveys, one a line, and what becomes of them.</summary>
internal static class SampleReplies
{
    public static DateOnly Today { get; } = new(2021, 12, 6);

    public static CaseId Survey { get; } = CaseId.From("SUR", 2021);

    public static FormDefinition Form { get; } = FormLibrary.Read().Find("certification-survey", 1)!;

    public static IReadOnlyList<ReplyProgress> Lines { get; } = ReadLines();

    public static IReadOnlyList<ReplySplit> Splits { get; } = [.. Lines.Select(line => Split(line, StandardCode.PerformanceStandard, 2021))];

    public static ReplySplit Split(ReplyProgress line, StandardCode? standard, int year) =>
        ReplySplit.Of(new CompletedPages(line.Pages, line.Check(Form)), standard, year);

    public static FormAnswers Check(this ReplyProgress line, FormDefinition form) =>
        form.ValidatePages(line.Answers, line.Pages, Language.English, Today, "/answers");

    public static Cells Count(IEnumerable<ReplySplit> splits)
    {
        Cells cells = new();
        foreach (ReplySplit split in splits)
        {
            cells.Add(SurveyCells.Of(Survey, Form, split.Reply, leftContact: split.Contact is not null));
        }

        return cells;
    }

    private static ReplyProgress[] ReadLines()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("certification-survey-2021.jsonl")!;
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<ReplyProgress>(line, JsonSerializerOptions.Web)!)];
    }
}
