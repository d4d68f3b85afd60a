using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.Appeals;

/// <summary>What an appeal tells the case whose decision it is about, within the transaction in which it is filed or decided.</summary>
/// <param name="Appeal">The appeal, <c>APL-…</c>.</param>
/// <param name="By">Who filed it, or heard it.</param>
/// <param name="Reason">The grounds, or the reasons of the outcome.</param>
public abstract record AppealNews(CaseId Appeal, Actor By, string Reason) : ICaseNews
{
    /// <summary>The decision's number within its case; see <see cref="AppealableDecision"/>.</summary>
    public required int Number { get; init; }

    /// <summary>The member appeals.</summary>
    public sealed record Filed(CaseId Appeal, Actor By, string Reason) : AppealNews(Appeal, By, Reason);

    /// <summary>The decision stands.</summary>
    public sealed record Upheld(CaseId Appeal, Actor By, string Reason) : AppealNews(Appeal, By, Reason);

    /// <summary>The decision is overturned.</summary>
    public sealed record Overturned(CaseId Appeal, Actor By, string Reason) : AppealNews(Appeal, By, Reason);
}
