using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>What the Secretariat wants of an accreditation, a firm's or an auditor's.</summary>
public abstract record AccreditationCommand
{
    private protected AccreditationCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>Accredits.</summary>
    /// <param name="By">Who.</param>
    /// <param name="From">The first day, between the application and today; null: today.</param>
    public sealed record Accredit(Actor By, DateOnly? From = null) : AccreditationCommand(By);

    /// <summary>Does not accredit.</summary>
    public sealed record Refuse(Actor By, string Reason) : AccreditationCommand(By);

    /// <summary>Suspends from today until further notice.</summary>
    public sealed record Suspend(Actor By, string Reason) : AccreditationCommand(By);

    /// <summary>Lifts a suspension from today.</summary>
    public sealed record Reinstate(Actor By, string Reason) : AccreditationCommand(By);

    /// <summary>Ends the accreditation today, for good.</summary>
    public sealed record Withdraw(Actor By, string Reason) : AccreditationCommand(By);

    /// <summary>Grants a scope.</summary>
    public sealed record GrantScope(Actor By, ScopeGrant Scope) : AccreditationCommand(By);

    /// <summary>Sets an earlier end to a scope.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Key">The scope.</param>
    /// <param name="To">The last day, today or later; null: today.</param>
    /// <param name="Reason">Why.</param>
    public sealed record EndScope(Actor By, string Key, DateOnly? To, string Reason) : AccreditationCommand(By);
}

/// <summary>What only a firm has.</summary>
public abstract record AuditFirmCommand : AccreditationCommand
{
    private AuditFirmCommand(Actor by)
        : base(by)
    {
    }

    /// <summary>Records an accreditation by a national body, new or renewed.</summary>
    public sealed record RecordBody(Actor By, BodyAccreditation Accreditation) : AuditFirmCommand(By);

    /// <summary>Names another contact, or erases the one there is.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Contact">Null: erase.</param>
    public sealed record SetContact(Actor By, FirmContact? Contact) : AuditFirmCommand(By);
}

/// <summary>What only an auditor has.</summary>
public abstract record AuditorCommand : AccreditationCommand
{
    private AuditorCommand(Actor by)
        : base(by)
    {
    }

    /// <summary>Records a completed training.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Module">Kebab case.</param>
    /// <param name="CompletedOn">By today.</param>
    /// <param name="ValidUntil">The last day on which it counts; null: as the terms say.</param>
    public sealed record RecordTraining(Actor By, string Module, DateOnly CompletedOn, DateOnly? ValidUntil = null) : AuditorCommand(By);

    /// <summary>Records an exam.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Standard">The standard and version.</param>
    /// <param name="TakenOn">By today.</param>
    /// <param name="Passed">Whether it was passed.</param>
    /// <param name="ValidUntil">The last day on which it counts, for one that was passed; null: as the terms say.</param>
    public sealed record RecordExam(Actor By, string Name, StandardRef Standard, DateOnly TakenOn, bool Passed, DateOnly? ValidUntil = null) : AuditorCommand(
        By);

    /// <summary>Records that the auditor works for a firm.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Firm">A firm that is known.</param>
    /// <param name="Account">The auditor's account there; null where there is none yet.</param>
    /// <param name="From">The first day; null: today.</param>
    public sealed record Engage(Actor By, CaseId Firm, string? Account, DateOnly? From = null) : AuditorCommand(By);

    /// <summary>Records the auditor's account at a firm they work for.</summary>
    public sealed record LinkAccount(Actor By, CaseId Firm, string Account) : AuditorCommand(By);

    /// <summary>Records that the auditor stops working for a firm.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Firm">The firm.</param>
    /// <param name="To">The last day; null: today.</param>
    public sealed record Disengage(Actor By, CaseId Firm, DateOnly? To = null) : AuditorCommand(By);

    /// <summary>Forgets the person, at their request: the name goes, and with it the accreditation; the facts stay under the reference.</summary>
    public sealed record Erase(Actor By) : AuditorCommand(By);
}
