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
[Asks("activity", typeof(string), "A supply chain activity; for figures whose catalogue entry names this filter.")]
[Asks("class", typeof(string), "A membership class by its code, such as PT; for figures whose catalogue entry names this filter.")]
[Asks("country", typeof(string), "A country, ISO 3166-1 alpha-2; for figures whose catalogue entry names this filter.")]
[Asks("criterion", typeof(string), "A criterion by its number; for figures whose catalogue entry names this filter.")]
[Asks("current", typeof(string), "true, the default: what is in force or suspended on the day; all: all that was issued until then; for figures that name this filter.")]
[Asks("fromClass", typeof(string), "The class before, by its code; for figures whose catalogue entry names this filter.")]
[Asks("goal", typeof(string), "What a certification deadline is for; for figures whose catalogue entry names this filter.")]
[Asks("kind", typeof(string), "A true loss or a transfer; for figures whose catalogue entry names this filter.")]
[Asks("level", typeof(string), "The level of certificates, or the grade of non-conformances; for figures whose catalogue entry names this filter.")]
[Asks("outcome", typeof(string), "How a step ended; for figures whose catalogue entry names this filter.")]
[Asks("principle", typeof(string), "A principle by its number; for figures whose catalogue entry names this filter.")]
[Asks("progress", typeof(string), "How far a member is on the way to its certificate; for figures whose catalogue entry names this filter.")]
[Asks("reason", typeof(string), "Why a membership ended; for figures whose catalogue entry names this filter.")]
[Asks("risk", typeof(string), "How a deadline stands; for figures whose catalogue entry names this filter.")]
[Asks("sizeBand", typeof(string), "A size band; for figures whose catalogue entry names this filter.")]
[Asks("standard", typeof(string), "A standard, such as PS; for figures whose catalogue entry names this filter.")]
[Asks("standing", typeof(string), "A member's standing; for figures whose catalogue entry names this filter.")]
[Asks("state", typeof(string), "The state of what is counted; for figures whose catalogue entry names this filter.")]
[Asks("step", typeof(string), "A step of the procedure; for figures whose catalogue entry names this filter.")]
[Asks("survey", typeof(string), "A survey round by its reference; for figures whose catalogue entry names this filter.")]
[Asks("template", typeof(string), "A message's template; for figures whose catalogue entry names this filter.")]
[Asks("toClass", typeof(string), "The class after, by its code; for figures whose catalogue entry names this filter.")]
[Asks("type", typeof(string), "A type of audit; for figures whose catalogue entry names this filter.")]
[Asks("version", typeof(string), "A version of a standard, such as V3; for figures whose catalogue entry names this filter.")]
[Asks("what", typeof(string), "What a time is measured to; for figures whose catalogue entry names this filter.")]
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
