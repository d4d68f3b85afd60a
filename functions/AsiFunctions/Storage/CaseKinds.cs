using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>The kinds of cases that this app knows.</summary>
public sealed class CaseKinds(IEnumerable<ICaseKind> kinds)
{
    private readonly Dictionary<string, ICaseKind> byPrefix = kinds.ToDictionary(kind => kind.Prefix, StringComparer.Ordinal);

    /// <summary>The kind of a case.</summary>
    /// <exception cref="KeyNotFoundException">No capability knows it.</exception>
    public ICaseKind Of(CaseId id) => Of(id.Prefix);

    /// <summary>The kind with these three letters.</summary>
    /// <exception cref="KeyNotFoundException">No capability knows it.</exception>
    public ICaseKind Of(string prefix) => byPrefix.TryGetValue(prefix, out ICaseKind? kind)
        ? kind
        : throw new KeyNotFoundException($"No capability knows cases of the kind {prefix}: was AddCaseKind called for it?");

    /// <summary>True when a reference can be one of ours.</summary>
    public bool Knows(string prefix) => byPrefix.ContainsKey(prefix);
}
