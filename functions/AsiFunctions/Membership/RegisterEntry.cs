using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Membership;

/// <summary>A member as the public sees it.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Name">By which it is known.</param>
/// <param name="Class">Its class.</param>
/// <param name="SizeBand">Its size band; the figure behind it is not public.</param>
/// <param name="JoinedOn">When it joined.</param>
/// <param name="Country">Of its head office, ISO 3166-1 alpha-2.</param>
/// <param name="Website">Null where it has none.</param>
public sealed record RegisterEntry(
    CaseId Id, string Name, MembershipClass Class, SizeBand SizeBand, DateOnly JoinedOn, string Country, string? Website)
{
    /// <summary>Null for a member that the public does not see: suspended, ended.</summary>
    internal static RegisterEntry? Of(Member member) => member.Status is not MemberStatus.Active
        ? null
        : new RegisterEntry(
            member.Id,
            MemberList.NameOf(member),
            member.Class,
            member.Size.Band,
            member.Joined.On,
            member.Details.Organisation.Country,
            member.Details.Organisation.Website);
}
