using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Membership;

/// <summary>A member, with what held of it on any day (design rule 8).</summary>
/// <param name="Id"><c>MEM-…</c>; shares the rest with the application it grew out of.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Joined">When it joined, and by which rule.</param>
/// <param name="Application">The application; null for members that were taken over from earlier records.</param>
/// <param name="Details">What is known of the organisation today.</param>
/// <param name="Classes">Its class from day to day.</param>
/// <param name="Sizes">Its size declarations from day to day; the band follows from them.</param>
/// <param name="Statuses">Its standing from day to day.</param>
public sealed record Member(
    CaseId Id,
    int StepNumber,
    JoinDate Joined,
    CaseId? Application,
    MemberDetails Details,
    History<MembershipClass> Classes,
    History<SizeDeclaration> Sizes,
    History<MemberStatus> Statuses) : ICase
{
    /// <summary>The three letters of a member's id.</summary>
    public const string Prefix = "MEM";

    /// <summary>The three letters of the case that counts the member's certification duty; it shares the rest with the member.</summary>
    public const string DutyPrefix = "DTY";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => Status.Name;

    /// <summary>Its standing now.</summary>
    [JsonIgnore]
    public MemberStatus Status => Statuses.Latest.Value;

    /// <summary>Its class now.</summary>
    [JsonIgnore]
    public MembershipClass Class => Classes.Latest.Value;

    /// <summary>Its size declaration now.</summary>
    [JsonIgnore]
    public SizeDeclaration Size => Sizes.Latest.Value;

    /// <summary>
    /// The first day of its present stretch in classes that certify, from PT to IU or back the same; asked of a member in such a class only.
    /// </summary>
    [JsonIgnore]
    public DateOnly CertifiesSince => Classes.Rows.Reverse().TakeWhile(row => row.Value.HasCertificationDuty).Last().From;

    /// <summary>True where it was a member on a day, in good standing or suspended.</summary>
    public bool IsMemberOn(DateOnly day) => Statuses.TryRowOn(day, out Dated<MemberStatus>? row) && row.Value is not MemberStatus.Ended;
}

/// <summary>What is known of a member's organisation.</summary>
/// <param name="Organisation">Who it is.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Countries">Its countries of operation, ISO 3166-1 alpha-2.</param>
/// <param name="Contacts">The people to write to; null once they were erased.</param>
/// <param name="Language">The language to write in: <c>en</c>, <c>zh</c>.</param>
/// <param name="HeardAbout">How it first heard of ASI; null where it was not asked (before November 2019).</param>
/// <param name="Certification">What it meant to certify first; null where it cannot be certified or did not say.</param>
public sealed record MemberDetails(
    OrganisationDetails Organisation,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    Contacts? Contacts,
    string Language,
    HeardAbout? HeardAbout,
    CertificationIntent? Certification);

/// <summary>A member's standing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "status")]
[JsonDerivedType(typeof(Active), "active")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record MemberStatus
{
    private MemberStatus()
    {
    }

    /// <summary>The name in kebab case, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => this switch { Active => "active", Suspended => "suspended", _ => "ended" };

    /// <summary>In good standing.</summary>
    public sealed record Active : MemberStatus;

    /// <summary>Hidden from the public register until the cause is cured (ASI's article of January 2024); a member all the same.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Text">More about it; null where the reason says it all.</param>
    /// <param name="ByDuty">True where the certification duty holds the suspension, alone or beside the reason
    /// given: a certificate lifts that, no decision of the Secretariat.</param>
    public sealed record Suspended(SuspensionReason Reason, string? Text, bool ByDuty = false) : MemberStatus;

    /// <summary>No longer a member, from this row's day on.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Text">More about it; never null for <see cref="MembershipEnd.Other"/>.</param>
    /// <param name="Into">The member that took it over; never null for the reasons under which it stays with ASI.</param>
    public sealed record Ended(MembershipEnd Reason, string? Text, CaseId? Into) : MemberStatus;
}
