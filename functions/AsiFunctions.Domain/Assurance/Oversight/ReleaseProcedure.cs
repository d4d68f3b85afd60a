using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>The seventh step: the release of certification, and what follows it.</summary>
/// <remarks>
/// The decision is one transaction. What follows outside the audit is done one after the other, each once, retried forward and never taken
/// back; what cannot be done as things are is shown, and mended by a person (issue "Assurance", capability 4).
/// </remarks>
public static class ReleaseProcedure
{
    /// <summary>What the decision waits for: the next thing that follows it, or whoever mends what is stuck.</summary>
    internal static Step Next(Audit audit) => audit.Pending switch
    {
        null => new Step.End(),
        { Stuck: null } pending => new Step.Work(NameOf(pending.Kind), audit.Clock.Since),
        { Stuck: { } } => AuditProcedure.Await(audit, Role.Secretariat, AuditSteps.Stuck, [new Choice("retry")]),
    };

    /// <summary>What the outcome rules allow, the reviews included: after a failed step no certificate.</summary>
    public static ComputedOutcome Computed(Audit audit) => FailedStep(audit) is { } failed
        ? new ComputedOutcome(Level: null, [.. audit.Checks?.Outcome.Reasons ?? [], $"step-failed: {failed.Name}"])
        : audit.Checks?.Outcome ?? new ComputedOutcome(Level: null, ["not-checked"]);

    /// <summary>The certificate that the audit led to; null where it led to none.</summary>
    public static CaseId? CertificateOf(Audit audit) =>
        audit.FollowUps.FirstOrDefault(followUp => followUp is { Kind: FollowUpKind.IssueCertificate, Reference: not null }) is { Reference: { } number }
            ? CaseId.Parse(number)
            : null;

    /// <summary>The name in kebab case, the same as in JSON.</summary>
    public static string NameOf(FollowUpKind kind) => kind switch
    {
        FollowUpKind.IssueCertificate => "issue-certificate",
        FollowUpKind.ConvertCertificate => "convert-certificate",
        FollowUpKind.WithdrawCertificate => "withdraw-certificate",
        FollowUpKind.TellDuty => "tell-duty",
        FollowUpKind.PublishSummary => "publish-summary",
        FollowUpKind.OpenNonConformances => "open-non-conformances",
        FollowUpKind.StoreDocument => "store-document",
        FollowUpKind.InviteToSurvey => "invite-to-survey",
        _ => "notify",
    };

    /// <summary>Releases; where that departs from the computed outcome, a second person is asked first.</summary>
    internal static Decision<Audit> Release(AuditTurn turn, AuditCommand.Release command)
    {
        if (turn.Audit.State is not AuditState.InOversight { Step: OversightStep.Release })
        {
            return OversightProcedure.NotNow(turn);
        }

        if ((FourEyes(turn, command.By) ?? OversightProcedure.Unconfirmed(turn, OversightStep.Release, command.Confirmed)) is { } refused)
        {
            return refused;
        }

        ComputedOutcome computed = Computed(turn.Audit);
        if ((command.Level ?? computed.Level) is not { } level)
        {
            return AuditProcedure.Refuse(
                "no-certificate",
                $"The rules allow no certificate ({string.Join(", ", computed.Reasons)}): decline, or name a level, with a reason and a second person.");
        }

        OversightProcedure.Write(turn, OversightStep.Release, command.By, ReviewResult.Pass, command.Confirmed, notes: null, command.Reason);
        return Propose(
            turn,
            new AuditDecision(level, computed, turn.Audit.Latest!.Number, command.By, turn.Today, command.Reason, Second: null, SecondReason: null));
    }

    /// <summary>Declines; where a certificate could be released by the rules, a second person is asked first.</summary>
    internal static Decision<Audit> Decline(AuditTurn turn, AuditCommand.Decline command)
    {
        if (turn.Audit.State is not AuditState.InOversight { Step: OversightStep.Release })
        {
            return OversightProcedure.NotNow(turn);
        }

        if (FourEyes(turn, command.By) is { } refused)
        {
            return refused;
        }

        OversightProcedure.Write(turn, OversightStep.Release, command.By, ReviewResult.Fail, [], notes: null, command.Reason);
        return Propose(
            turn,
            new AuditDecision(
                Level: null,
                Computed(turn.Audit),
                turn.Audit.Latest!.Number,
                command.By,
                turn.Today,
                command.Reason,
                Second: null,
                SecondReason: null));
    }

