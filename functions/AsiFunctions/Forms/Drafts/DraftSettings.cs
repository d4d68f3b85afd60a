using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Forms.Drafts;

/// <summary>The settings under <c>Drafts</c>.</summary>
/// <param name="KeptFor">How long a draft is kept after it was last saved, whole days by UTC. Default 30 days (assumption).</param>
public sealed record DraftSettings(Period KeptFor)
{
    /// <summary>Reads the section <c>Drafts</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is malformed; the message says what to write.</exception>
    public static DraftSettings Read(IConfiguration configuration) => Period.TryParse(configuration["Drafts:KeptFor"] ?? "P30D", out Period kept)
        ? new DraftSettings(kept)
        : throw new InvalidOperationException("The setting Drafts:KeptFor is not a period: write P30D.");

    /// <summary>The first instant at which a draft saved now is gone: midnight UTC after its last day.</summary>
    public DateTimeOffset ExpiryOf(DateTimeOffset savedAt) =>
        new(KeptFor.After(DateOnly.FromDateTime(savedAt.UtcDateTime)).AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}
