namespace AsiFunctions.Domain.Forms;

/// <summary>A page of a form: what a person sees, completes and saves at once.</summary>
/// <param name="Name">Unique within the form; <c>page1</c>, <c>page2</c>, … where the definition names none, as SurveyJS does.</param>
/// <param name="Title">What people read above it; null where it has none.</param>
/// <param name="Questions">The names of its questions in the order in which they are asked, those
/// of its panels and words beside "other" among them.</param>
public sealed record FormPage(string Name, LocalText? Title, IReadOnlyList<string> Questions);
