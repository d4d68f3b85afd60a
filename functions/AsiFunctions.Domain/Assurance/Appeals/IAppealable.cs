using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.Appeals;

/// <summary>A case about which decisions are taken that its member can appeal against: a certificate, an audit.</summary>
public interface IAppealable : ICase
{
    /// <summary>Whose case it is: only this member can appeal.</summary>
    CaseId Member { get; }

    /// <summary>
    /// The decision that stands and can be appealed against; null where there is none. Whether it is too late is for <see cref="AppealProcedure"/>.
    /// </summary>
    /// <param name="today">The day.</param>
    AppealableDecision? AppealableOn(DateOnly today);
}

/// <summary>A decision that can be appealed against, once.</summary>
/// <param name="What">Kebab case: <c>suspended</c>, <c>withdrawn</c>, <c>declined</c>.</param>
/// <param name="Number">Names the decision within its case, for ever.</param>
/// <param name="On">The day on which it was taken; the term counts from it.</param>
/// <param name="TookPart">The accounts of everybody who took part: none of them hears the appeal.</param>
/// <param name="MemberName">The member's name then.</param>
public sealed record AppealableDecision(string What, int Number, DateOnly On, IReadOnlyList<string> TookPart, string MemberName);
