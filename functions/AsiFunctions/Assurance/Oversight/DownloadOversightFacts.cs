using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>How long the oversight of audit reports took, as a table.</summary>
public sealed class DownloadOversightFacts(OversightList list)
{
    /// <summary>A line for each review of a step and for each clarification. Filters: year (of the decision), firm.</summary>
    /// <remarks>Round trips: see <see cref="OversightList"/>.</remarks>
    [Function(nameof(DownloadOversightFacts))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    [Asks("year", typeof(int), "The year of the decision; default: all, and what is not decided too.")]
    [Asks("firm", typeof(CaseId), "One audit firm only, AUF-….")]
    [Answers(200, typeof(string), "text/csv")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oversight/facts.csv")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        int? year = query.Year("year");
        CaseId? firm = query.Reference("firm", AuditFirm.Prefix);
        return query.Problem ?? Results.File(
            await CsvTable.WriteAsync((await list.FactsAsync(year, firm, cancellation)).SelectMany(CsvRow.Of)),
            CsvTable.ContentType,
            "asi-oversight.csv");
    }

    /// <summary>A line; the properties name the columns.</summary>
    private sealed record CsvRow(
        string Audit,
        string Firm,
        string Type,
        string Standard,
        string Submitted,
        string? Decided,
        string? Outcome,
        string What,
        string Step,
        int Number,
        string? Result,
        string? Topic,
        string From,
        string? To,
        int? Days)
    {
        public static IEnumerable<CsvRow> Of(OversightFacts facts) =>
        [
            .. facts.Steps.Select(step => Row(
                facts,
                "review",
                step.Step,
                step.Revision,
                Kebab.Of(step.Result),
                topic: null,
                step.FinishedOn.AddDays(-step.Days),
                step.FinishedOn,
                step.Days)),
            .. facts.Clarifications.Select(
                c => Row(facts, "clarification", c.Step, c.Round, result: null, Kebab.Of(c.Topic), c.AskedOn, c.AnsweredOn, c.Days)),
        ];

        private static CsvRow Row(
            OversightFacts facts,
            string what,
            OversightStep step,
            int number,
            string? result,
            string? topic,
            DateOnly from,
            DateOnly? to,
            int? days) => new(
            facts.Audit.Value,
            facts.FirmName,
            Kebab.Of(facts.Type),
            $"{facts.Standard}",
            Iso(facts.SubmittedOn)!,
            Iso(facts.DecidedOn),
            facts.DecidedOn is null ? null : facts.Level is { } level ? Kebab.Of(level) : "declined",
            what,
            step.Name,
            number,
            result,
            topic,
            Iso(from)!,
            Iso(to),
            days);

        private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
