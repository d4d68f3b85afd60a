using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>What a member wants to record of what it has that can be certified.</summary>
public abstract record EntityCommand
{
    private EntityCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>A facility is entered.</summary>
    public sealed record AddFacility(Actor By, FacilityDetails Details) : EntityCommand(By);

    /// <summary>What is known of a facility changes.</summary>
    public sealed record ChangeFacility(Actor By, string Key, FacilityDetails Details) : EntityCommand(By);

    /// <summary>A facility was closed or sold; open scopes lose it.</summary>
    public sealed record CloseFacility(Actor By, string Key) : EntityCommand(By);

    /// <summary>A product or programme is entered.</summary>
    public sealed record AddProduct(Actor By, ProductDetails Details) : EntityCommand(By);

    /// <summary>What is known of a product or programme changes.</summary>
    public sealed record ChangeProduct(Actor By, string Key, ProductDetails Details) : EntityCommand(By);

    /// <summary>A product or programme was given up; open scopes lose it.</summary>
    public sealed record CloseProduct(Actor By, string Key) : EntityCommand(By);

    /// <summary>A certification scope is opened.</summary>
    public sealed record OpenScope(Actor By, StandardCode Standard, ScopeDetails Details) : EntityCommand(By);

    /// <summary>A scope gets other words, or other facilities and products; its standard stays.</summary>
    public sealed record ChangeScope(Actor By, string Key, ScopeDetails Details) : EntityCommand(By);

    /// <summary>A scope is given up. Its certificates stand as long as they are valid.</summary>
    public sealed record CloseScope(Actor By, string Key) : EntityCommand(By);
}

/// <summary>What a member says of a facility.</summary>
/// <param name="Name">1 to 200 characters; unique among the facilities that run.</param>
/// <param name="Activities">Its supply chain activities, at least one.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="HeadCount">People who work there, 0 to 1,000,000; null where it is not known.</param>
public sealed record FacilityDetails(string Name, IReadOnlyList<SupplyChainActivity> Activities, string Country, int? HeadCount = null);

/// <summary>What a member says of a product or programme.</summary>
/// <param name="Name">1 to 200 characters; unique among the products and programmes that last.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Activities">The supply chain activities it is made by, at least one.</param>
public sealed record ProductDetails(string Name, ProductKind Kind, IReadOnlyList<SupplyChainActivity> Activities);

/// <summary>What a member says of a certification scope.</summary>
/// <param name="Name">1 to 200 characters; unique among the open scopes.</param>
/// <param name="Description">What is in it and what is not, 1 to 1,000 characters.</param>
/// <param name="Facilities">Keys of facilities that run.</param>
/// <param name="Products">Keys of products and programmes that last; with the facilities at least one.</param>
public sealed record ScopeDetails(string Name, string Description, IReadOnlyList<string> Facilities, IReadOnlyList<string> Products);
