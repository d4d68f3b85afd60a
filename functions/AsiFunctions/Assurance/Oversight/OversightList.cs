using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>
/// All oversights at once. ASI has some hundreds of audits a year: 16 range reads and one more for each further 1,000 of a shard, nothing kept.
/// </summary>
public sealed class OversightList(ICaseStore cases)
{
    /// <summary>What the oversights took, by the day on which their report came.</summary>
    /// <param name="year">Of the decision; null: all, those that are not decided too.</param>
    /// <param name="firm">Of a firm only; null: of all.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IReadOnlyList<OversightFacts>> FactsAsync(int? year, CaseId? firm, CancellationToken cancellation)
    {
        List<OversightFacts> found = [];
        await foreach (Stored<Audit> stored in cases.ListAsync<Audit>(Audit.Prefix, cancellation))
        {
            if (OversightFacts.Of(stored.Case) is { } facts
                && (year is null || facts.DecidedOn?.Year == year)
                && (firm is null || facts.Firm == firm))
            {
                found.Add(facts);
            }
        }

        return [.. found.OrderBy(facts => facts.SubmittedOn).ThenBy(facts => facts.Audit.Value, StringComparer.Ordinal)];
    }
}
