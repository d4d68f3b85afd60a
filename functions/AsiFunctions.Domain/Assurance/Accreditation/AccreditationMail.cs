namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>
/// The messages about accreditations, by template key. They go to the firm's contact; about an
/// auditor, to the contacts of the firms that they work for.
/// </summary>
public static class AccreditationMail
{
    /// <summary>Accredited (<c>from</c>).</summary>
    public const string Granted = "accreditation-granted";

    /// <summary>Not accredited.</summary>
    public const string Refused = "accreditation-refused";

    /// <summary>Suspended (<c>from</c>).</summary>
    public const string Suspended = "accreditation-suspended";

    /// <summary>In force again (<c>from</c>).</summary>
    public const string Reinstated = "accreditation-reinstated";

    /// <summary>Withdrawn (<c>from</c>).</summary>
    public const string Withdrawn = "accreditation-withdrawn";

    /// <summary>A scope more (<c>scope</c> = its key).</summary>
    public const string ScopeGranted = "accreditation-scope-granted";

    /// <summary>A scope ends earlier (<c>scope</c> = its key, <c>until</c>).</summary>
    public const string ScopeEnded = "accreditation-scope-ended";
}
