using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Membership;

/// <summary>A member with its history, for itself and for ASI's staff.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Version">How many decisions its record has seen; the ETag. Null where the answer carries it elsewhere.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="Status">Its standing now.</param>
/// <param name="Class">Its class now.</param>
/// <param name="SizeBand">Its size band now.</param>
/// <param name="Joined">When it joined, and by which rule.</param>
/// <param name="Application">The application it grew out of.</param>
/// <param name="Details">What is known of the organisation.</param>
/// <param name="Classes">Its class from day to day.</param>
/// <param name="Sizes">Its size from day to day.</param>
/// <param name="Statuses">Its standing from day to day.</param>
public sealed record MemberView(
    CaseId Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version,
    string Name,
    MemberStatus Status,
    MembershipClass Class,
    SizeBand SizeBand,
    JoinDate Joined,
    CaseId? Application,
    MemberDetails Details,
    IReadOnlyList<Dated<MembershipClass>> Classes,
    IReadOnlyList<SizeRow> Sizes,
    IReadOnlyList<Dated<MemberStatus>> Statuses)
{
    /// <summary>What is shown of a member.</summary>
    public static MemberView Of(Member member, int? version) => new(
        member.Id,
        version,
        member.Details.Organisation.LegalName,
        member.Status,
        member.Class,
        member.Size.Band,
        member.Joined,
        member.Application,
        member.Details,
        member.Classes.Rows,
        [.. member.Sizes.Rows.Select(row => new SizeRow(row.From, row.Value.Band, row.Value.Basis, row.Value.Figure, row.Value.Year))],
        member.Statuses.Rows);
}

/// <summary>A size band, the figure it follows from, and the day from which it holds.</summary>
/// <param name="From">The first day.</param>
/// <param name="Band">The band.</param>
/// <param name="Basis">What the figure counts.</param>
/// <param name="Figure">US$ a year, or full-time equivalents.</param>
/// <param name="Year">The year of a turnover; null for staff.</param>
public sealed record SizeRow(DateOnly From, SizeBand Band, SizeBasis Basis, decimal Figure, int? Year);
