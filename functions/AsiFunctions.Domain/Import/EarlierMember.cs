using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Import;

/// <summary>What a file of earlier records says.</summary>
/// <param name="Members">Without faults, each after the one that it went into; empty where there is a fault.</param>
/// <param name="Faults">What is wrong, by line and column; all of it at once.</param>
public sealed record EarlierReading(IReadOnlyList<EarlierMember> Members, IReadOnlyList<Fault> Faults);

/// <summary>A member as the earlier records have it, with all its own.</summary>
/// <param name="Key">Its key in the earlier records.</param>
/// <param name="Line">The line of its record.</param>
/// <param name="Joined">The day of joining.</param>
/// <param name="Details">Who it is.</param>
/// <param name="Classes">From the day of joining on.</param>
/// <param name="Sizes">From the day of joining on.</param>
/// <param name="Standings">From the day of joining on, without the end.</param>
/// <param name="End">How the membership ended; null where it lasts.</param>
/// <param name="Certificates">In the order of their issue.</param>
public sealed record EarlierMember(
    string Key,
    [property: JsonIgnore] int Line,
    DateOnly Joined,
    MemberDetails Details,
    History<MembershipClass> Classes,
    History<SizeDeclaration> Sizes,
    History<MemberStatus> Standings,
    EarlierEnd? End,
    IReadOnlyList<EarlierCertificate> Certificates)
{
    /// <summary>Certificates of one member: more would not fit into the one transaction that takes a member over.</summary>
    public const int MostCertificates = 16;

    /// <summary>The same for the same facts, wherever they stand in a file; 64 hexadecimal digits.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

/// <summary>How a membership ended.</summary>
/// <param name="Line">Its line.</param>
/// <param name="From">The first day without membership.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">More about it; never null for <see cref="MembershipEnd.Other"/>.</param>
/// <param name="Into">The member that took it over: a key of the same file, or the reference of a member that is here; null for true losses.</param>
public sealed record EarlierEnd([property: JsonIgnore] int Line, DateOnly From, MembershipEnd Reason, string? Text, string? Into);

/// <summary>A certificate as the earlier records have it.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Number">Its number in the earlier records.</param>
/// <param name="Standard">What was audited against.</param>
/// <param name="Level">Full or provisional, at its issue.</param>
/// <param name="IssuedOn">The first day of its validity.</param>
/// <param name="Until">The last day of its validity where it is not the one of the rules; else null.</param>
/// <param name="Note">Why it is another, or a remark; null where nothing is to be said.</param>
/// <param name="Scope">What is certified, by name: certificates of the same standard and name follow one another.</param>
/// <param name="ScopeText">What is in it, in words.</param>
/// <param name="Activities">The supply chain activities of the scope.</param>
/// <param name="Country">Where its facility is.</param>
/// <param name="Audit">Type of the audit, the firm and its findings.</param>
public sealed record EarlierCertificate(
    [property: JsonIgnore] int Line,
    string Number,
    StandardRef Standard,
    CertificateLevel Level,
    DateOnly IssuedOn,
    DateOnly? Until,
    string? Note,
    string Scope,
    string ScopeText,
    IReadOnlyList<SupplyChainActivity> Activities,
    string Country,
    AuditFindings Audit);
