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
// The filters of all figures, each of which knows some; a test holds them to the catalogue.
[Asks("activity", typeof(string), "Filter: a supply chain activity.")]
[Asks("class", typeof(string), "Filter: a membership class by its code, such as PT, or a group of classes.")]
[Asks("country", typeof(string), "Filter: a country, ISO 3166-1 alpha-2.")]
[Asks("criterion", typeof(string), "Filter: a criterion by its number in its standard, such as 1.1.")]
[Asks("current", typeof(string), "Filter: true, the default: what is in force or suspended on the day; all: all that was issued until then.")]
[Asks("fromClass", typeof(string), "Filter: the class before a shift, by its code.")]
[Asks("goal", typeof(string), "Filter: what a deadline asks for.")]
[Asks("kind", typeof(string), "Filter: what kind of exit it is.")]
[Asks("level", typeof(string), "Filter: the level of a certificate, or the grade of a non-conformance.")]
[Asks("outcome", typeof(string), "Filter: how a step ended.")]
[Asks("principle", typeof(string), "Filter: a principle by its number in its standard.")]
[Asks("progress", typeof(string), "Filter: how far a member is with its certification.")]
[Asks("reason", typeof(string), "Filter: why a membership ended.")]
[Asks("risk", typeof(string), "Filter: how a member stands with its deadlines.")]
[Asks("sizeBand", typeof(string), "Filter: a size band.")]
[Asks("standard", typeof(string), "Filter: a standard: PS or CoC.")]
[Asks("standing", typeof(string), "Filter: a member's standing.")]
[Asks("state", typeof(string), "Filter: where it stands.")]
[Asks("step", typeof(string), "Filter: a step of the procedure.")]
[Asks("survey", typeof(string), "Filter: a survey round by its reference.")]
[Asks("template", typeof(string), "Filter: a message by its template.")]
[Asks("toClass", typeof(string), "Filter: the class after a shift, by its code.")]
[Asks("type", typeof(string), "Filter: a type of audit.")]
[Asks("version", typeof(string), "Filter: a version of a standard, such as V3, or of a survey.")]
[Asks("what", typeof(string), "Filter: what became of a non-conformance: closed, downgraded or upgraded.")]
public sealed record FigureQuery(DashboardAggregate Figure, DashboardQuery Query, bool IsPlain, IResult? Problem)
{
    private const string AsOfName = "asOf";
    private const string FromName = "from";
    private const string GrainName = "grain";

    /// <summary>There is no such figure, or it is not for the caller.</summary>
    public static FigureQuery NotFound { get; } = new(null!, null!, IsPlain: false, Problems.NotFound());

    /// <summary>
    /// Reads the parameters: <c>asOf</c>, <c>from</c>, <c>grain</c> and the figure's own filters. Any
    /// other is refused, or a misspelt filter would answer the whole.
    /// </summary>
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
        HttpRequest request,
        DashboardAggregate aggregate,
        Dictionary<string, string> filters,
        DateOnly asOf,
        DateOnly? from,
        TimeGrain? grain,
        DateOnly today)
    {
        string[] known =
        [
            AsOfName,
            FromName,
            .. aggregate.Grains.Count > 0 ? [GrainName] : Array.Empty<string>(),
            .. aggregate.Filters.Select(filter => filter.Name),
        ];
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
