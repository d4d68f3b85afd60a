namespace AsiFunctions.Domain.Assurance.Appeals;

/// <summary>The messages about an appeal, by template key.</summary>
public static class AppealMail
{
    /// <summary>An appeal waits to be heard (board, Secretariat; <c>due</c>).</summary>
    public const string Filed = "appeal-filed";

    /// <summary>It still waits (board; <c>due</c>, <c>left</c>).</summary>
    public const string Reminder = "appeal-reminder";

    /// <summary>It was heard (member; <c>outcome</c>: <c>upheld</c> or <c>overturned</c>).</summary>
    public const string Decided = "appeal-decided";

    /// <summary>Overdue (Secretariat; <c>what</c>, <c>due</c>). The text is the one of every overdue task.</summary>
    public const string Escalation = "escalation";
}
