using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification;

/// <summary>The terms of certification, as they hold from a date on.</summary>
/// <remarks>
/// Read when they are needed; what was applied is recorded with the date that it set. The shipped ones are in certification-terms.json beside this
/// file. Verified are the two years, the two validities, the number of majors, the month for corrective action plans, the 6 to 12 months for
/// closing majors and the CoC extension; all others are assumptions.
/// </remarks>
public sealed record CertificationTerms
{
    private const string What = "terms of certification";

    /// <summary>From joining to the first PS certificate. Source: ASI's article of August 2023.</summary>
    public required Period FirstCertification { get; init; }

    /// <summary>
    /// The programme's launch: who joined before counts the first term from it. December 2017 (ASI's join page); the day is an assumption.
    /// </summary>
    public required DateOnly ProgrammeLaunch { get; init; }

    /// <summary>How long before the first certification's last day reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> FirstMilestones { get; init; }

    /// <summary>Reminders this long before the last day, and later ones, go to the Secretariat too. Assumption, configurable.</summary>
    public required Period SecretariatFrom { get; init; }

    /// <summary>
    /// From this long before the last day a member without a scheduled audit is at risk. Inferred from the usual length of an audit; configurable.
    /// </summary>
    public required Period AtRiskFrom { get; init; }

    /// <summary>
    /// From a missed last day to the end of the membership; suspended meanwhile. Six months as at RJC, an assumption; configurable.
    /// </summary>
    public required Period Grace { get; init; }

    /// <summary>How long before the end of the grace reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> GraceMilestones { get; init; }

    /// <summary>How long before the last certificate expires reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> RecertificationMilestones { get; init; }

    /// <summary>How long before a provisional certificate lapses reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> ConversionMilestones { get; init; }

    /// <summary>
    /// How long after issue surveillance audits are due, by maturity. About 18 months is usual (ASI's FAQ); the table is an assumption.
    /// </summary>
    public required IReadOnlyDictionary<Maturity, IReadOnlyList<Period>> Surveillance { get; init; }

    /// <summary>How long before a surveillance audit is due reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> SurveillanceMilestones { get; init; }

    /// <summary>
    /// From the end of the on-site part to the corrective action plan of a major. Source: Assurance Manual; ASI's article of September 2023.
    /// </summary>
    public required Period CorrectiveActionPlan { get; init; }

    /// <summary>How long before that day reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> CorrectiveActionMilestones { get; init; }

    /// <summary>The earlier end of the target for closing majors, from the audit. Source: as the plan's.</summary>
    public required Period MajorClosureFrom { get; init; }

    /// <summary>The later end of the target for closing majors, from the audit. Source: as the plan's.</summary>
    public required Period MajorClosureTo { get; init; }

    /// <summary>A full certificate's validity; it expires on the day before the anniversary.</summary>
    public required Period FullValidity { get; init; }

    /// <summary>A provisional certificate's validity; it expires on the day before the anniversary.</summary>
    public required Period ProvisionalValidity { get; init; }

    /// <summary>The most major non-conformances with which a provisional certificate is possible. Source: Assurance Manual, section 6.4.</summary>
    public required int ProvisionalMajors { get; init; }

    /// <summary>From a further CoC certificate that came before its PS certificate to that one. Unofficial source; configurable.</summary>
    public required Period PerformanceStandardAfterChainOfCustody { get; init; }

    /// <summary>The CoC extension announced in December 2024; null where none is offered.</summary>
    public ExtensionOffer? ChainOfCustodyExtension { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<CertificationTerms> Shipped { get; } = DatedSettings.Shipped<CertificationTerms>("certification-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<CertificationTerms> Read(string json) => DatedSettings.Read<CertificationTerms>(json, What);
}

/// <summary>An extension of validity that ASI offers to all certificates of a standard. Source: ASI's announcement of 6 December 2024.</summary>
/// <param name="AnnouncedOn">The first day on which it can be asked for.</param>
/// <param name="LatestExpiry">Certificates that expire on this day or before can have it.</param>
/// <param name="Until">The last day of validity with it.</param>
/// <param name="RequestBefore">How long before expiry it has to be asked for.</param>
public sealed record ExtensionOffer(DateOnly AnnouncedOn, DateOnly LatestExpiry, DateOnly Until, Period RequestBefore);
