using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using CsvHelper;
using CsvHelper.Configuration;

namespace AsiFunctions.Certification.Assessments;

/// <summary>What a table of answers says.</summary>
/// <param name="Rows">Those that could be read.</param>
/// <param name="Faults">What could not.</param>
internal sealed record TableReading(IReadOnlyList<ImportedRow> Rows, IReadOnlyList<Fault> Faults);

/// <summary>Answers as a table for spreadsheets (RFC 4180, UTF-8 with its mark), written and read so that it round-trips exactly.</summary>
/// <remarks>
/// A cell that begins like a formula, or with an apostrophe, gets an apostrophe in front, which reading takes away again. Read are commas, semicolons
/// and tabs between cells: spreadsheets write what their country uses. Principle and title are for the reader; the title also guards the number.
/// </remarks>
internal static class AnswerTable
{
    private const char Guard = '\'';
    private const string Dangerous = "=+-@\t\r";
    private const string CriterionColumn = "criterion";
    private const string TitleColumn = "title";
    private const string RatingColumn = "rating";
    private const string ExplanationColumn = "explanation";
    private const string ReasonColumn = "reason";
    private const string EvidenceColumn = "evidence";
    private const string VersionColumn = "version";

    private static readonly string[] Columns =
        ["principle", CriterionColumn, TitleColumn, RatingColumn, ExplanationColumn, ReasonColumn, EvidenceColumn, VersionColumn];

    private static readonly SearchValues<char> ToQuote = SearchValues.Create("\",;\t\r\n");

    private static readonly string[] Needed = [CriterionColumn, RatingColumn, ExplanationColumn, ReasonColumn, EvidenceColumn, VersionColumn];

    private static readonly Dictionary<string, Rating> Ratings = Enum.GetValues<Rating>().ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Writes the applicable criteria with their answers, in the order of the standard.</summary>
    public static byte[] Write(IEnumerable<RatedCriterion> criteria, IReadOnlyDictionary<string, ChapterAnswers> chapters)
    {
        // A lone line feed within a cell has to be quoted too, which the library sees to only for its own line end.
        CsvConfiguration layout = new(CultureInfo.InvariantCulture)
        {
            NewLine = "\r\n",
            ShouldQuote = args => args.Field is { Length: > 0 } field && (field.AsSpan().ContainsAny(ToQuote) || field[0] is ' ' || field[^1] is ' '),
        };
        using MemoryStream bytes = new();
        using (StreamWriter text = new(bytes, Utf8WithMark, leaveOpen: true))
        using (CsvWriter csv = new(text, layout))
        {
            WriteLine(csv, Columns);
            foreach (RatedCriterion criterion in criteria)
            {
                Answer? answer = chapters.GetValueOrDefault(ChapterAnswers.PartOf(criterion.Key))?.Find(criterion.Key);
                AnswerContent content = answer?.Content ?? AnswerContent.Nothing;
                WriteLine(csv,
                [
                    criterion.Principle,
                    criterion.Key,
                    criterion.Title,
                    content.Rating is { } rating ? NameOf(rating) : "",
                    content.Explanation ?? "",
                    content.Reason ?? "",
                    string.Join("; ", content.Evidence),
                    (answer?.Version ?? 0).ToString(CultureInfo.InvariantCulture),
                ]);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote and a spreadsheet may have changed.</summary>
    public static TableReading Read(byte[] bytes)
    {
        string text;
        try
        {
            text = Utf8WithMark.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(1, "the table is not UTF-8; save it as \"CSV UTF-8\".");
        }

        using CsvParser parser = new(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = DelimiterOf(text) });
        try
        {
            return ReadRows(parser);
        }
        catch (CsvHelperException)
        {
            return Unreadable(parser.RawRow, "a quote is missing or stands in the wrong place.");
        }
    }

    private static TableReading ReadRows(CsvParser parser)
    {
        if (!parser.Read() || parser.Record is not { } names)
        {
            return Unreadable(1, "the table is empty.");
        }

        Dictionary<string, int> places = [];
        for (int i = 0; i < names.Length; i++)
        {
            places.TryAdd(names[i].Trim().ToLowerInvariant(), i);
        }

        Fault[] missing =
        [
            .. from name in Needed
               where !places.ContainsKey(name)
               select ImportCheck.Wrong(1, name, FaultCodes.Required, $"the column '{name}' is missing."),
        ];
        if (missing.Length > 0)
        {
            return new TableReading([], missing);
        }

        List<ImportedRow> rows = [];
        List<Fault> faults = [];
        for (int line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1)
        {
            string[] cells = parser.Record!;
            if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
            {
                ReadRow(line, name => places.TryGetValue(name, out int place) && place < cells.Length ? Unguarded(cells[place]) : null, rows, faults);
            }
        }

        return new TableReading(rows, faults);
    }

    private static void ReadRow(int line, Func<string, string?> cell, List<ImportedRow> rows, List<Fault> faults)
    {
        int before = faults.Count;
        Rating? rating = null;
        if (cell(RatingColumn)?.Trim() is { Length: > 0 } word)
        {
            rating = Ratings.TryGetValue(word, out Rating known) ? known : null;
            if (rating is null)
            {
                faults.Add(ImportCheck.Wrong(line, RatingColumn, FaultCodes.NotOffered, $"a rating is one of {string.Join(", ", Ratings.Keys)}, or empty."));
            }
        }

        if (!int.TryParse(cell(VersionColumn)?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
        {
            faults.Add(ImportCheck.Wrong(line, VersionColumn, FaultCodes.Malformed, "the version is missing; leave it as it was exported."));
        }

        string[] evidence = cell(EvidenceColumn)?.Split([';', ',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        AnswerContent content = CriterionChecks.Content(rating, cell(ExplanationColumn), cell(ReasonColumn), evidence);
        faults.AddRange(CriterionChecks.Check(content).Select(fault => ImportCheck.Wrong(line, fault.Pointer[1..], fault.Code, fault.Message)));
        if (faults.Count == before)
        {
            rows.Add(new ImportedRow(line, cell(CriterionColumn)?.Trim() ?? "", cell(TitleColumn), content, version));
        }
    }

    private static void WriteLine(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(Guarded(cell));
        }

        csv.NextRecord();
    }

    private static string Guarded(string cell) => IsGuardedAgainst(cell) ? Guard + cell : cell;

    // An apostrophe that somebody typed in front of a harmless word stays.
    private static string Unguarded(string cell) => cell is [Guard, ..] && IsGuardedAgainst(cell[1..]) ? cell[1..] : cell;

    private static bool IsGuardedAgainst(string cell) => cell is [char first, ..] && (first is Guard || Dangerous.Contains(first, StringComparison.Ordinal));

    private static string DelimiterOf(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        ReadOnlySpan<char> head = end < 0 ? text : text.AsSpan(0, end);
        return head.Contains(',') ? "," : head.Contains(';') ? ";" : "\t";
    }

    private static string NameOf(Rating rating) => JsonSerializer.Serialize(rating).Trim('"');

    private static TableReading Unreadable(int line, string message) =>
        new([], [ImportCheck.Wrong(line, CriterionColumn, FaultCodes.Malformed, message)]);
}