    internal static Decision<Audit> Confirm(AuditTurn turn, AuditCommand.Confirm command)
    {
        if (turn.Audit.State is not AuditState.SecondOpinion { Proposal: { } proposal })
        {
            return OversightProcedure.NotNow(turn);
        }

        if ((Another(proposal, command.By) ?? FourEyes(turn, command.By)) is { } refused)
        {
            return refused;
        }

        turn.Say("departure-confirmed", command.By, command.Reason, isPublic: false);
        return Decided(turn, proposal with { Second = command.By, SecondReason = command.Reason, On = turn.Today });
    }

    internal static Decision<Audit> Reject(AuditTurn turn, AuditCommand.Reject command)
    {
        if (turn.Audit.State is not AuditState.SecondOpinion { Proposal: { } proposal })
        {
            return OversightProcedure.NotNow(turn);
        }

        if ((Another(proposal, command.By) ?? FourEyes(turn, command.By)) is { } refused)
        {
            return refused;
        }

        turn.Say("departure-rejected", command.By, command.Reason, isPublic: false);
        OversightProcedure.Open(turn, OversightStep.Release);
        return turn.Done();
    }

    /// <summary>Something that follows was done; the next thing is begun, within the same orchestration.</summary>
    internal static Decision<Audit> Done(AuditTurn turn, AuditCommand.FollowUpDone command)
    {
        if (turn.Audit.Pending is not { } pending || pending.Kind != command.Kind)
        {
            return AuditProcedure.Refuse("already-decided", $"Nothing waits for '{NameOf(command.Kind)}'.");
        }

        Settle(turn, pending with { DoneAt = turn.Now, Reference = command.Reference, Stuck = null });
        turn.Say(NameOf(command.Kind), Actor.Machine, command.Reference);
        foreach (CasePart part in command.Parts)
        {
            turn.Keep(part);
        }

        switch (command.Kind)
        {
            case FollowUpKind.TellDuty:
                TellDuty(turn);
                break;
            case FollowUpKind.OpenNonConformances:
                turn.Audit = turn.Audit with { Tracked = command.Opened };
                break;
            case FollowUpKind.Notify:
                Notify(turn);
                break;
        }

        turn.NextStep();
        return turn.Done();
    }

    /// <summary>Something that follows cannot be done as things are: the Secretariat is asked.</summary>
    internal static Decision<Audit> Stick(AuditTurn turn, AuditCommand.FollowUpStuck command)
    {
        if (turn.Audit.Pending is not { Stuck: null } pending || pending.Kind != command.Kind)
        {
            return AuditProcedure.Refuse("already-decided", $"Nothing waits for '{NameOf(command.Kind)}'.");
        }

        Settle(turn, pending with { Stuck = new StuckReason(command.Code, command.Message, turn.Today) });
        turn.Say("stuck", Actor.Machine, $"{NameOf(command.Kind)}: {command.Message}", isPublic: false);
        turn.NextStep();
        turn.MailSecretariat(AuditMail.Stuck, ("what", NameOf(command.Kind)), ("code", command.Code));
        return turn.Done();
    }

    internal static Decision<Audit> Retry(AuditTurn turn, AuditCommand.Retry command)
    {
        if (turn.Audit.Pending is not { Stuck: not null } pending)
        {
            return OversightProcedure.NotNow(turn);
        }

        Settle(turn, pending with { Stuck = null });
        turn.Say("retried", command.By, command.Reason, isPublic: false);
        turn.NextStep();
        return turn.Done();
    }

    /// <summary>
    /// Refuses who took part in the review, or decided before where an appeal overturned that; by stricter terms also who decided something while the
    /// audit was prepared. Null where all is well.
    /// </summary>
    internal static Decision<Audit>? FourEyes(AuditTurn turn, Actor by)
    {
        bool strict = turn.Terms.FourEyes is Assurance.FourEyes.WholeAudit;
        IEnumerable<string> barred = [.. turn.Audit.Reviewers, .. turn.Audit.Deciders, .. strict ? turn.Audit.Preparers : []];
        return barred.Contains(by.Id)
            ? AuditProcedure.Refuse("four-eyes", "You have decided something about this audit before; somebody who has not releases it.")
            : null;
    }

    private static Decision<Audit>? Another(AuditDecision proposal, Actor by) => proposal.By.Id == by.Id
        ? AuditProcedure.Refuse("four-eyes", "A departure from the computed outcome is confirmed by somebody else than who proposed it.")
        : null;

