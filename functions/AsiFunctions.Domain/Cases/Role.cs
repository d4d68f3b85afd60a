namespace AsiFunctions.Domain.Cases;

/// <summary>Who may have the ball in a case. The token roles of the same names are members of it; an applicant holds a case key instead.</summary>
public enum Role
{
    /// <summary>Nobody: the machine waits for a date.</summary>
    Machine,

    /// <summary>Holds a case key, has no account yet.</summary>
    Applicant,

    /// <summary>A person of a member organisation.</summary>
    Member,

    /// <summary>A member's person who also looks after its colleagues' accounts.</summary>
    MemberAdmin,

    /// <summary>A person of an audit firm.</summary>
    Auditor,

    /// <summary>The auditor who answers for an audit.</summary>
    LeadAuditor,

    /// <summary>ASI's staff.</summary>
    Secretariat,

    /// <summary>ASI's staff who release certificates.</summary>
    Releaser,

    /// <summary>The board, or whom it has delegated decisions to.</summary>
    Board,

    /// <summary>Who runs the system.</summary>
    Operator,
}
