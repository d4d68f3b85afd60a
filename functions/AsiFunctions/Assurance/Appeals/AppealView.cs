using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>An appeal, for its member and for ASI. Who took part in the decision is known by accounts only, and shown to nobody.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Member">Who appeals.</param>
/// <param name="MemberName">The member's name at the decision.</param>
/// <param name="Subject">The case whose decision it is about.</param>
/// <param name="Decision">What was decided: <c>suspended</c>, <c>withdrawn</c>, <c>declined</c>.</param>
/// <param name="DecidedOn">When.</param>
/// <param name="Grounds">In the member's words.</param>
/// <param name="FiledBy">The name of who filed it.</param>
/// <param name="FiledAt">When.</param>
/// <param name="State"><c>filed</c>, <c>upheld</c> (the decision stands) or <c>overturned</c>.</param>
/// <param name="Due">The last day for hearing it in time.</param>
/// <param name="Overdue">True where that day has passed without an outcome.</param>
/// <param name="HeardAt">When it was heard; null while it waits.</param>
/// <param name="HeardBy">The name of who heard it; to ASI only.</param>
/// <param name="Reason">The reasons of the outcome.</param>
public sealed record AppealView(
    CaseId Id,
    CaseId Member,
    string MemberName,
    CaseId Subject,
    string Decision,
    DateOnly DecidedOn,
    string Grounds,
    string? FiledBy,
    DateTimeOffset FiledAt,
    string State,
    Deadline Due,
    bool Overdue,
    DateTimeOffset? HeardAt,
    string? HeardBy,
    string? Reason)
{
    /// <summary>What is shown of an appeal.</summary>
    public static AppealView Of(Appeal appeal, DateOnly today, CaseAudience audience) => new(
        appeal.Id,
        appeal.Member,
        appeal.Decision.MemberName,
        appeal.Subject,
        appeal.Decision.What,
        appeal.Decision.On,
        appeal.Grounds,
        appeal.By.Name,
        appeal.FiledAt,
        appeal.StateName,
        appeal.Due,
        appeal.Outcome is null && appeal.Due.On < today,
        appeal.Outcome?.At,
        audience is CaseAudience.Staff ? appeal.Outcome?.By.Name : null,
        appeal.Outcome?.Reason);
}
