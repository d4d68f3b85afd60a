using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Durations and rounds of oversight.</summary>
public sealed class ShowOversightStatistics(OversightList list)
{
    /// <summary>By step, for a year of decision and a firm. Filters: year, firm. Round trips: see <see cref="OversightList"/>.</summary>
    [Function(nameof(ShowOversightStatistics))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oversight/statistics")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        int? year = query.Year("year");
        CaseId? firm = query.Reference("firm", AuditFirm.Prefix);
        return query.Problem ?? Results.Ok(new Statistics(year, firm, OversightStatistics.Of(await list.FactsAsync(year, firm, cancellation))));
    }

    private sealed record Statistics(int? Year, CaseId? Firm, OversightStatistics Figures);
}
