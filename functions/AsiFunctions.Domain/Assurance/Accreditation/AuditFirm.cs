using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>An audit firm (conformity assessment body) that is, was or wants to be accredited by ASI.</summary>
/// <param name="Id">Its reference, <c>AUF-…</c>.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Name">The firm's name; public once it is accredited.</param>
/// <param name="Contact">Whom ASI writes to; personal data, null after erasure.</param>
/// <param name="Bodies">What national accreditation bodies have accredited it for.</param>
/// <param name="Scopes">Every scope that ASI ever granted, in order.</param>
/// <param name="Statuses">ASI's accreditation from day to day.</param>
public sealed record AuditFirm(
    CaseId Id,
    int StepNumber,
    string Name,
    FirmContact? Contact,
    IReadOnlyList<BodyAccreditation> Bodies,
    IReadOnlyList<AccreditedScope> Scopes,
    History<AccreditationStatus> Statuses) : ICase, IAccredited<AuditFirm>
{
    /// <summary>The three letters of a firm's reference.</summary>
    public const string Prefix = "AUF";

    /// <summary>Where the accreditation stands now.</summary>
    [JsonIgnore]
    public AccreditationStatus Status => Statuses.Latest.Value;

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => Status.Name;

    AuditFirm IAccredited<AuditFirm>.WithStatuses(History<AccreditationStatus> statuses, int stepNumber) =>
        this with { Statuses = statuses, StepNumber = stepNumber };

    AuditFirm IAccredited<AuditFirm>.WithScopes(IReadOnlyList<AccreditedScope> scopes) => this with { Scopes = scopes };
}

/// <summary>A firm's person whom ASI writes to, and whom it invites first.</summary>
/// <param name="Name">How they are addressed.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
public sealed record FirmContact(string Name, string Email, string Language);

/// <summary>A firm's accreditation by a body of the European co-operation for Accreditation or of the IAF. Source: ASI's FAQ for auditors.</summary>
/// <param name="Standard">For what.</param>
/// <param name="Body">The accreditation body's name.</param>
/// <param name="Reference">The number of the accreditation there.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null where none is set.</param>
public sealed record BodyAccreditation(BodyStandard Standard, string Body, string Reference, DateOnly From, DateOnly? To = null);

/// <summary>What a body accredits certification bodies for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BodyStandard>))]
public enum BodyStandard
{
    /// <summary>ISO/IEC 17021: audit and certification of management systems.</summary>
    [JsonStringEnumMemberName("iso-17021")]
    Iso17021,

    /// <summary>ISO/IEC 17065: certification of products, processes and services.</summary>
    [JsonStringEnumMemberName("iso-17065")]
    Iso17065,

    /// <summary>Something that ASI takes as equal to one of the two.</summary>
    [JsonStringEnumMemberName("equivalent")]
    Equivalent,
}

/// <summary>A firm that applies.</summary>
/// <param name="Name">The firm's name.</param>
/// <param name="Contact">Whom ASI writes to.</param>
/// <param name="Bodies">May be empty until the review is decided.</param>
/// <param name="RegisteredOn">The day of the application; null: today. Earlier for a firm that is taken over from other records.</param>
public sealed record FirmRegistration(string Name, FirmContact Contact, IReadOnlyList<BodyAccreditation> Bodies, DateOnly? RegisteredOn = null);
