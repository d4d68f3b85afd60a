using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>What the capabilities know of organisations, together.</summary>
public sealed class OrganisationNames(IEnumerable<IOrganisationDirectory> directories)
{
    private readonly Dictionary<string, IOrganisationDirectory> byPrefix = directories.ToDictionary(
        directory => directory.Prefix, StringComparer.Ordinal);

    /// <summary>What is known of an organisation; null where there is none of that id, or nobody keeps that kind.</summary>
    public Task<OrganisationEntry?> FindAsync(CaseId id, CancellationToken cancellation) =>
        byPrefix.TryGetValue(id.Prefix, out IOrganisationDirectory? directory)
            ? directory.FindAsync(id, cancellation)
            : Task.FromResult<OrganisationEntry?>(null);

    /// <summary>True where accounts can belong to it: ASI, an organisation that is known, or one of a kind that nobody keeps yet.</summary>
    public async Task<bool> ExistsAsync(Organisation organisation, CancellationToken cancellation) =>
        organisation.Id is not { } id || !byPrefix.ContainsKey(id.Prefix) || await FindAsync(id, cancellation) is not null;

    /// <summary>How letters name it; its id where no name is known.</summary>
    public async Task<string> OfAsync(Organisation organisation, CancellationToken cancellation) =>
        organisation.Id is { } id && await FindAsync(id, cancellation) is { } entry ? entry.Name : organisation.Value;
}
