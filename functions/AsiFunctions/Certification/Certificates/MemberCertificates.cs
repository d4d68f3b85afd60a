using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Certificates;

/// <summary>The certificates of a member, as its register lists them.</summary>
public sealed class MemberCertificates(ICaseStore cases)
{
    /// <summary>The certificates of some scopes, by scope, oldest first. A point read for each, all at once.</summary>
    public async Task<IReadOnlyList<Stored<Certificate>>> OfAsync(IEnumerable<CertificationScope> scopes, CancellationToken cancellation)
    {
        Stored<Certificate>?[] found = await Task.WhenAll(
            scopes.SelectMany(scope => scope.Certificates).Select(id => cases.FindAsync<Certificate>(id, cancellation)));
        return [.. found.OfType<Stored<Certificate>>()];
    }

    /// <summary>The register of a member; an empty one where nothing was entered yet. One point read.</summary>
    public async Task<EntityRegister> RegisterAsync(CaseId member, CancellationToken cancellation)
    {
        CaseId id = member.As(EntityRegister.Prefix);
        return await cases.FindAsync<EntityRegister>(id, cancellation) is { Case: { } register } ? register : EntityRegister.Empty(id);
    }
}
