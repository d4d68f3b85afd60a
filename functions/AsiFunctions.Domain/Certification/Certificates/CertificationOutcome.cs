namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>What an audit's findings allow.</summary>
public abstract record CertificationOutcome
{
    private CertificationOutcome()
    {
    }

    /// <summary>A full certificate.</summary>
    public sealed record Full : CertificationOutcome;

    /// <summary>A provisional certificate.</summary>
    public sealed record Provisional : CertificationOutcome;

    /// <summary>
    /// No certificate; one that is in force is to be withdrawn where majors are the reason (Assurance Manual, section 6.4: "not issued, or revoked").
    /// </summary>
    /// <param name="Reasons">At least one.</param>
    public sealed record None(IReadOnlyList<OutcomeReason> Reasons) : CertificationOutcome;
}

/// <summary>Why there is no certificate.</summary>
/// <param name="Code">Stable, kebab case: <c>critical-major</c>, <c>too-many-majors</c>, <c>plan-not-approved</c>, <c>plan-missing</c>.</param>
/// <param name="Message">One sentence for the person: what is wrong and what to do.</param>
public sealed record OutcomeReason(string Code, string Message);
