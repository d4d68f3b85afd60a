using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>The pages of a reply that count, with their answers, checked.</summary>
/// <param name="Pages">In the form's order; at least one.</param>
/// <param name="Answers">Without faults, of these pages only.</param>
public sealed record CompletedPages(IReadOnlyList<string> Pages, FormAnswers Answers)
{
    /// <summary>All pages were completed: nothing is missing.</summary>
    public bool IsFinished => Pages.Count == Answers.Form.Pages.Count;
}
