using System.Security.Cryptography;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Tallies;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Replies;

/// <summary>A reply while it is held: what was said, and that contact details came with it, but not which.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="LeftContact">True where contact details were left.</param>
internal sealed record HeldReply(SurveyReply Reply, bool LeftContact)
{
    private const string Column = "Reply";

    /// <summary>
    /// The rows of a finished reply: what was said, and, by choice only, who may be contacted. Named by chance; neither names the other.
    /// </summary>
    public static IEnumerable<TableEntity> RowsOf(CaseId survey, ReplySplit split)
    {
        TableEntity held = new(survey.Value, SurveyTable.HeldFrom + ByChance());
        string text = JsonSerializer.Serialize(new HeldReply(split.Reply, split.Contact is not null), Json.Options);
        if (text.Length > ReplyGroup.MostInRow || !LongText.TryWrite(held, Column, text))
        {
            throw new InvalidDataException($"A reply to {survey} is longer than a row takes: its form allows longer texts than any reply may have.");
        }

        yield return held;
        if (split.Contact is { } contact)
        {
            yield return new TableEntity(survey.Value, SurveyTable.ContactFrom + ByChance())
            {
                ["Contact"] = JsonSerializer.Serialize(
                contact, Json.Options)
            };
        }
    }

    /// <summary>Reads what <see cref="RowsOf"/> wrote.</summary>
    public static HeldReply From(TableEntity row) => JsonSerializer.Deserialize<HeldReply>(LongText.Read(row, Column), Json.Options)!;

    /// <summary>32 hexadecimal digits that follow from nothing.</summary>
    public static string ByChance() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>Pages of an unfinished reply.</summary>
/// <param name="Progress">The completed pages, with their answers.</param>
/// <param name="Standard">Of the certificate that the invitation is about, as it is in the row.</param>
/// <param name="Year">In which the last page was saved, UTC.</param>
/// <param name="Row">As it was read; null where it is new.</param>
internal sealed record SavedPages(ReplyProgress Progress, Domain.Certification.StandardCode? Standard, int Year, TableEntity? Row)
{
    private const string PagesColumn = "Pages";
    private const string AnswersColumn = "Answers";
    private const string StandardColumn = "Standard";
    private const string YearColumn = "Year";
    private const char Separator = '|';

    public static JsonElement NoAnswers { get; } = JsonElement.Parse("{}");

    /// <summary>What stays of the pages once the reply is finished: nothing of what was said, nor of whom.</summary>
    public static SavedPages None { get; } = new(new ReplyProgress([], NoAnswers), Standard: null, Year: 0, Row: null);

    public static SavedPages From(TableEntity row) => new(
        new ReplyProgress(row.GetString(PagesColumn)!.Split(Separator), JsonElement.Parse(LongText.Read(row, AnswersColumn))),
        row.GetString(StandardColumn) is { } standard ? Enum.Parse<Domain.Certification.StandardCode>(standard) : null,
        row.GetInt32(YearColumn)!.Value,
        row);

    public TableEntity ToEntity(string partition, string key)
    {
        TableEntity row = new(partition, key)
        {
            [PagesColumn] = string.Join(Separator, Progress.Pages),
            [YearColumn] = Year,
        };
        if (Standard is { } standard)
        {
            row[StandardColumn] = standard.ToString();
        }

        return LongText.TryWrite(row, AnswersColumn, Progress.Answers.GetRawText())
            ? row
            : throw new InvalidDataException(
                $"The pages of a reply are longer than a row takes: the form of {partition} allows longer texts than any reply may have.");
    }
}
