using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>A round, as the Secretariat sees it.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Form">Its form.</param>
/// <param name="FormVersion">The form's version.</param>
/// <param name="Title">How it is called.</param>
/// <param name="Audience">Who is invited.</param>
/// <param name="OpensOn">The first day.</param>
/// <param name="ClosesOn">The last day; null for a round that stays open until it is closed.</param>
/// <param name="ClosedOn">When it was closed; null until then.</param>
/// <param name="Quota">The most replies; null for any number.</param>
/// <param name="Minimum">The fewest replies that are published.</param>
/// <param name="Reminders">How long after the invitation those are reminded who have not replied.</param>
/// <param name="Minutes">How long a reply takes.</param>
/// <param name="Invited">How many were invited; left out in lists.</param>
public sealed record RoundView(
    CaseId Id,
    string State,
    string Form,
    int FormVersion,
    string Title,
    SurveyAudience Audience,
    DateOnly OpensOn,
    DateOnly? ClosesOn,
    DateOnly? ClosedOn,
    int? Quota,
    int Minimum,
    IReadOnlyList<Period> Reminders,
    int Minutes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Invited)
{
    /// <summary>What is shown of a round.</summary>
    public static RoundView Of(Survey survey, int? invited = null) => new(
        survey.Id,
        survey.StateName,
        survey.Plan.Form,
        survey.Plan.FormVersion,
        survey.Plan.Title,
        survey.Plan.Audience,
        survey.Plan.OpensOn,
        survey.Plan.ClosesOn,
        survey.ClosedOn,
        survey.Plan.Quota,
        survey.Plan.Minimum,
        survey.Plan.Reminders,
        survey.Plan.Minutes,
        invited);
}
