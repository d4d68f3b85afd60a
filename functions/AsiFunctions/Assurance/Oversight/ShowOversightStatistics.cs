using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>How long the oversight of audit reports took, and in how many rounds.</summary>
public sealed class ShowOversightStatistics(OversightList list)
{
    /// <summary>By step, for a year of decision and a firm. Filters: year, firm.</summary>
    /// <remarks>Round trips: see <see cref="OversightList"/>.</remarks>
    [Function(nameof(ShowOversightStatistics))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    [Asks("year", typeof(int), "The year of the decision; default: all, and what is not decided too.")]
    [Asks("firm", typeof(CaseId), "One audit firm only, AUF-….")]
    [Answers(200, typeof(Statistics))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oversight/statistics")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        int? year = query.Year("year");
        CaseId? firm = query.Reference("firm", AuditFirm.Prefix);
        return query.Problem ?? Results.Ok(new Statistics(year, firm, OversightStatistics.Of(await list.FactsAsync(year, firm, cancellation))));
    }

    /// <summary>Figures of oversight.</summary>
    /// <param name="Year">Of the decisions; null: all.</param>
    /// <param name="Firm">Of one audit firm; null: of all.</param>
    /// <param name="Figures">The figures.</param>
    private sealed record Statistics(int? Year, CaseId? Firm, OversightStatistics Figures);
}
