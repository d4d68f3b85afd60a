using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Membership;

/// <summary>All members at once. ASI has hundreds: 16 range reads, nothing kept.</summary>
public sealed class MemberList(ICaseStore cases)
{
    /// <summary>All that ever were members, by name.</summary>
    public async Task<IReadOnlyList<Member>> AllAsync(CancellationToken cancellation)
    {
        List<Member> members = [];
        await foreach (Stored<Member> stored in cases.ListAsync<Member>(Member.Prefix, cancellation))
        {
            members.Add(stored.Case);
        }

        return [.. members.OrderBy(member => SortKey(NameOf(member), member.Id), StringComparer.Ordinal)];
    }

    /// <summary>The primary contact of each that is a member now.</summary>
    public async Task<IReadOnlyList<MailRecipient>> ContactsAsync(CancellationToken cancellation) =>
        [.. (await AllAsync(cancellation)).Where(member => member.Status is not MemberStatus.Ended).Select(ContactOf).OfType<MailRecipient>()];

    /// <summary>The primary contact of one; null where there is no such member, or nobody to write to.</summary>
    public async Task<MailRecipient?> ContactAsync(CaseId id, CancellationToken cancellation) =>
        await cases.FindAsync<Member>(id, cancellation) is { Case: { } member } ? ContactOf(member) : null;

    /// <summary>A member's primary contact; null after an erasure.</summary>
    public static MailRecipient? ContactOf(Member member) => member.Details.Contacts is { Primary: { } primary }
        ? new MailRecipient(primary.Email, primary.Name, member.Details.Language, member.Id.Value)
        : null;

    /// <summary>What lists are sorted by: the name as people sort, then the id, so that no two are alike.</summary>
    public static string SortKey(string name, CaseId id) => $"{name.ToUpperInvariant()}|{id}";

    /// <summary>The name that lists show.</summary>
    public static string NameOf(Member member) => member.Details.Organisation.DisplayName;
}
