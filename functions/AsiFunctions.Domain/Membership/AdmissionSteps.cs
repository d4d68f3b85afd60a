namespace AsiFunctions.Domain.Membership;

/// <summary>The kinds of step of an admission; as tasks they bear the same names. Stable: they are stored and part of the API.</summary>
public static class AdmissionSteps
{
    /// <summary>The Secretariat checks whether the application is complete.</summary>
    public const string CompletenessCheck = "completeness-check";

    /// <summary>The applicant completes and resubmits.</summary>
    public const string Resubmission = "resubmission";

    /// <summary>The Secretariat's due diligence.</summary>
    public const string DueDiligence = "due-diligence";

    /// <summary>The objection window runs.</summary>
    public const string NoticeToMembers = "notice-to-members";

    /// <summary>The Secretariat answers objections.</summary>
    public const string AnswerObjections = "answer-objections";

    /// <summary>The board decides.</summary>
    public const string BoardDecision = "board-decision";

    /// <summary>The applicant pays the first invoice; the Secretariat records it.</summary>
    public const string Payment = "payment";

    /// <summary>The applicant may appeal.</summary>
    public const string Appeal = "appeal";

    /// <summary>The appeal is heard.</summary>
    public const string AppealHearing = "appeal-hearing";

    /// <summary>The step in words, to go into a sentence.</summary>
    internal static string InWords(string what) => what switch
    {
        CompletenessCheck => "the completeness check",
        Resubmission => "the resubmission",
        DueDiligence => "due diligence",
        NoticeToMembers => "the notice to members",
        AnswerObjections => "the answers to objections",
        BoardDecision => "the board's decision",
        Payment => "payment of the first invoice",
        Appeal => "an appeal",
        AppealHearing => "the hearing of the appeal",
        _ => what,
    };
}

/// <summary>How a step of an admission ended. Stable: they are stored and part of the API.</summary>
public static class AdmissionOutcomes
{
    /// <summary>Found complete.</summary>
    public const string Complete = "complete";

    /// <summary>Returned to the applicant.</summary>
    public const string Returned = "returned";

    /// <summary>Submitted again.</summary>
    public const string Resubmitted = "resubmitted";

    /// <summary>Due diligence done.</summary>
    public const string Cleared = "cleared";

    /// <summary>The objection window closed.</summary>
    public const string WindowClosed = "window-closed";

    /// <summary>All objections answered.</summary>
    public const string Answered = "answered";

    /// <summary>Approved.</summary>
    public const string Approved = "approved";

    /// <summary>Declined.</summary>
    public const string Declined = "declined";

    /// <summary>Paid.</summary>
    public const string Paid = "paid";

    /// <summary>Appealed.</summary>
    public const string Appealed = "appealed";

    /// <summary>The term to appeal ran out.</summary>
    public const string NotAppealed = "not-appealed";

    /// <summary>The decision to decline stands.</summary>
    public const string Upheld = "upheld";

    /// <summary>The decision to decline was overturned.</summary>
    public const string Overturned = "overturned";

    /// <summary>Lapsed.</summary>
    public const string Lapsed = "lapsed";

    /// <summary>Withdrawn.</summary>
    public const string Withdrawn = "withdrawn";
}
