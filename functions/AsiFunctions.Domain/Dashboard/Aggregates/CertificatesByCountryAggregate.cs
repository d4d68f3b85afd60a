namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Certificates by the countries of their facilities. Source: domain notes 5.1.</summary>
internal sealed class CertificatesByCountryAggregate() : CertificateSpreadAggregate(
    "country", "Certificates by country", Dashboard.Cubes.CertificateCountries, []);
