using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>A finding as far as it is written.</summary>
/// <param name="Rating">How the criterion is rated; null where it is not yet.</param>
/// <param name="Text">What was found; null where nothing is written.</param>
/// <param name="Evidence">What was seen, a line for each.</param>
/// <param name="Sites">Keys of the sites that were sampled, each once.</param>
public sealed record FindingContent(Rating? Rating, string? Text, IReadOnlyList<string> Evidence, IReadOnlyList<string> Sites)
{
    /// <summary>Of a criterion that nobody has looked at.</summary>
    public static FindingContent Nothing { get; } = new(Rating: null, Text: null, [], []);

    /// <summary>True where the other says the same.</summary>
    public bool SaysTheSameAs(FindingContent other) =>
        Rating == other.Rating
        && Text == other.Text
        && Evidence.SequenceEqual(other.Evidence, StringComparer.Ordinal)
        && Sites.SequenceEqual(other.Sites, StringComparer.Ordinal);
}

/// <summary>A non-conformance as far as it is written.</summary>
/// <param name="Criterion">The criterion; null where it is not said yet.</param>
/// <param name="Grade">Minor or major; null where it is not said yet.</param>
/// <param name="Critical">True for a critical breach in the auditor's judgement; critical criteria are known from the standard.</param>
/// <param name="Statement">What does not conform.</param>
/// <param name="Sites">Keys of the sites where it was found, each once.</param>
/// <param name="Plan">The corrective action plan as far as it is there; null where nothing of it is.</param>
public sealed record NonConformanceContent(
    string? Criterion = null,
    NonConformanceGrade? Grade = null,
    bool Critical = false,
    string? Statement = null,
    IReadOnlyList<string>? Sites = null,
    DraftPlan? Plan = null)
{
    /// <summary>True where the other says the same.</summary>
    public bool SaysTheSameAs(NonConformanceContent other) =>
        this with { Sites = null } == other with { Sites = null }
        && (Sites ?? []).SequenceEqual(other.Sites ?? [], StringComparer.Ordinal);
}

/// <summary>A corrective action plan as far as it is there; see <see cref="CorrectiveAction"/>.</summary>
/// <param name="RootCause">Why it came about.</param>
/// <param name="Action">What is done against that.</param>
/// <param name="DueOn">When it will be done.</param>
/// <param name="SubmittedOn">When the member handed it in.</param>
/// <param name="ApprovedOn">When the lead auditor approved it.</param>
public sealed record DraftPlan(
    string? RootCause = null, string? Action = null, DateOnly? DueOn = null, DateOnly? SubmittedOn = null, DateOnly? ApprovedOn = null);

/// <summary>What concerns the report as a whole, as far as it is written.</summary>
/// <param name="Days">When the audit took place.</param>
/// <param name="Maturity">The maturity.</param>
/// <param name="Summary">The text for publication.</param>
/// <param name="Confidential">Words that must not be published.</param>
/// <param name="PeopleMet">Who was interviewed.</param>
/// <param name="Verifications">What became of earlier non-conformances.</param>
public sealed record GeneralContent(
    DraftDays? Days = null,
    DraftMaturity? Maturity = null,
    string? Summary = null,
    IReadOnlyList<string>? Confidential = null,
    IReadOnlyList<PersonMet>? PeopleMet = null,
    IReadOnlyList<Verification>? Verifications = null)
{
    /// <summary>Where nothing is written.</summary>
    public static GeneralContent Nothing { get; } = new();

    /// <summary>True where the other says the same.</summary>
    public bool SaysTheSameAs(GeneralContent other) =>
        (Days ?? new DraftDays()) == (other.Days ?? new DraftDays())
        && (Maturity ?? new DraftMaturity()) == (other.Maturity ?? new DraftMaturity())
        && Summary == other.Summary
        && (Confidential ?? []).SequenceEqual(other.Confidential ?? [], StringComparer.Ordinal)
        && (PeopleMet ?? []).SequenceEqual(other.PeopleMet ?? [])
        && (Verifications ?? []).SequenceEqual(other.Verifications ?? []);
}

/// <summary>When the audit took place, as far as it is written; see <see cref="AuditDays"/>.</summary>
/// <param name="OnSiteFrom">The first day on site.</param>
/// <param name="OnSiteTo">The last day on site.</param>
/// <param name="EndedOn">The audit's last day.</param>
/// <param name="OnSiteDays">Days on site of all auditors together, in halves.</param>
/// <param name="RemoteDays">Days from afar of all auditors together, in halves.</param>
public sealed record DraftDays(
    DateOnly? OnSiteFrom = null, DateOnly? OnSiteTo = null, DateOnly? EndedOn = null, decimal? OnSiteDays = null, decimal? RemoteDays = null);

/// <summary>The maturity, as far as it is given; see <see cref="ReportMaturity"/>.</summary>
/// <param name="Systems">Of systems.</param>
/// <param name="Risk">Of risk.</param>
/// <param name="Performance">Of performance.</param>
/// <param name="Overall">Of the whole.</param>
/// <param name="Reason">Why the overall exceeds the lowest part.</param>
public sealed record DraftMaturity(
    Maturity? Systems = null, Maturity? Risk = null, Maturity? Performance = null, Maturity? Overall = null, string? Reason = null);
