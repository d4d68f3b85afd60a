using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;

namespace AsiFunctions.Certification;

/// <summary>What decisions about certificates and deadlines have in common: each says why.</summary>
internal static class ReasonedChange
{
    /// <summary>What is wrong with the reason.</summary>
    /// <param name="reason">As sent.</param>
    /// <param name="needed">What to write; null where it may be left out.</param>
    public static IReadOnlyList<Fault> Check(string? reason, string? needed) =>
        OwnWords.Check(reason, "/reason", needed) is { } fault ? [fault] : [];

    /// <summary>As <see cref="Check"/>, for decisions that need nothing else.</summary>
    public static ValueTask<IReadOnlyList<Fault>> CheckAsync(string? reason, string needed) => ValueTask.FromResult(Check(reason, needed));
}
