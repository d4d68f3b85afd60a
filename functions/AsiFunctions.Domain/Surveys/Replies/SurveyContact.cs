namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>Who may be asked further, by their own choice. Kept apart from the reply. Source: seed 002, Appendix 1, questions 10 and 12.</summary>
/// <param name="Name">The person's name; null where it was left out.</param>
/// <param name="Company">Their company; null where it was left out.</param>
/// <param name="Email">Where they can be reached. A definition demands it once anything else is given; null where its own rules differ.</param>
/// <param name="StoryOfChange">They may be asked for an interview.</param>
public sealed record SurveyContact(string? Name, string? Company, string? Email, bool StoryOfChange);