    private static Decision<Audit> Propose(AuditTurn turn, AuditDecision decision)
    {
        // Whatever two people say, a certificate is not converted over open majors: the release would be stuck for ever.
        if (turn.Audit.Subject.Type is AuditType.FollowUp
            && decision.Level is CertificateLevel.Full
            && turn.Audit.Checks?.Outcome.Level is not CertificateLevel.Full)
        {
            return AuditProcedure.Refuse(
                "not-full", "The provisional certificate becomes full only where the findings allow it: release as provisional, or decline.");
        }

        if (!decision.Departs)
        {
            return Decided(turn, decision);
        }

        if (string.IsNullOrWhiteSpace(decision.Reason))
        {
            return AuditProcedure.Refuse("reason-required", "This departs from what the outcome rules allow: say why; a second person confirms it.");
        }

        turn.Say("departure-proposed", decision.By, decision.Reason, isPublic: false);
        turn.Enter(new AuditState.SecondOpinion(decision), Time.Deadline.After(turn.Today, turn.Terms.SecondOpinion, "second opinion"));
        return turn.Done();
    }

    private static Decision<Audit> Decided(AuditTurn turn, AuditDecision decision)
    {
        turn.Audit = turn.Audit with { Decisions = [.. turn.Audit.Decisions, decision], FollowUps = FollowUps.Of(turn.Audit.Subject, decision) };
        turn.Say(decision.Level is null ? "declined" : "released", decision.By, decision.Reason);
        turn.Enter(decision.Level is null ? new AuditState.Declined() : new AuditState.Approved());
        turn.TellReport(new ReportNews.Closed());
        AuditProcedure.TellRegister(turn);
        return turn.Done();
    }

    private static void Settle(AuditTurn turn, FollowUp changed) =>
        turn.Audit = turn.Audit with { FollowUps = [.. turn.Audit.FollowUps.Select(followUp => followUp.Kind == changed.Kind ? changed : followUp)] };

    /// <summary>
    /// A certificate tells the duty itself. Of an audit that issues none the duty hears here: a surveillance audit is done and its majors are to be
    /// closed, or there is no certificate under way any more: the certification was declined, or a follow-up is over.
    /// </summary>
    private static void TellDuty(AuditTurn turn)
    {
        Audit audit = turn.Audit;
        AuditDecision decision = audit.Decision!;
        ReportRevision revision = audit.Latest!;
        if (decision.Level is null || audit.Subject.Type is AuditType.FollowUp)
        {
            turn.TellNoProgress(decision.By);
        }
        else if (audit.Subject is { Type: AuditType.Surveillance, Certificate: { } certificate })
        {
            turn.TellDuty(new ObligationMet(ObligationKind.Surveillance, certificate, revision.Days.EndedOn, decision.By, audit.Id.Value));
            if (revision.Majors > 0)
            {
                turn.TellDuty(new FindingsNews(audit.Id, revision.Days.OnSiteTo ?? revision.Days.EndedOn, revision.Majors, decision.By));
                if (revision.Plan is CorrectiveActionPlan.Approved)
                {
                    turn.TellDuty(new ObligationMet(ObligationKind.CorrectiveActionPlan, audit.Id, turn.Today, decision.By, audit.Id.Value));
                }
            }
        }
    }

    private static void Notify(AuditTurn turn)
    {
        AuditDecision decision = turn.Audit.Decision!;
        if (decision.Level is { } level)
        {
            turn.MailBoth(
                AuditMail.Approved, Urgency.High, ("level", level is CertificateLevel.Full ? "full" : "provisional"), ("type", TypeOf(turn.Audit)));
        }
        else
        {
            turn.MailBoth(AuditMail.Declined, Urgency.High, ("type", TypeOf(turn.Audit)));
        }
    }

    private static string TypeOf(Audit audit) => audit.Subject.Type switch
    {
        AuditType.Initial => "initial",
        AuditType.Surveillance => "surveillance",
        AuditType.Recertification => "recertification",
        AuditType.ScopeChange => "scope-change",
        _ => "follow-up",
    };

    private static OversightStep? FailedStep(Audit audit) => audit.Reviews
        .Where(review => review.Step is not OversightStep.Release)
        .GroupBy(review => review.Step)
        .Where(reviews => reviews.Last().Result is ReviewResult.Fail)
        .Select(reviews => (OversightStep?)reviews.Key)
        .FirstOrDefault();
}
