using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Membership;

/// <summary>What somebody wants to do to an application.</summary>
public abstract record AdmissionCommand
{
    private AdmissionCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>The time moves on: the one thing that is due first is done, as of its own day.</summary>
    public sealed record TimePasses() : AdmissionCommand(Actor.Machine);

    /// <summary>The Secretariat finds the application complete.</summary>
    public sealed record FindComplete(Actor By) : AdmissionCommand(By);

    /// <summary>The Secretariat returns it, from the completeness check or from due diligence.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Reasons">At least one.</param>
    public sealed record Return(Actor By, IReadOnlyList<ReturnReason> Reasons) : AdmissionCommand(By);

    /// <summary>The applicant submits again.</summary>
    public sealed record Resubmit(Actor By, ApplicationAnswers Answers, FormVersion Form) : AdmissionCommand(By);

    /// <summary>The Secretariat is done with due diligence.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Note">What the board should know; kept from the applicant. Null where there is nothing.</param>
    public sealed record ClearDueDiligence(Actor By, string? Note) : AdmissionCommand(By);

    /// <summary>A member objects.</summary>
    public sealed record RaiseObjection(Actor By, CaseId Member, string Grounds) : AdmissionCommand(By);

    /// <summary>The Secretariat answers an objection.</summary>
    public sealed record AnswerObjection(Actor By, int Number, string Text) : AdmissionCommand(By);

    /// <summary>The board approves.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Note">Kept from the applicant. Null where there is nothing.</param>
    public sealed record Approve(Actor By, string? Note) : AdmissionCommand(By);

    /// <summary>The board declines, and the applicant reads why.</summary>
    public sealed record Decline(Actor By, string Reason) : AdmissionCommand(By);

    /// <summary>The Secretariat records that the first invoice was paid.</summary>
    /// <param name="By">Who.</param>
    /// <param name="PaidOn">The day of the payment, as the bank says; neither before the invoice nor after today.</param>
    public sealed record RecordPayment(Actor By, DateOnly PaidOn) : AdmissionCommand(By);

    /// <summary>The applicant appeals.</summary>
    public sealed record Appeal(Actor By, string Grounds) : AdmissionCommand(By);

    /// <summary>The decision to decline stands, and the applicant reads why.</summary>
    public sealed record Uphold(Actor By, string Reason) : AdmissionCommand(By);

    /// <summary>The decision to decline is overturned: the application is approved.</summary>
    public sealed record Overturn(Actor By, string Reason) : AdmissionCommand(By);

    /// <summary>The applicant withdraws, or the Secretariat for them.</summary>
    public sealed record Withdraw(Actor By, string? Reason) : AdmissionCommand(By);
}
