using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Membership;

/// <summary>What an applicant declares, already checked: the typed reading of the form <c>membership-application</c>.</summary>
/// <param name="Organisation">Who applies.</param>
/// <param name="Class">The class applied for.</param>
/// <param name="ClassBasis">Why the organisation belongs to that class, in its own words.</param>
/// <param name="Activities">Its supply chain activities, each once; may be empty for CS, AS and GS.</param>
/// <param name="Countries">Countries of operation, ISO 3166-1 alpha-2, each once.</param>
/// <param name="Size">The figure that the size band is derived from; its basis is the class's own.</param>
/// <param name="Contacts">The people to write to; null once they were erased.</param>
/// <param name="HeardAbout">How the applicant first heard of ASI.</param>
/// <param name="Certification">What is meant to be certified, and by when; null for the classes that cannot be certified.</param>
/// <param name="Declarations">What was declared and by whom.</param>
/// <remarks>Source: the list of the form's content, after domain section 1.4.</remarks>
public sealed record ApplicationAnswers(
    OrganisationDetails Organisation,
    MembershipClass Class,
    string ClassBasis,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    SizeDeclaration Size,
    Contacts? Contacts,
    HeardAbout HeardAbout,
    CertificationIntent? Certification,
    Declarations Declarations);

/// <summary>An organisation as it names itself.</summary>
/// <param name="LegalName">As registered.</param>
/// <param name="TradingName">As known in public; null where it is the legal name.</param>
/// <param name="RegistrationNumber">In the register of its country.</param>
/// <param name="Country">Of its head office, ISO 3166-1 alpha-2.</param>
/// <param name="Address">Of its head office; null where not given.</param>
/// <param name="Website">An absolute http or https address; null where it has none.</param>
/// <param name="Parent">The parent company's name; null where it has none.</param>
/// <param name="Subsidiaries">Names of the subsidiaries that the membership is to include; may be empty.</param>
public sealed record OrganisationDetails(
    string LegalName,
    string? TradingName,
    string RegistrationNumber,
    string Country,
    string? Address,
    string? Website,
    string? Parent,
    IReadOnlyList<string> Subsidiaries)
{
    /// <summary>The name for lists and letters: the trading name where there is one.</summary>
    [JsonIgnore]
    public string DisplayName => TradingName ?? LegalName;

    /// <summary>What it may be looked for by beside its legal name: its trading name, its parent's, its subsidiaries'.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> OtherNames => [.. new[] { TradingName, Parent }.OfType<string>(), .. Subsidiaries];
}

/// <summary>The people of an organisation whom ASI writes to.</summary>
/// <param name="Primary">Receives everything that has no other addressee, and the first invitation to an account.</param>
/// <param name="Billing">Receives invoices; null where that is the primary contact.</param>
/// <param name="Signatory">May bind the organisation.</param>
public sealed record Contacts(Contact Primary, Contact? Billing, Contact Signatory);

/// <summary>A person.</summary>
/// <param name="Name">As they wish to be addressed.</param>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Position">Their position in the organisation; null where not given.</param>
/// <param name="Phone">With the country's prefix; null where not given.</param>
public sealed record Contact(string Name, string Email, string? Position, string? Phone);

/// <summary>How an organisation first heard of ASI; asked since November 2019 (M&amp;E Insights, March 2021, section 5).</summary>
/// <param name="Choice">The value of the form's choice, stable kebab case: <c>business-partner-supplier-or-customer</c>, <c>other</c>.</param>
/// <param name="Other">The applicant's own words where the choice is <c>other</c>; else null.</param>
public sealed record HeardAbout(string Choice, string? Other);

/// <summary>What an applicant of a certifying class means to certify first.</summary>
/// <param name="Scope">Facilities, products or programmes, in the applicant's words.</param>
/// <param name="TargetDate">By when; null where not given.</param>
/// <param name="ChainOfCustody">Whether the Chain of Custody Standard is considered too; null where not answered.</param>
public sealed record CertificationIntent(string Scope, DateOnly? TargetDate, bool? ChainOfCustody = null);

/// <summary>What the signatory declared.</summary>
/// <param name="Accepted">The values of the form's declarations, all of those that its version asks
/// for: <c>constitution</c>, <c>antitrust-policy</c>.</param>
/// <param name="SignedBy">Name of the person who declared it; null once they were erased.</param>
/// <param name="SignedOn">The day of the declaration.</param>
public sealed record Declarations(IReadOnlyList<string> Accepted, string? SignedBy, DateOnly SignedOn);

/// <summary>Which form was filled in, so that answers are always read with their own definition.</summary>
/// <param name="Id">The form: <c>membership-application</c>.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Language">The language it was filled in, which is the language ASI answers in: <c>en</c>, <c>zh</c>.</param>
public sealed record FormVersion(string Id, int Version, string Language);
