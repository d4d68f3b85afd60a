using AsiFunctions.Access;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>The results of a survey round as a table, for everybody.</summary>
public sealed class DownloadSurveyResults(SurveyResultDesk desk)
{
    /// <summary>
    /// A line for each option of each question; filters as <see cref="ShowSurveyResults"/>. 409
    /// where they are withheld, 404 for a round that has not opened. Answers 304 to a matching If-None-Match. Three point reads.
    /// </summary>
    [Function(nameof(DownloadSurveyResults))]
    [OpenToPublic]
    [AsksLike(typeof(SurveyResultDesk))]
    [Asks("language", typeof(string), "The language of questions and options, en or zh; default, and for any other: en.")]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}/results.csv")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        FoundResults found = await desk.FindAsync(request, id, cancellation);
        if (found.Problem is { } problem)
        {
            return problem;
        }

        Language language = Languages.Find(request.Query["language"]) ?? Language.English;
        DashboardTable table = SurveyResultRows.Of(found.Results, language);
        return found.Results.Withheld is not null
            ? Problems.Conflict("withheld", table.Notes[0])
            : await PublicAnswer.CsvAsync(request, table.Rows.Select(CsvRow.Of), $"asi-survey-{found.Survey.Id}.csv");
    }

    /// <summary>A line; the properties name the columns, in the order of <see cref="SurveyResultRows"/>.</summary>
    private sealed record CsvRow(
        string Question,
        string Text,
        string Option,
        string OptionText,
        int? Count,
        int? Denominator,
        int? Percent,
        decimal? PercentToOneDecimal,
        int? Comments)
    {
        public static CsvRow Of(IReadOnlyList<object?> row) => new(
            (string)row[0]!,
            (string)row[1]!,
            (string)row[2]!,
            (string)row[3]!,
            (int?)row[4],
            (int?)row[5],
            (int?)row[6],
            (decimal?)row[7],
            (int?)row[8]);
    }
}
