using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;

namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>Survey replies in a table of their own, 20 a row as JSON, about 1 KB each; counted as the dashboard counts replies.</summary>
/// <param name="service">The storage.</param>
internal sealed class SampleReplies(TableServiceClient service) : IFactSource
{
    private const int OfARow = 20;
    private const int RowsOfATransaction = 50;
    private const int Characters = 1_000;
    private const string JsonName = "Json";
    private const int FirstYear = 2021;
    private const int Years = 5;

    private static readonly FormDefinition Form = FormLibrary.Read().Find("certification-survey", 1)!;

    private readonly TableClient table = service.GetTableClient("SampleReplies");

    /// <summary>Writes so many replies, spread over five years' surveys.</summary>
    public async Task LoadAsync(int count)
    {
        await table.CreateIfNotExistsAsync();
        string[] lines = await File.ReadAllLinesAsync(
            Path.Combine(RepositoryRoot.Path, "tests", "Samples", "Surveys", "certification-survey-2021.jsonl"));
        ReplyProgress[] samples = [.. lines.Select(line => JsonSerializer.Deserialize<ReplyProgress>(line, Json.Options)!)];
        IEnumerable<TableEntity> rows = Enumerable.Range(0, count)
            .Select(number => Reply(samples[number % samples.Length], FirstYear + (number / OfARow % Years)))
            .Chunk(OfARow)
            .Select(ToRow);
        foreach (IGrouping<string, TableEntity> survey in rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            foreach (TableEntity[] some in survey.Chunk(RowsOfATransaction))
            {
                await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FeedEntry>> WaitingAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FeedEntry>>([]);

    /// <inheritdoc/>
    public Task RemoveAsync(IReadOnlyList<FeedEntry> taken, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedEntry> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            Cells cells = new();
            SurveyReply[] replies = JsonSerializer.Deserialize<SurveyReply[]>(LongText.Read(row, JsonName), Json.Options)!;
            foreach (SurveyReply reply in replies)
            {
                cells.Add(SurveyCells.Of(CaseId.Parse(row.PartitionKey), Form, reply, leftContact: false));
            }

            yield return new FeedEntry($"{row.PartitionKey}|{row.RowKey}", Subject: null, Version: 0, cells);
        }
    }

    private static TableEntity ToRow(SurveyReply[] replies, int number)
    {
        TableEntity row = new(CaseId.From("SUR", (ulong)replies[0].Year).Value, string.Create(CultureInfo.InvariantCulture, $"group|{number:D6}"));
        return LongText.TryWrite(row, JsonName, JsonSerializer.Serialize(replies, Json.Options))
            ? row
            : throw new InvalidOperationException("Replies do not fit into a row.");
    }

    private static SurveyReply Reply(ReplyProgress sample, int year)
    {
        FormAnswers answers = Form.ValidatePages(sample.Answers, sample.Pages, Language.English, new DateOnly(year, 12, 6));
        SurveyReply reply = ReplySplit.Of(new CompletedPages(sample.Pages, answers), StandardCode.PerformanceStandard, year).Reply;
        int missing = Characters - JsonSerializer.Serialize(reply, Json.Options).Length;
        JsonObject longer = JsonObject.Create(reply.Answers)!;
        longer["positiveComment"] = new string('x', Math.Max(1, missing));
        return reply with { Answers = JsonSerializer.SerializeToElement(longer) };
    }
}
