using AsiFunctions.Access;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Standards;

/// <summary>One version of a standard with its criteria.</summary>
public sealed class ShowStandard(IStandards standards)
{
    /// <summary>
    /// <c>?activities=casthouses,semi-fabrication&amp;class=PT</c>, both or neither, marks what applies to such a scope. Answers 304 to a matching
    /// If-None-Match. No round trip, or one in a minute.
    /// </summary>
    [Function(nameof(ShowStandard))]
    [OpenToPublic]
    [Asks("activities", typeof(string), "A scope's activities, as casthouses,semi-fabrication; with class it marks what applies to the scope.")]
    [Asks("class", typeof(string), "The class of the scope's member, PT or IU; together with activities.")]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(StandardView), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/standards/{standard}/{version}")] HttpRequest request,
        string standard,
        string version,
        CancellationToken cancellation)
    {
        if (await FindAsync(standard, version, cancellation) is not { } found)
        {
            return Problems.NotFound();
        }

        QueryReader query = new(request);
        HashSet<string>? applicable = Applicable(found, query, out IResult? problem);
        return (problem ?? query.Problem)
            ?? PublicAnswer.Json(request, StandardView.Of(found, applicable));
    }

    private async ValueTask<StandardVersion?> FindAsync(string standard, string version, CancellationToken cancellation)
    {
        StandardCode? code = standard.ToUpperInvariant() switch
        {
            "PS" => StandardCode.PerformanceStandard,
            "COC" => StandardCode.ChainOfCustody,
            _ => null,
        };
        return code is { } known ? (await standards.AllAsync(cancellation)).Of(new StandardRef(known, version.ToUpperInvariant())) : null;
    }

    /// <summary>The numbers of what applies; null where it was not asked.</summary>
    private static HashSet<string>? Applicable(StandardVersion version, QueryReader query, out IResult? problem)
    {
        string? codes = query.Text("activities", maxLength: 500);
        string? @class = query.Text("class")?.ToUpperInvariant();
        problem = null;
        if (codes is null && @class is null)
        {
            return null;
        }

        if (!MembershipClasses.TryParse(@class, out MembershipClass known) || !known.MayBeCertified)
        {
            problem = Problems.InvalidParameter("class", "Write PT or IU, together with activities: no other class can be certified.");
            return null;
        }

        SupplyChainActivity[] activities =
            [.. (codes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Named)];
        if (activities.Length == 0 || activities.Length != codes!.Split(',').Length)
        {
            problem = Problems.InvalidParameter(
                "activities", $"Write some of {string.Join(", ", SupplyChainActivities.All.Select(Kebab.Of))}, with commas between them.");
            return null;
        }

        return [.. ApplicableCriteria.Of(version, activities, known).Select(rated => rated.Key)];
    }

    private static IEnumerable<SupplyChainActivity> Named(string code) => SupplyChainActivities.All.Where(activity => Kebab.Of(activity) == code);
}
