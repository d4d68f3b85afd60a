using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Certificates by supply chain activity. Source: domain notes 2.2: one certificate may span several.</summary>
internal sealed class CertificatesByActivityAggregate() : CertificateSpreadAggregate(
    "activity", "Certificates by supply chain activity", Dashboard.Cubes.CertificateActivities, EnumCode.All<SupplyChainActivity>());
