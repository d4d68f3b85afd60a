using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance;

/// <summary>The terms of audits and of their oversight, as they hold from a date on.</summary>
/// <remarks>
/// Read when they are needed; what was applied is recorded with the date that it set. The shipped ones are in assurance-terms.json beside this file.
/// Verified are the six weeks before an upstream initial audit and its activities; the eight weeks for the report are unofficial; all others are
/// assumptions, since the Assurance Manual's figures and the procedure's service levels are not public.
/// </remarks>
public sealed record AssuranceTerms
{
    private const string What = "terms of assurance";

    /// <summary>For the firm to file a plan, from the opening or the postponement. Assumption, configurable.</summary>
    public required Period Plan { get; init; }

    /// <summary>How long before that day the firm is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> PlanReminders { get; init; }

    /// <summary>
    /// How long before its first day the plan of an upstream initial audit is with the Secretariat. Source: Assurance Manual updates, April 2024.
    /// </summary>
    public required Period PlanNotice { get; init; }

    /// <summary>The activities that make an audit upstream. Source: as <see cref="PlanNotice"/>: mining, refining, smelting.</summary>
    public required IReadOnlyList<SupplyChainActivity> UpstreamActivities { get; init; }

    /// <summary>For the Secretariat's advice on a plan. Assumption, configurable.</summary>
    public required Period PlanAdvice { get; init; }

    /// <summary>From the audit's end to the report. Unofficial source (February 2025); configurable.</summary>
    public required Period Report { get; init; }

    /// <summary>How long before that day the firm is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> ReportReminders { get; init; }

    /// <summary>The service level of each step of the oversight. Not published; configurable.</summary>
    public required IReadOnlyDictionary<OversightStep, Period> ServiceLevels { get; init; }

    /// <summary>For the second person, where a release departs from the computed outcome. Assumption, configurable.</summary>
    public required Period SecondOpinion { get; init; }

    /// <summary>For the auditor's answer to a clarification, where the reviewer sets no other day. Assumption, configurable.</summary>
    public required Period Clarification { get; init; }

    /// <summary>How long before that day the auditor is reminded. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> ClarificationReminders { get; init; }

    /// <summary>The most rounds of clarification of one audit. Assumption, configurable.</summary>
    public required int MostRounds { get; init; }

    /// <summary>Who may release. Never less than "did none of the six steps"; configurable to be stricter.</summary>
    public required FourEyes FourEyes { get; init; }

    /// <summary>
    /// From the end of the on-site part to the corrective action plan of a major. Source: Assurance Manual; ASI's article of September 2023.
    /// </summary>
    public required Period MajorPlan { get; init; }

    /// <summary>The later end of the time for closing majors, from the audit's end. Source: as <see cref="MajorPlan"/>.</summary>
    public required Period MajorClosure { get; init; }

    /// <summary>The guideline of days on site.</summary>
    public required OnSiteGuideline OnSite { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<AssuranceTerms> Shipped { get; } = DatedSettings.Shipped<AssuranceTerms>("assurance-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form, or a step of the oversight
    /// has no service level; the message says where.</exception>
    public static History<AssuranceTerms> Read(string json)
    {
        History<AssuranceTerms> read = DatedSettings.Read<AssuranceTerms>(json, What);
        foreach (Dated<AssuranceTerms> row in read.Rows)
        {
            if (OversightSteps.All.Except(row.Value.ServiceLevels.Keys).ToArray() is [var step, ..])
            {
                throw new FormatException($"The {What} from {row.From:yyyy-MM-dd} have no service level for the step {step.Name}.");
            }
        }

        return read;
    }
}

/// <summary>Who may release a certification.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FourEyes>))]
public enum FourEyes
{
    /// <summary>Somebody who reviewed none of the first six steps.</summary>
    [JsonStringEnumMemberName("oversight")]
    Oversight,

    /// <summary>Somebody who decided nothing about the audit at all: no advice on a plan, no exception, no postponement either.</summary>
    [JsonStringEnumMemberName("whole-audit")]
    WholeAudit,
}

/// <summary>How many days on site an audit takes. The Manual's table is not public: all figures are assumptions, configurable.</summary>
/// <param name="FirstSite">Days for the first site with an activity, of all auditors together.</param>
/// <param name="FurtherSite">What each further site adds.</param>
/// <param name="Factor">What both are multiplied by: low maturity asks for more (seed 002, part 4A).</param>
public sealed record OnSiteGuideline(
    IReadOnlyDictionary<SupplyChainActivity, decimal> FirstSite, decimal FurtherSite, IReadOnlyDictionary<Maturity, decimal> Factor)
{
    /// <summary>The days that an audit should have on site, in halves, rounded up.</summary>
    /// <param name="activities">Of the scope; the most demanding one counts.</param>
    /// <param name="sites">How many sites the scope has, 1 or more.</param>
    /// <param name="maturity">As it was before the audit; null where none is on record: medium.</param>
    public decimal Days(IReadOnlyCollection<SupplyChainActivity> activities, int sites, Maturity? maturity)
    {
        decimal first = activities.Select(activity => FirstSite.GetValueOrDefault(activity)).DefaultIfEmpty().Max();
        decimal days = (first + (FurtherSite * Math.Max(0, sites - 1))) * Factor.GetValueOrDefault(maturity ?? Maturity.Medium, 1);
        return Math.Ceiling(days * 2) / 2;
    }
}
