using System.Text;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Answers figures: those of today as they are stored, all others by counting.</summary>
public sealed class FigureDesk(CountTable table, FigureStore stored, FigureMaker maker, DashboardSettings settings, TimeProvider clock)
{
    /// <summary>What a name ends in that asks for a table.</summary>
    public const string CsvEnding = ".csv";

    private static readonly TimeSpan FirstCount = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A figure as the public may see it. Unfiltered: one point read, or none within
    /// <c>Dashboard:CachedFor</c>; filtered: a point read, and a range read for each of its cubes.
    /// </summary>
    /// <param name="request">With the parameters that <see cref="FigureQuery"/> reads.</param>
    /// <param name="named">The figure's name, with <c>.csv</c> or without.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IResult> AnswerPublicAsync(HttpRequest request, string named, CancellationToken cancellation)
    {
        (string name, bool asCsv) = Split(named);
        FigureQuery asked = Read(request, name, isPublic: true);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        Figure? figure = asked.IsPlain ? await stored.FindAsync(name, cancellation) : null;
        return Answer(request, figure ?? await CountAsync(asked.Figure, asked.Query, isPublic: true, cancellation), asCsv);
    }

    /// <summary>A figure with nothing suppressed. A point read, and a range read for each of its cubes.</summary>
    public async Task<IResult> AnswerStaffAsync(HttpRequest request, string named, CancellationToken cancellation)
    {
        (string name, bool asCsv) = Split(named);
        FigureQuery asked = Read(request, name, isPublic: false);
        return asked.Problem ?? Answer(request, await CountAsync(asked.Figure, asked.Query, isPublic: false, cancellation), asCsv, isPublic: false);
    }

    /// <summary>What a request asks of a figure; 404 where there is no such figure, or it is not public and only public ones are meant.</summary>
    /// <param name="request">With the parameters that <see cref="FigureQuery"/> reads.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="isPublic">True where only public figures are meant.</param>
    public FigureQuery Read(HttpRequest request, string name, bool isPublic) =>
        settings.Find(name) is { } figure && (figure.IsPublic || !isPublic) ? FigureQuery.Read(request, figure, Today) : FigureQuery.NotFound;

    /// <summary>Counts a figure. A point read, and a range read for each of its cubes.</summary>
    /// <param name="aggregate">Which.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="isPublic">True to suppress small counts.</param>
    /// <param name="cancellation">The caller goes away.</param>
    /// <returns>Null before anything was counted.</returns>
    private async Task<Figure?> CountAsync(DashboardAggregate aggregate, DashboardQuery query, bool isPublic, CancellationToken cancellation)
    {
        CountState state = await table.StateAsync(cancellation);
        return state.Generation == 0
            ? null
            : maker.Make(aggregate, await table.CellsAsync(state.Generation, aggregate.Cubes, cancellation), query, state, isPublic);
    }

    /// <summary>Today, in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>A name without its ending, and whether a table is asked for.</summary>
    public static (string Name, bool AsCsv) Split(string named) =>
        named.EndsWith(CsvEnding, StringComparison.Ordinal) ? (named[..^CsvEnding.Length], true) : (named, false);

    /// <summary>Sends a figure, or 304 where the caller has it; 503 before anything was counted.</summary>
    public static IResult Answer(HttpRequest request, Figure? figure, bool asCsv, bool isPublic = true)
    {
        if (figure is null)
        {
            return Problems.NotYet("not-counted-yet", "The dashboard counts for the first time; ask again in some minutes.", FirstCount);
        }

        // With its mark, or spreadsheets take UTF-8 for something older.
        IResult answer = asCsv
            ? PublicAnswer.Of(
                request, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(figure.Csv)], CsvTable.ContentType, $"asi-{figure.Name}.csv")
            : PublicAnswer.Of(request, Encoding.UTF8.GetBytes(figure.Json), "application/json; charset=utf-8");
        if (!isPublic)
        {
            request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        }

        return answer;
    }
}
