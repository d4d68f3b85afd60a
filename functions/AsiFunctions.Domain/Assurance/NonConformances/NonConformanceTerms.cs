using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>The terms of non-conformances and their corrective actions, as they hold from a date on.</summary>
/// <remarks>
/// A step is given its date by the terms of the day on which it begins, and keeps it. The shipped ones are in non-conformance-terms.json beside this
/// file. Verified are the month for the plan of a major and the 12 months for its action; all others are assumptions.
/// </remarks>
public sealed record NonConformanceTerms
{
    private const string What = "terms of non-conformances";

    /// <summary>
    /// From the end of the on-site part to the corrective action plan. Source, for majors:
    /// Assurance Manual; ASI's article of September 2023. For minors the same, an assumption; configurable.
    /// </summary>
    public required Period Plan { get; init; }

    /// <summary>How long before that day the member is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> PlanReminders { get; init; }

    /// <summary>For the lead auditor to approve a plan, or to return it. Assumption, configurable.</summary>
    public required Period PlanApproval { get; init; }

    /// <summary>How long before that day the firm is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> PlanApprovalReminders { get; init; }

    /// <summary>
    /// The longest time that a plan may take for a major, from the audit's end. Actions aim to finish 6 to
    /// 12 months from it (Assurance Manual; article of September 2023).
    /// </summary>
    public required Period MajorAction { get; init; }

    /// <summary>
    /// The longest time that a plan may take for a minor, and what is left to do after a
    /// verification, from the day on which it is set. Assumption, configurable.
    /// </summary>
    public required Period MinorAction { get; init; }

    /// <summary>How long before the plan's day the member is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> ActionReminders { get; init; }

    /// <summary>For what is left to do after a verification, where the auditor names no day. Assumption, configurable.</summary>
    public required Period RenewedAction { get; init; }

    /// <summary>For the lead auditor to verify an action. Assumption, configurable.</summary>
    public required Period Verification { get; init; }

    /// <summary>How long before that day the firm is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> VerificationReminders { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<NonConformanceTerms> Shipped { get; } = DatedSettings.Shipped<NonConformanceTerms>("non-conformance-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<NonConformanceTerms> Read(string json) => DatedSettings.Read<NonConformanceTerms>(json, What);
}
