using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>Something that an audit lacks on its days. It cannot be planned so without a recorded exception.</summary>
/// <param name="Code">Stable, kebab case; see <see cref="AccreditationGapCodes"/>.</param>
/// <param name="Message">One sentence for the person; names auditors by reference only.</param>
public sealed record AccreditationGap(string Code, string Message)
{
    /// <summary>There is no firm of that reference.</summary>
    public static AccreditationGap UnknownFirm(CaseId firm) => new(AccreditationGapCodes.FirmUnknown, $"No audit firm {firm} is on record.");

    /// <summary>There is no auditor of that reference.</summary>
    public static AccreditationGap UnknownAuditor(CaseId auditor) => new(AccreditationGapCodes.AuditorUnknown, $"No auditor {auditor} is on record.");
}

/// <summary>The codes of gaps. The names are part of the API and do not change.</summary>
public static class AccreditationGapCodes
{
    /// <summary>There is no such firm.</summary>
    public const string FirmUnknown = "firm-unknown";

    /// <summary>The firm is not accredited yet, or no more.</summary>
    public const string FirmNotAccredited = "firm-not-accredited";

    /// <summary>The firm is suspended.</summary>
    public const string FirmSuspended = "firm-suspended";

    /// <summary>No accreditation of the firm by a national body is in force.</summary>
    public const string FirmBodyAccreditation = "firm-body-accreditation";

    /// <summary>An activity in a country lies outside the firm's scopes.</summary>
    public const string FirmScope = "firm-scope";

    /// <summary>There is nobody in the team.</summary>
    public const string TeamEmpty = "team-empty";

    /// <summary>An activity in a country lies outside the team's combined scopes.</summary>
    public const string TeamScope = "team-scope";

    /// <summary>There is no such auditor.</summary>
    public const string AuditorUnknown = "auditor-unknown";

    /// <summary>The auditor is not accredited yet, or no more.</summary>
    public const string AuditorNotAccredited = "auditor-not-accredited";

    /// <summary>The auditor is suspended.</summary>
    public const string AuditorSuspended = "auditor-suspended";

    /// <summary>The auditor does not work for the firm.</summary>
    public const string AuditorNotEngaged = "auditor-not-engaged";

    /// <summary>Training or exam is missing.</summary>
    public const string AuditorNotQualified = "auditor-not-qualified";

    /// <summary>The audit names no activity, so no scope can be checked.</summary>
    public const string ActivitiesMissing = "activities-missing";

    /// <summary>The audit names no country, so no scope can be checked.</summary>
    public const string CountriesMissing = "countries-missing";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        FirmUnknown, FirmNotAccredited, FirmSuspended, FirmBodyAccreditation, FirmScope, TeamEmpty, TeamScope,
        AuditorUnknown, AuditorNotAccredited, AuditorSuspended, AuditorNotEngaged, AuditorNotQualified, ActivitiesMissing, CountriesMissing,
    ];
}
