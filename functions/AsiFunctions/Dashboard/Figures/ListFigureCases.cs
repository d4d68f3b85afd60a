using AsiFunctions.Access;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Lists the cases behind a figure of the dashboard.</summary>
public sealed class ListFigureCases(FigureDesk desk, Census census)
{
    /// <summary>
    /// With the figure's own parameters: the cases that it counts under them, by title; what is no
    /// case (survey replies, messages) is not listed. Reads all cases: 32 range reads, and one more for each further 1,000 rows of a shard.
    /// </summary>
    [Function(nameof(ListFigureCases))]
    [OpenTo(Role.Secretariat)]
    [AsksLike(typeof(FigureQuery))]
    [Answers(200, typeof(FigureCases))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/dashboard/{name}/cases")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        FigureQuery asked = desk.Read(request, name, isPublic: false);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        List<CountedCase> items = [];
        await foreach (CountedCase counted in census.CasesAsync(cells => IsCounted(asked.Figure, cells, asked.Query), cancellation))
        {
            items.Add(counted);
        }

        return Results.Ok(new FigureCases(
            [.. items.OrderBy(item => item.Title, StringComparer.CurrentCultureIgnoreCase).ThenBy(item => item.Id.Value, StringComparer.Ordinal)]));
    }

    /// <summary>True where the figure of this case alone counts something.</summary>
    private static bool IsCounted(DashboardAggregate aggregate, Cells cells, DashboardQuery query)
    {
        Cells own = Cells.Sum(cells.Where(cell => aggregate.Cubes.Contains(cell.Key.Cube, StringComparer.Ordinal)));
        if (own.Count == 0)
        {
            return false;
        }

        DashboardTable table = aggregate.Count(own, query);
        int[] counts = [.. table.Columns.Index().Where(column => column.Item.Kind is ColumnKind.Count).Select(column => column.Index)];
        return table.Rows.Any(row => counts.Any(place => row[place] is int and not 0));
    }

    /// <summary>The cases that a figure counts.</summary>
    /// <param name="Items">By title.</param>
    private sealed record FigureCases(IReadOnlyList<CountedCase> Items);
}
