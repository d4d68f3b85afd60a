using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>The cases that the annual impartiality review looks at, each with all decisions.</summary>
public sealed class DrawImpartialitySample(ICaseStore cases, OversightList list)
{
    private const int MaxSize = 100;

    private const int DefaultSize = 10;

    /// <summary>
    /// Parameters: year (of the decision), seed (what the drawing is named by; the same draws the same), size (1 to 100, default 10).
    /// </summary>
    /// <remarks>Round trips: see <see cref="OversightList"/>; then for each case drawn a point read and two range reads.</remarks>
    [Function(nameof(DrawImpartialitySample))]
    [OpenTo(Role.Secretariat, Role.Board)]
    [Asks("year", typeof(int), "The year of the decisions.", Required = true)]
    [Asks("seed", typeof(string), "What the drawing is named by; the same draws the same. At most 200 characters.", Required = true)]
    [Asks("size", typeof(int), "How many cases are drawn, 1 to 100; default: 10.")]
    [Answers(200, typeof(Sample))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oversight/sample")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        int? year = query.Year("year");
        string? seed = query.Text("seed");
        int size = query.Number("size", 1, MaxSize) ?? DefaultSize;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (year is null || seed is null)
        {
            return Problems.InvalidParameter(
                year is null ? "year" : "seed", "Give the year of the decisions, and a seed that names the drawing, so that it can be drawn again.");
        }

        CaseId[] decided = [.. (await list.FactsAsync(year, firm: null, cancellation)).Select(facts => facts.Audit)];
        IReadOnlyList<CaseId> drawn = ImpartialitySample.Draw(decided, size, seed);
        SampledCase[] sampled = await Task.WhenAll(drawn.Select(id => ReadAsync(id, cancellation)));
        return Results.Ok(new Sample(year.Value, seed, decided.Length, sampled));
    }

    private async Task<SampledCase> ReadAsync(CaseId id, CancellationToken cancellation)
    {
        Task<IReadOnlyList<TimelineLine>> timeline = cases.TimelineAsync(id, cancellation);
        Task<IReadOnlyDictionary<string, CheckRun>> checks = cases.PartsAsync<CheckRun>(id, OversightProcedure.PartPrefix, cancellation);
        Audit audit = (await cases.FindAsync<Audit>(id, cancellation))!.Case;
        return new SampledCase(
            audit, [.. (await checks).Values.OrderBy(run => run.Revision)], [.. (await timeline).Select(
                line => new SampledLine(line.Number, line.At, line.Event))]);
    }

    /// <summary>A drawing.</summary>
    /// <param name="Year">Of the decisions.</param>
    /// <param name="Seed">What it is named by.</param>
    /// <param name="DrawnFrom">How many cases there were.</param>
    /// <param name="Cases">Those that were drawn.</param>
    private sealed record Sample(int Year, string Seed, int DrawnFrom, IReadOnlyList<SampledCase> Cases);

    /// <summary>A case with all decisions: plan, reviews with checklists and notes, clarifications, outcome and departures.</summary>
    /// <param name="Audit">The audit as it is stored.</param>
    /// <param name="Checks">What the automatic checks said of each revision.</param>
    /// <param name="Timeline">What happened, in order.</param>
    private sealed record SampledCase(Audit Audit, IReadOnlyList<CheckRun> Checks, IReadOnlyList<SampledLine> Timeline);

    /// <summary>A line of a case's timeline.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="At">When.</param>
    /// <param name="Event">What happened.</param>
    private sealed record SampledLine(int Number, DateTimeOffset At, CaseEvent Event);
}
