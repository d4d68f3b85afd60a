using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>A certification scope as it was when the certificate was issued; what the member changes later does not change it.</summary>
/// <param name="Key">The scope within the member's register: <c>S1</c>.</param>
/// <param name="Name">How the member calls it.</param>
/// <param name="Text">What is in it and what is not, in words.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Facilities">Its facilities.</param>
/// <param name="Products">Its products and programmes.</param>
public sealed record CertifiedScope(
    string Key,
    string Name,
    string Text,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<CertifiedFacility> Facilities,
    IReadOnlyList<CertifiedProduct> Products)
{
    /// <summary>The scope as the register has it; what is closed by then is left out.</summary>
    /// <param name="register">The member's register.</param>
    /// <param name="scope">One of its scopes.</param>
    /// <param name="on">The first day of the certificate.</param>
    public static CertifiedScope Of(EntityRegister register, CertificationScope scope, DateOnly on) => new(
        scope.Key,
        scope.Name,
        scope.Description,
        scope.Activities,
        [.. register.Facilities
            .Where(facility => scope.Facilities.Contains(facility.Key) && !(facility.ClosedOn <= on))
            .Select(facility => new CertifiedFacility(facility.Key, facility.Name, facility.Country, facility.Activities))],
        [.. register.Products
            .Where(product => scope.Products.Contains(product.Key) && !(product.ClosedOn <= on))
            .Select(product => new CertifiedProduct(product.Key, product.Name, product.Kind))]);

    /// <summary>True where everything in this scope is part of others, taken together.</summary>
    public bool IsCoveredBy(IReadOnlyCollection<CertifiedScope> others)
    {
        HashSet<string> covered = [.. others.SelectMany(other => other.Facilities.Select(f => f.Key).Concat(other.Products.Select(p => p.Key)))];
        return Facilities.All(facility => covered.Contains(facility.Key)) && Products.All(product => covered.Contains(product.Key));
    }
}

/// <summary>A facility of a certificate.</summary>
/// <param name="Key">Within the member's register: <c>F1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Activities">Its supply chain activities.</param>
public sealed record CertifiedFacility(string Key, string Name, string Country, IReadOnlyList<SupplyChainActivity> Activities);

/// <summary>A product or programme of a certificate.</summary>
/// <param name="Key">Within the member's register: <c>P1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Which of the two.</param>
public sealed record CertifiedProduct(string Key, string Name, ProductKind Kind);
