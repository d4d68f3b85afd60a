using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>Knows the organisations that accounts belong to. Implemented by the capability that holds the organisation's case.</summary>
public interface IOrganisationDirectory
{
    /// <summary>The first three letters of the ids it knows: <c>MEM</c>.</summary>
    string Prefix { get; }

    /// <summary>The organisation, or null where there is none of that id.</summary>
    Task<OrganisationEntry?> FindAsync(CaseId organisation, CancellationToken cancellation);
}

/// <summary>What accounts need to know of an organisation.</summary>
/// <param name="Name">How letters name it.</param>
/// <param name="FirstContact">Whom to invite first; null when there is nobody any more (the person was erased).</param>
public sealed record OrganisationEntry(string Name, FirstContact? FirstContact);

/// <summary>The person whom an organisation's first invitation goes to.</summary>
/// <param name="Email">Where it is sent.</param>
/// <param name="Name">How they are addressed.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
public sealed record FirstContact(string Email, string Name, string Language);
