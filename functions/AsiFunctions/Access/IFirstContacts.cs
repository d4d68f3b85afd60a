using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>Knows whom to invite first when an organisation is admitted. Implemented by the capability that holds the organisation's case.</summary>
public interface IFirstContacts
{
    /// <summary>The first three letters of the ids it knows: <c>MEM</c>.</summary>
    string Prefix { get; }

    /// <summary>The organisation's primary contact, or null when there is nobody to invite (the person was erased).</summary>
    Task<FirstContact?> FindAsync(CaseId organisation, CancellationToken cancellation);
}

/// <summary>The person whom an invitation goes to.</summary>
/// <param name="Email">Where it is sent.</param>
/// <param name="Name">How they are addressed.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="OrganisationName">How the text names the organisation.</param>
public sealed record FirstContact(string Email, string Name, string Language, string OrganisationName);
