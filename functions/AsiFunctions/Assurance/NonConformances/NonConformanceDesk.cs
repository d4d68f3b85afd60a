using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>Opens non-conformances when a report is approved, and takes what later audits found of them.</summary>
public sealed class NonConformanceDesk(ICaseStore cases, NonConformanceSettings settings)
{
    /// <summary>
    /// Opens a non-conformance for tracking; the release of an audit may ask for it as often as it
    /// likes. One transaction; a repeat costs one point read more.
    /// </summary>
    /// <param name="opening">What the approved report says; named by its audit and its number within the report.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <returns>The non-conformance; after a repeat as it is by now.</returns>
    public async Task<Stored<NonConformance>> OpenAsync(NonConformanceOpening opening, CancellationToken cancellation)
    {
        // A report never changes once it is approved: audit and number say all, and no body has to be compared.
        string scope = string.Create(CultureInfo.InvariantCulture, $"{NonConformance.Prefix} {opening.Subject.Audit} {opening.Finding.Number}");
        AddOutcome<NonConformance> outcome = await cases.AddAsync(
            NonConformance.Prefix,
            new IdempotencyKey(scope, "opened", BodyHash: ""),
            (id, now) => NonConformanceProcedure.Begin(id, opening, now, settings.Terms),
            cancellation,
            beside: opening.Subject.Member);
        return outcome is AddOutcome<NonConformance>.Added added ? added.Stored : throw new UnreachableException();
    }

    /// <summary>
    /// Applies what an approved audit found, once: a repeat is refused with <c>already-verified</c>
    /// and changes nothing. One point read, one transaction, and a point read for the audit that is told where the grade changes or it is closed.
    /// </summary>
    /// <param name="news">What the audit found; it names the non-conformance.</param>
    /// <param name="member">The member that was audited: a non-conformance of another is not found.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    public async Task<DecideOutcome<NonConformance>> VerifyAsync(VerifiedNews news, CaseId member, CancellationToken cancellation)
    {
        DecideOutcome<NonConformance> outcome = await cases.DecideAsync<NonConformance>(
            news.Verification.NonConformance,
            (nonConformance, now) => nonConformance.Subject.Member == member
                ? NonConformanceProcedure.Hear(nonConformance, news, now, settings.Terms)
                : new Decision<NonConformance>.Refused(NotTheirs, "This non-conformance is another member's."),
            options: null,
            cancellation);
        return outcome is DecideOutcome<NonConformance>.Refused { Code: NotTheirs } ? new DecideOutcome<NonConformance>.NotFound() : outcome;
    }

    private const string NotTheirs = "not-theirs";

    /// <summary>Reads a non-conformance's reference as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, NonConformance.Prefix, out id);
}
