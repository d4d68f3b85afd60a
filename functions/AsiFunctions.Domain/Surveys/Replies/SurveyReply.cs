using System.Text.Json;
using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>
/// What is kept of a reply, and everything that is. It cannot be told from it who replied, and nothing leads from it to an invitation.
/// </summary>
/// <remarks>
/// Source: seed 002, "Methodology": respondents are not identifiable, and replies "are not broken down by geography, supply chain activity or other
/// potentially identifying variable". So there is no language, no country, no activity, no date
/// finer than a year, no id, and the answers stand in the form's order, not in the one in which they were given. Two replies are compared by what is
/// written, not with <c>==</c>: JSON has no equality.
/// </remarks>
/// <param name="Form">The form's id.</param>
/// <param name="Version">The version of the definition that was answered; an answer keeps its own.</param>
/// <param name="Pages">The completed pages, in the form's order; at least one.</param>
/// <param name="Answers">An object: the answers of these pages without contact details. Choices as
/// they are valued, texts without blanks around.</param>
/// <param name="Standard">The standard of the certificate that the invitation was about; null where it was about none.</param>
/// <param name="Year">The year in which the reply was given, UTC.</param>
public sealed record SurveyReply(string Form, int Version, IReadOnlyList<string> Pages, JsonElement Answers, StandardCode? Standard, int Year);
