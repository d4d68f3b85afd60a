using System.Text.Json.Serialization;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Membership;

/// <summary>The terms of the admission procedure, as they hold from a date on.</summary>
/// <remarks>
/// A step is given its deadline when it begins, by the terms in force on that day, and keeps it: the deadline is stored in the case with
/// the rule that set it. ASI's "Membership Applications and Admissions Procedure V2" exists (ISEAL system overview, 2022), but its text was
/// not found; so every number is configuration: admission-terms.json beside this file. Taken
/// together the shipped ones follow RSPO, which takes four to six weeks.
/// </remarks>
public sealed record AdmissionTerms
{
    private const string What = "terms of admission";

    /// <summary>For the Secretariat's completeness check; then it is escalated. Assumption, configurable.</summary>
    public required Period CompletenessCheck { get; init; }

    /// <summary>For the applicant to resubmit; then the application lapses. Assumption, configurable.</summary>
    public required Period Resubmission { get; init; }

    /// <summary>How long before the last day of resubmission reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> ResubmissionReminders { get; init; }

    /// <summary>For the Secretariat's due diligence; then it is escalated. Assumption, configurable.</summary>
    public required Period DueDiligence { get; init; }

    /// <summary>The objection window of the notice to members. Two weeks as at RSPO, not verified for ASI; configurable.</summary>
    public required Period Notice { get; init; }

    /// <summary>For the Secretariat to answer objections after the window; then it is escalated. Assumption, configurable.</summary>
    public required Period ObjectionAnswers { get; init; }

    /// <summary>For the board's decision; then it is escalated. Assumption, configurable.</summary>
    public required Period BoardDecision { get; init; }

    /// <summary>For paying the first invoice. 30 days as at RJC, an assumption; configurable.</summary>
    public required Period Payment { get; init; }

    /// <summary>How long before the last day of payment reminders are sent. Assumption, configurable.</summary>
    public required IReadOnlyList<Period> PaymentReminders { get; init; }

    /// <summary>
    /// How long after the last day of payment the application still waits, since what is paid on the last day shows on the bank's statement
    /// later; then it lapses. Assumption, configurable.
    /// </summary>
    public required Period PaymentRecording { get; init; }

    /// <summary>For the applicant to appeal against a decision to decline. Assumption, configurable.</summary>
    public required Period Appeal { get; init; }

    /// <summary>For hearing the appeal; then it is escalated. Assumption, configurable.</summary>
    public required Period AppealDecision { get; init; }

    /// <summary>Which event sets the join date; the rule in force on the day of approval counts. Assumption, configurable.</summary>
    public required JoinEvent JoinDateBy { get; init; }

    /// <summary>The terms that the product ships, from admission-terms.json; what holds where nothing else is configured.</summary>
    public static History<AdmissionTerms> Shipped { get; } = DatedSettings.Shipped<AdmissionTerms>("admission-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<AdmissionTerms> Read(string json) => DatedSettings.Read<AdmissionTerms>(json, What);
}

/// <summary>The events that may set a join date.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JoinEvent>))]
public enum JoinEvent
{
    /// <summary>The day of the decision to approve.</summary>
    [JsonStringEnumMemberName("approval")]
    Approval,

    /// <summary>The day on which the first invoice was paid.</summary>
    [JsonStringEnumMemberName("payment")]
    Payment,

    /// <summary>The day that the earlier records have, of a member that was taken over; no terms ask for it.</summary>
    [JsonStringEnumMemberName("earlier-records")]
    EarlierRecords,
}

/// <summary>When an organisation joined, and which event set that date.</summary>
/// <param name="On">The day.</param>
/// <param name="Event">What happened on it.</param>
/// <param name="Rule">The rule, for who asks "why this date".</param>
/// <remarks>ASI counts from the month of joining: joined in August 2023, due in August 2025 (its article of August 2023).</remarks>
public sealed record JoinDate(DateOnly On, JoinEvent Event, string Rule)
{
    /// <summary>The first day of the joining month.</summary>
    [JsonIgnore]
    public DateOnly Month => new(On.Year, On.Month, 1);
}
