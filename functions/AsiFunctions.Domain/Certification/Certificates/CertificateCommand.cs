using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>
/// What somebody wants of a certificate: a releaser, another certificate of the scope, or the machine when a duty is missed or time is up.
/// </summary>
public abstract record CertificateCommand : ICaseNews
{
    private CertificateCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>Valid for longer, by the offer of the terms.</summary>
    /// <param name="By">Who.</param>
    /// <param name="RequestedOn">When the member asked.</param>
    /// <param name="Audit">The previous audit; null where that is the one the certificate rests on.</param>
    /// <param name="Reason">Needed where the previous audit found minors.</param>
    public sealed record Extend(Actor By, DateOnly RequestedOn, PreviousAudit? Audit, string? Reason) : CertificateCommand(By);

    /// <summary>Takes it out of force until further notice.</summary>
    public sealed record Suspend(Actor By, string Reason) : CertificateCommand(By);

    /// <summary>
    /// Lifts the suspension that this side holds; it is in force again where the other side holds none. See <see cref="SuspensionCauses"/>.
    /// </summary>
    public sealed record Reinstate(Actor By, string Reason) : CertificateCommand(By);

    /// <summary>Takes it back for good.</summary>
    public sealed record Withdraw(Actor By, string Reason) : CertificateCommand(By);

    /// <summary>Makes a provisional certificate full.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Audit">What the follow-up found.</param>
    /// <param name="Reason">More about it; may be null.</param>
    public sealed record Convert(Actor By, AuditFindings Audit, string? Reason) : CertificateCommand(By);

    /// <summary>Another certificate takes its place.</summary>
    /// <param name="By">Who issued the other.</param>
    /// <param name="Successor">The other.</param>
    /// <param name="From">The first day of the other.</param>
    public sealed record Supersede(Actor By, CaseId Successor, DateOnly From) : CertificateCommand(By);

    /// <summary>Time passes.</summary>
    public sealed record Expire() : CertificateCommand(Actor.Machine);
}
