using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>The seven steps of the audit report oversight, in their order. Source: seed 001, section 6, "Assurance".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OversightStep>))]
public enum OversightStep
{
    /// <summary>Review the audit team.</summary>
    [JsonStringEnumMemberName("audit-team")]
    AuditTeam,

    /// <summary>Review the audit scope.</summary>
    [JsonStringEnumMemberName("audit-scope")]
    AuditScope,

    /// <summary>Review the audit execution.</summary>
    [JsonStringEnumMemberName("audit-execution")]
    AuditExecution,

    /// <summary>Review the audit findings.</summary>
    [JsonStringEnumMemberName("audit-findings")]
    AuditFindings,

    /// <summary>Review the publishable information.</summary>
    [JsonStringEnumMemberName("publishable-information")]
    PublishableInformation,

    /// <summary>Check that documentation and records are all in order, and note opportunities to improve the system.</summary>
    [JsonStringEnumMemberName("documentation-and-records")]
    DocumentationAndRecords,

    /// <summary>Approve the release of certification.</summary>
    [JsonStringEnumMemberName("release")]
    Release,
}

/// <summary>The steps' names and order.</summary>
public static class OversightSteps
{
    /// <summary>All seven, in order.</summary>
    public static IReadOnlyList<OversightStep> All { get; } = Enum.GetValues<OversightStep>();

    extension(OversightStep step)
    {
        /// <summary>The name in kebab case, the same as in JSON; as a task, after <c>review-</c>, but for the release.</summary>
        public string Name => step switch
        {
            OversightStep.AuditTeam => "audit-team",
            OversightStep.AuditScope => "audit-scope",
            OversightStep.AuditExecution => "audit-execution",
            OversightStep.AuditFindings => "audit-findings",
            OversightStep.PublishableInformation => "publishable-information",
            OversightStep.DocumentationAndRecords => "documentation-and-records",
            _ => "release",
        };

        /// <summary>The kind of its task.</summary>
        public string TaskKind => step is OversightStep.Release ? "release-certification" : $"review-{step.Name}";

        /// <summary>The one after it; the release has none.</summary>
        /// <exception cref="InvalidOperationException">It is the release.</exception>
        public OversightStep Following =>
            step is OversightStep.Release ? throw new InvalidOperationException("Nothing follows the release.") : step + 1;
    }
}
