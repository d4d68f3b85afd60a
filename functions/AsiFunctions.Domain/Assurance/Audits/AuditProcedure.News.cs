using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Certification.Entities;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>What other cases tell an audit: its report, its non-conformances.</summary>
public static partial class AuditProcedure
{
    /// <summary>What news makes of an audit.</summary>
    /// <param name="audit">The audit as stored.</param>
    /// <param name="news">What it is told.</param>
    /// <param name="now">The instant.</param>
    /// <param name="rules">What audits go by.</param>
    public static Decision<Audit> Hear(Audit audit, ICaseNews news, DateTimeOffset now, AuditRules rules)
    {
        AuditTurn turn = new(audit, now, rules);
        return news switch
        {
            ReportNews.Submitted n => Receive(turn, n.Revision),
            NonConformanceNews n => Track(turn, n),
            AppealNews n => Hear(turn, n),
            _ => Refuse("out-of-order", "The audit has nothing to note of this."),
        };
    }

    private static Decision<Audit> Receive(AuditTurn turn, ReportRevision revision)
    {
        if (revision.Number != turn.Audit.Revisions.Count + 1)
        {
            return Refuse("out-of-order", "Another revision came before.");
        }

        switch (turn.Audit.State)
        {
            case AuditState.InProgress or AuditState.ReportAwaited:
                turn.Say("report-submitted", revision.By);
                turn.TellProgress(CertificationProgress.ReportInOversight, revision.By);
                turn.MailBoth(AuditMail.ReportReceived, Urgency.High, ("revision", $"{revision.Number}"));
                return Check(turn, revision, OversightStep.AuditTeam);
            case AuditState.InClarification s:
                ClarificationRound asked = turn.Audit.Clarifications[^1];
                turn.Say("clarification-answered", revision.By);
                turn.Audit = turn.Audit with
                {
                    Clarifications = [.. turn.Audit.Clarifications.SkipLast(1), asked with { AnsweredOn = turn.Today, Revision = revision.Number }],
                };
                return Check(turn, revision, s.Step);
            default:
                return Refuse("out-of-order", "No report is awaited.");
        }
    }

    private static Decision<Audit> Check(AuditTurn turn, ReportRevision revision, OversightStep step)
    {
        turn.Audit = turn.Audit with { Revisions = [.. turn.Audit.Revisions, revision], Checks = null };
        turn.Enter(new AuditState.ReportSubmitted(step));
        return turn.Done();
    }

    /// <summary>The duty hears when the last major is closed or is none any more: then what was due for them is done.</summary>
    private static Decision<Audit> Track(AuditTurn turn, NonConformanceNews news)
    {
        if (turn.Audit.Tracked.FirstOrDefault(tracked => tracked.Id == news.NonConformance) is not { } before)
        {
            return Refuse("not-tracked", "The non-conformance was not opened upon this audit.");
        }

        bool hadMajors = HasOpenMajors(turn.Audit);
        TrackedNonConformance after = before with { Grade = news.Grade, ClosedOn = news.ClosedOn };
        turn.Audit = turn.Audit with { Tracked = [.. turn.Audit.Tracked.Select(tracked => tracked.Id == after.Id ? after : tracked)] };
        if (hadMajors && !HasOpenMajors(turn.Audit))
        {
            CaseId source = ReleaseProcedure.CertificateOf(turn.Audit) ?? turn.Audit.Id;
            turn.TellDuty(new ObligationMet(ObligationKind.MajorClosure, source, news.ClosedOn ?? turn.Today, news.By, news.NonConformance.Value));
        }

        return turn.Done();
    }

    /// <summary>
    /// An appeal against the decline. Where it is overturned the release is asked again, of
    /// somebody who has not decided before; the report stays as it is, and what already followed the decline is
    /// not taken back; what has not followed yet does not follow any more.
    /// </summary>
    private static Decision<Audit> Hear(AuditTurn turn, AppealNews news)
    {
        if (turn.Audit.State is not AuditState.Declined || news.Number != turn.Audit.Decisions.Count)
        {
            return Refuse("out-of-order", "That decision does not stand any more.");
        }

        turn.Audit = turn.Audit with { Appeal = news.Appeal };
        switch (news)
        {
            case AppealNews.Filed:
                turn.Say("appealed", news.By);
                return turn.Done();
            case AppealNews.Upheld:
                turn.Say("appeal-upheld", news.By, news.Reason);
                return turn.Done();
            default:
                turn.Say("appeal-overturned", news.By, news.Reason);
                turn.Audit = turn.Audit with { FollowUps = [.. turn.Audit.FollowUps.Where(followUp => followUp.DoneAt is not null)] };
                OversightProcedure.Open(turn, OversightStep.Release);
                turn.Follow(new Effect.Tell(turn.Audit.Subject.Member.As(EntityRegister.Prefix), AuditNews.Of(turn.Audit, endedOn: null)));
                turn.TellProgress(CertificationProgress.ReportInOversight, news.By);
                return turn.Done();
        }
    }

    private static bool HasOpenMajors(Audit audit) => audit.Tracked.Any(tracked => tracked is { Grade: NonConformanceGrade.Major, ClosedOn: null });
}
