using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate as the public sees it. Right on the day it is asked for, whatever the machine has noted by then.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Version">The version it was audited against.</param>
/// <param name="Level">Full or provisional.</param>
/// <param name="Status">What it is on <paramref name="AsOf"/>.</param>
/// <param name="StatusSince">Since when.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="MemberName">The member's name at issue.</param>
/// <param name="ScopeName">How the scope is called.</param>
/// <param name="Scope">What is certified, in words.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Facilities">Its facilities.</param>
/// <param name="Products">Its products and programmes.</param>
/// <param name="IssuedOn">The first day of validity.</param>
/// <param name="ExpiresOn">The last day of validity, extensions included.</param>
/// <param name="CertifiedSince">The first day of the unbroken line of certificates for the scope.</param>
/// <param name="AuditFirm">The accredited audit firm.</param>
/// <param name="Records">What happened since; why is not public.</param>
/// <param name="Document">Where the printable certificate is.</param>
/// <param name="AsOf">The day of the answer, UTC.</param>
public sealed record CertificatePage(
    CaseId Number,
    StandardCode Standard,
    string Version,
    CertificateLevel Level,
    CertificateState Status,
    DateOnly StatusSince,
    CaseId Member,
    string MemberName,
    string ScopeName,
    string Scope,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<PublicFacility> Facilities,
    IReadOnlyList<PublicProduct> Products,
    DateOnly IssuedOn,
    DateOnly ExpiresOn,
    DateOnly CertifiedSince,
    string AuditFirm,
    IReadOnlyList<PublicRecord> Records,
    string Document,
    DateOnly AsOf)
{
    /// <summary>What the public sees of a certificate on a day.</summary>
    public static CertificatePage Of(Certificate certificate, DateOnly today)
    {
        CertificateStatus status = CertificateStatus.On(certificate, today);
        return new CertificatePage(
            certificate.Id,
            certificate.Standard.Standard,
            certificate.Standard.Version,
            certificate.Level,
            status.State,
            status.Since,
            certificate.Member,
            certificate.MemberName,
            certificate.Scope.Name,
            certificate.Scope.Text,
            certificate.Scope.Activities,
            [.. certificate.Scope.Facilities.Select(facility => new PublicFacility(facility.Name, facility.Country, facility.Activities))],
            [.. certificate.Scope.Products.Select(product => new PublicProduct(product.Name, product.Kind))],
            certificate.IssuedOn,
            certificate.ExpiresOn,
            certificate.CertifiedSince,
            certificate.Audit.Firm,
            [.. SuspensionCauses.WithoutIdle(certificate.Records).Select(PublicRecord.Of)],
            $"/api/certificates/{certificate.Id}/document",
            today);
    }
}

/// <summary>A certified facility.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Activities">Its supply chain activities.</param>
public sealed record PublicFacility(string Name, string Country, IReadOnlyList<SupplyChainActivity> Activities);

/// <summary>A certified product or programme.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Which of the two.</param>
public sealed record PublicProduct(string Name, ProductKind Kind);

/// <summary>What the public may know of something that happened to a certificate: what and when, not why and not by whom.</summary>
/// <param name="What">As in the timeline: <c>suspended</c>.</param>
/// <param name="On">The first day on which it holds.</param>
/// <param name="Until">The last day of validity since, where it changed.</param>
/// <param name="Successor">The certificate that took its place.</param>
public sealed record PublicRecord(
    string What,
    DateOnly On,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CaseId? Successor)
{
    internal static PublicRecord Of(CertificateRecord record) =>
        new(record.Name, record.On, record.SetsExpiry, (record as CertificateRecord.Supersession)?.Successor);
}
