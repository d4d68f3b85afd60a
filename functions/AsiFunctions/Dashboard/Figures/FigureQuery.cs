using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>What a request asks of a figure.</summary>
/// <param name="Figure">The figure; unset where there is a problem.</param>
/// <param name="Query">The question.</param>
/// <param name="IsPlain">True where nothing was asked but the figure itself, as it is today.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
[Asks("asOf", typeof(DateOnly), "The day whose state is shown, not after today, UTC; default: today.")]
[Asks("from", typeof(DateOnly), "The first day of what is counted over time, not after asOf; default: from the beginning.")]
[Asks("grain", typeof(TimeGrain), "How time is divided, of the grains that the figure's catalogue entry names; default: the first of them.")]
[Asks("class", typeof(string), "A membership class by its code, such as PT; for figures whose catalogue entry names this filter.")]
[Asks("standard", typeof(string), "A standard, of the values in the figure's catalogue entry; for figures whose entry names this filter.")]
[Asks("version", typeof(string), "A version of a standard, such as V3; for figures whose catalogue entry names this filter.")]
[Asks("current", typeof(string), "true, the default: what is in force or suspended on the day; all: all that was issued until then; for figures that name this filter.")]
public sealed record FigureQuery(DashboardAggregate Figure, DashboardQuery Query, bool IsPlain, IResult? Problem)
{
    private const string AsOfName = "asOf";
    private const string FromName = "from";
    private const string GrainName = "grain";

    /// <summary>There is no such figure, or it is not for the caller.</summary>
    public static FigureQuery NotFound { get; } = new(null!, null!, IsPlain: false, Problems.NotFound());

    /// <summary>Reads the parameters: <c>asOf</c>, <c>from</c>, <c>grain</c> and the figure's own filters. Any other is refused, or a misspelt filter would answer the whole.</summary>
    /// <param name="request">The request.</param>
    /// <param name="aggregate">The figure.</param>
    /// <param name="today">The day for which it is answered where none is asked for.</param>
    public static FigureQuery Read(HttpRequest request, DashboardAggregate aggregate, DateOnly today)
    {
        QueryReader query = new(request);
        DateOnly asOf = query.Date(AsOfName) ?? today;
        DateOnly? from = query.Date(FromName);
        TimeGrain? grain = query.OneOf<TimeGrain>(GrainName);
        Dictionary<string, string> filters = new(StringComparer.Ordinal);
        foreach (DashboardFilter filter in aggregate.Filters)
        {
            if (query.Text(filter.Name) is { } value)
            {
                filters[filter.Name] = value;
            }
        }

        IResult? problem = query.Problem ?? Check(request, aggregate, filters, asOf, from, grain, today);
        return new FigureQuery(aggregate, new DashboardQuery(asOf, from, grain, filters), request.Query.Count == 0, problem);
    }

    private static IResult? Check(
        HttpRequest request, DashboardAggregate aggregate, Dictionary<string, string> filters, DateOnly asOf, DateOnly? from, TimeGrain? grain, DateOnly today)
    {
        string[] known = [AsOfName, FromName, .. aggregate.Grains.Count > 0 ? [GrainName] : Array.Empty<string>(), .. aggregate.Filters.Select(filter => filter.Name)];
        if (request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            return Problems.InvalidParameter(unknown, $"{aggregate.Name} knows {string.Join(", ", known)}.");
        }

        if (asOf > today)
        {
            return Problems.InvalidParameter(AsOfName, "Nothing is counted for days in the future.");
        }

        if (from > asOf)
        {
            return Problems.InvalidParameter(FromName, "It lies after the day that is asked for.");
        }

        if (grain is { } one && !aggregate.Grains.Contains(one))
        {
            return Problems.InvalidParameter(GrainName, $"Write one of {string.Join(", ", aggregate.Grains.Select(Kebab.Of))}.");
        }

        return aggregate.Filters.FirstOrDefault(filter =>
            filter.Values.Count > 0 && filters.TryGetValue(filter.Name, out string? value) && !filter.Values.Contains(value, StringComparer.Ordinal)) is { } wrong
                ? Problems.InvalidParameter(wrong.Name, $"Write one of {string.Join(", ", wrong.Values)}.")
                : null;
    }
}
