using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>What kind of organisation an account belongs to.</summary>
public enum OrganisationKind
{
    /// <summary>The initiative itself: staff and board.</summary>
    Asi,

    /// <summary>A member.</summary>
    Member,

    /// <summary>An audit firm.</summary>
    AuditFirm,
}

/// <summary>The organisation that an account belongs to: <c>ASI</c>, a member (<c>MEM-…</c>) or an audit firm (<c>AUF-…</c>).</summary>
[JsonConverter(typeof(OrganisationConverter))]
public readonly record struct Organisation
{
    /// <summary>The first three letters of a member's id.</summary>
    public const string MemberPrefix = "MEM";

    /// <summary>The first three letters of an audit firm's id.</summary>
    public const string AuditFirmPrefix = "AUF";

    private const string AsiValue = "ASI";

    private Organisation(string value) => Value = value;

    /// <summary>The initiative itself.</summary>
    public static Organisation Asi { get; } = new(AsiValue);

    /// <summary>The id as it is stored and shown.</summary>
    public string Value { get => field ?? throw new InvalidOperationException("An unset organisation was used."); }

    /// <summary>What kind of organisation it is.</summary>
    public OrganisationKind Kind => Value switch
    {
        AsiValue => OrganisationKind.Asi,
        _ when Value.StartsWith(MemberPrefix, StringComparison.Ordinal) => OrganisationKind.Member,
        _ => OrganisationKind.AuditFirm,
    };

    /// <summary>The id of the member or the firm; null for ASI.</summary>
    public CaseId? Id => Kind is OrganisationKind.Asi ? null : CaseId.Parse(Value);

    /// <summary>The roles that its people can have.</summary>
    public IReadOnlyList<Role> Roles => Kind switch
    {
        OrganisationKind.Asi => [Role.Secretariat, Role.Releaser, Role.Board, Role.Operator],
        OrganisationKind.Member => [Role.Member, Role.MemberAdmin],
        _ => [Role.Auditor, Role.LeadAuditor],
    };

    /// <summary>The member or audit firm of that id.</summary>
    /// <exception cref="ArgumentException">The id is of another kind of case.</exception>
    public static Organisation Of(CaseId id) => id.Prefix is MemberPrefix or AuditFirmPrefix
        ? new Organisation(id.Value)
        : throw new ArgumentException($"{id} is neither a member nor an audit firm.", nameof(id));

    /// <summary>
    /// True when this is the member or firm of that id, by whichever of its references (an application shares its member's characters).
    /// </summary>
    public bool Is(CaseId id) => Id is { } own && own == id.As(own.Prefix);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no organisation.</exception>
    public static Organisation Parse(string text) => TryParse(text, out Organisation? organisation)
        ? organisation.Value
        : throw new FormatException($"'{text}' is no organisation.");

    /// <summary>Reads <c>ASI</c>, a member's or a firm's id.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Organisation? organisation)
    {
        organisation = null;
        if (string.Equals(text, AsiValue, StringComparison.OrdinalIgnoreCase))
        {
            organisation = Asi;
        }
        else if (CaseId.TryParse(text, out CaseId? id) && id.Value.Prefix is MemberPrefix or AuditFirmPrefix)
        {
            organisation = Of(id.Value);
        }

        return organisation is not null;
    }

    /// <summary>The id as it is stored and shown.</summary>
    public override string ToString() => Value;

    private sealed class OrganisationConverter : JsonConverter<Organisation>
    {
        public override Organisation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out Organisation? organisation)
                ? organisation.Value
                : throw new JsonException("An organisation is ASI, a member's id or an audit firm's id.");

        public override void Write(Utf8JsonWriter writer, Organisation value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
