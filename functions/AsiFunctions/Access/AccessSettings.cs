using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Access;

/// <summary>The settings under <c>Access</c>.</summary>
/// <param name="Issuer">Whose tokens are accepted; the token's <c>iss</c>, letter by letter.</param>
/// <param name="Audience">For whom a token must have been issued: one of its <c>aud</c>.</param>
/// <param name="MetadataAddress">The issuer's OpenID Connect metadata; default: <c>{Issuer}/.well-known/openid-configuration</c>.</param>
/// <param name="Staff">People of ASI who have an account by configuration.</param>
/// <param name="InvitationTerm">How long an invitation can be accepted. Default 14 days (assumption).</param>
public sealed record AccessSettings(string Issuer, string Audience, Uri MetadataAddress, IReadOnlyList<StaffEntry> Staff, Period InvitationTerm)
{
    /// <summary>How far the clocks of issuer and app may differ.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads the section <c>Access</c>.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or malformed; the message says what to set.</exception>
    public static AccessSettings Read(IConfiguration configuration)
    {
        IConfigurationSection access = configuration.GetSection("Access");
        string issuer = access["Issuer"] ?? throw Missing("Issuer", "the issuer of the tokens, as their iss claim has it");
        string audience = access["Audience"] ?? throw Missing("Audience", "the audience that tokens are issued for");
        string metadata = access["MetadataAddress"] ?? $"{issuer.TrimEnd('/')}/.well-known/openid-configuration";
        if (!Uri.TryCreate(metadata, UriKind.Absolute, out Uri? address))
        {
            throw new InvalidOperationException("Access:MetadataAddress is not an absolute address.");
        }

        if (!Period.TryParse(access["InvitationTerm"] ?? "P14D", out Period term))
        {
            throw new InvalidOperationException("Access:InvitationTerm is not a period: write P14D.");
        }

        return new AccessSettings(issuer, audience, address, [.. Values(access.GetSection("Staff")).Select(StaffEntry.Parse)], term);
    }

    /// <summary>The keys under <c>Access:Keys</c>, first key first.</summary>
    /// <exception cref="FormatException">There is none, or one is malformed.</exception>
    public static SecretKeys ReadKeys(IConfiguration configuration) => new([.. Values(configuration.GetSection("Access:Keys"))]);

    private static IEnumerable<string> Values(IConfigurationSection list) => list.GetChildren()
        .OrderBy(item => int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue)
        .Select(item => item.Value)
        .OfType<string>();

    private static InvalidOperationException Missing(string name, string what) => new($"The setting Access:{name} is missing: {what}.");
}

/// <summary>A person of ASI who has an account by configuration: the first operator on Azure, the sample staff in development.</summary>
/// <param name="Subject">Their <c>sub</c> in tokens of the configured issuer.</param>
/// <param name="Name">How timelines show them.</param>
/// <param name="Roles">Roles of ASI's people.</param>
public sealed record StaffEntry(string Subject, string Name, IReadOnlySet<Role> Roles)
{
    /// <summary>Reads <c>subject|name|role,role</c>.</summary>
    /// <exception cref="InvalidOperationException">It is malformed, or names a role that people of ASI cannot have.</exception>
    public static StaffEntry Parse(string entry)
    {
        string[] parts = entry.Split('|', StringSplitOptions.TrimEntries);
        string[] names = parts is [not "", not "", not ""] ? parts[2].Split(',', StringSplitOptions.TrimEntries) : [];
        HashSet<Role> roles = [.. names.Select(name => RoleNames.TryParse(name, out Role? role) ? role.Value : Role.Machine)];
        return roles.Count > 0 && roles.IsSubsetOf(Organisation.Asi.Roles)
            ? new StaffEntry(parts[0], parts[1], roles)
            : throw new InvalidOperationException(
                $"Access:Staff has an entry that is not 'subject|name|role,role' with roles of {RoleNames.Join(Organisation.Asi.Roles)}: '{entry}'.");
    }
}
