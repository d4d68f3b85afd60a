using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace AsiFunctions.LocalRuntime.Host.Http;

/// <summary>
/// Looks for a path that two routes both answer. Which of them would win depends on their functions' names, so that renaming one would change
/// what an address means.
/// </summary>
internal static class RouteOverlap
{
    // Fillers for parameters: text, a number, and what common constraints ask for. A pair of routes that only an exotic constraint tells apart
    // or joins is judged by these.
    private static readonly string[] Fillers = ["x", "abc", "1", "1234", "2024-01-31", "true", "00000000-0000-0000-0000-000000000001"];

    private static readonly HttpContext NoContext = new DefaultHttpContext();

    /// <returns>Such a path, or null.</returns>
    public static string? Example(HttpRoute one, HttpRoute other)
    {
        if (one.Methods is { } a && other.Methods is { } b && !a.Intersect(b, StringComparer.OrdinalIgnoreCase).Any())
        {
            return null;
        }

        int least = Math.Max(Least(one.Parsed), Least(other.Parsed));
        int most = Math.Min(Most(one.Parsed), Most(other.Parsed));
        for (int length = least; length <= Math.Min(most, Math.Max(least, Math.Max(one.Parsed.Segments.Count, other.Parsed.Segments.Count))); length++)
        {
            foreach (string filler in Fillers)
            {
                string path = string.Join('/', Enumerable.Range(0, length).Select(i => Literal(one.Parsed, i) ?? Literal(other.Parsed, i) ?? filler));
                if (Answers(one, path) && Answers(other, path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static bool Answers(HttpRoute route, string path)
    {
        RouteValueDictionary values = [];
        return new TemplateMatcher(route.Parsed, new RouteValueDictionary(route.Route.Defaults)).TryMatch("/" + path, values)
            && route.Route.Constraints
                .Where(c => c.Value is not Microsoft.AspNetCore.Routing.Constraints.HttpMethodRouteConstraint)
                .All(c => c.Value.Match(NoContext, route.Route, c.Key, values, RouteDirection.IncomingRequest));
    }

    private static string? Literal(RouteTemplate template, int segment) =>
        template.GetSegment(segment) is { IsSimple: true } simple && simple.Parts[0].IsLiteral ? simple.Parts[0].Text : null;

    private static int Least(RouteTemplate template) =>
        template.Segments.Count(s => !s.IsSimple || !(s.Parts[0].IsOptional || s.Parts[0].IsCatchAll || s.Parts[0].DefaultValue is not null));

    private static int Most(RouteTemplate template) =>
        template.Segments.Any(s => s.Parts.Any(p => p.IsCatchAll)) ? int.MaxValue : template.Segments.Count;
}
