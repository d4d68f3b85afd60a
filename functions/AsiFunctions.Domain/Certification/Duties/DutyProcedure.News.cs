using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>What other cases of the member tell its duty.</summary>
public static partial class DutyProcedure
{
    /// <summary>What the news make of the duty, in the transaction of the decision that brought them.</summary>
    /// <param name="duty">The duty as stored, or <see cref="Duty.None"/>.</param>
    /// <param name="news">What is told.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<Duty> Hear(Duty duty, ICaseNews news, DateTimeOffset now, History<CertificationTerms> terms)
    {
        DutyTurn turn = new(duty, now, terms);
        return news switch
        {
            MemberNews.Joined joined => Begin(turn, joined),
            MemberNews.Found found => TakeOver(turn, found),
            MemberNews.ClassChanged changed => Switch(turn, changed),
            MemberNews.Ended ended => End(turn, ended),
            CertificateNews certificate => Count(turn, certificate),
            ProgressNews progress => Note(turn, progress),
            FindingsNews findings => Note(turn, findings),
            ObligationMet met => Meet(turn, met),
            _ => Refuse("unknown-news", "A certification duty does not know this."),
        };
    }

    private static Decision<Duty> Begin(DutyTurn turn, MemberNews.Joined joined)
    {
        if (!joined.Class.HasCertificationDuty || turn.Duty.Clock > 0)
        {
            return Refuse("no-clock", "No clock begins with this.");
        }

        Start(turn, DutyGoals.FirstTerm(joined.On, takenOverOn: null, turn.TermsOn(joined.On)), Actor.Machine);
        return turn.Done();
    }

    /// <summary>A member from earlier records: what should have been said before today is left out, and one summary takes its place.</summary>
    private static Decision<Duty> TakeOver(DutyTurn turn, MemberNews.Found found)
    {
        if (!found.Class.HasCertificationDuty || turn.Duty.Clock > 0)
        {
            return Refuse("no-clock", "No clock begins with this.");
        }

        DateOnly from = found.ClassSince > found.JoinedOn ? found.ClassSince : found.JoinedOn;
        Start(turn, DutyGoals.FirstTerm(from, turn.Today, turn.TermsOn(from)), Actor.Machine);
        Goal goal = turn.Duty.Goal!;
        bool late = DutyGoals.Milestones(goal.Kind, turn.TermsOn(goal.Since)).Any(p => p.Before(goal.Due.On) <= turn.Today);
        if (late)
        {
            (string, string)[] facts = [("goal", DutyTurn.Code(goal.Kind)), ("due", Iso(goal.Due.On))];
            turn.MailMember(DutyMail.Summary, Urgency.Normal, facts);
            if (!found.IsByImport)
            {
                turn.MailSecretariat(DutyMail.Summary, facts);
            }
        }

        return turn.Done();
    }

    private static void Start(DutyTurn turn, FirstTerm first, Actor by)
    {
        turn.Duty = turn.Duty with { First = first, Clock = turn.Duty.Clock + 1 };
        turn.Enter(new DutyState.Running(DutyGoals.On(turn.Duty, turn.Today)));
        turn.Say("clock-started", by, turn.Duty.Goal!.Due.Rule);
    }

    private static Decision<Duty> Switch(DutyTurn turn, MemberNews.ClassChanged changed)
    {
        PassDeadlines(turn);
        return (changed.Before.HasCertificationDuty, changed.Class.HasCertificationDuty, turn.Duty.State) switch
        {
            (_, false, DutyState.None or DutyState.Stopped) => Refuse("no-clock", "No clock runs."),
            (_, false, _) => Stop(turn, DutyStop.ClassSwitched, changed.From, changed.By),
            (false, true, DutyState.None) => Open(turn, changed),
            (true, true, DutyState.None) => Refuse("no-clock", "No clock runs yet; the daily comparison takes the duty over with its own dates."),
            (_, true, DutyState.Stopped { Why: DutyStop.ClassSwitched }) => Reopen(turn, changed),
            _ => Refuse("no-change", "The clock goes on as it does."),
        };
    }

    /// <summary>A clock counts from the switch into a class that certifies (assumption, inferred in domain facts 2.11).</summary>
    private static Decision<Duty> Open(DutyTurn turn, MemberNews.ClassChanged changed)
    {
        Start(turn, DutyGoals.FirstTerm(changed.From, takenOverOn: null, turn.TermsOn(changed.From)), changed.By);
        return turn.Done();
    }

    /// <summary>
    /// Back in such a class: a certificate that still stands says what is due; without one people
    /// decide, for a switch does not silently reset the clock.
    /// </summary>
    private static Decision<Duty> Reopen(DutyTurn turn, MemberNews.ClassChanged changed)
    {
        if (turn.Duty.IsCertifiedOn(turn.Today))
        {
            turn.Duty = turn.Duty with { Clock = turn.Duty.Clock + 1 };
            turn.Enter(new DutyState.Running(DutyGoals.On(turn.Duty, turn.Today)));
            turn.Say("clock-started", changed.By, turn.Duty.Goal!.Due.Rule);
            return turn.Done();
        }

        turn.Duty = turn.Duty with { Clock = turn.Duty.Clock + 1 };
        turn.Enter(new DutyState.Undecided(changed.From));
        turn.Say("clock-undecided", changed.By);
        turn.MailSecretariat(DutyMail.ClockUndecided, ("on", Iso(changed.From)));
        return turn.Done();
    }

    private static Decision<Duty> End(DutyTurn turn, MemberNews.Ended ended) => turn.Duty.State is DutyState.None or DutyState.Stopped
        ? Refuse("no-clock", "No clock runs.")
        : Stop(turn, DutyStop.MembershipEnded, ended.From, Actor.Machine);

    private static Decision<Duty> Stop(DutyTurn turn, DutyStop why, DateOnly on, Actor by)
    {
        bool missed = turn.Duty.State is DutyState.Missed or DutyState.Paused { Grace: not null };
        if (turn.Duty.Goal is { } goal)
        {
            turn.Close(goal, missed && why is DutyStop.ClassSwitched ? "cured" : "stopped", on);
        }

        turn.Enter(new DutyState.Stopped(on, why));
        turn.Say("clock-stopped", by, DutyStops.Code(why));
        if (missed && why is DutyStop.ClassSwitched)
        {
            Cure(turn, "class-switched", on);
        }

        return turn.Done();
    }

    /// <summary>
    /// A new certificate counts by its own dates: issued on or before a date it is in time for it,
    /// whenever it is recorded; it meets the duty as time had made it by then. What changes of a known one meets the duty as time has made it by now.
    /// </summary>
    private static Decision<Duty> Count(DutyTurn turn, CertificateNews news)
    {
        CertificateFacts facts = news.Certificate;
        bool isNew = turn.Duty.Certificates.All(c => c.Id != facts.Id);
        PassDeadlines(turn, before: isNew ? facts.IssuedOn : DateOnly.MaxValue);
        turn.Duty = turn.Duty with
        {
            Certificates = isNew ? [.. turn.Duty.Certificates, facts] : [.. turn.Duty.Certificates.Select(c => c.Id == facts.Id ? facts : c)],
            Progress = isNew && facts.Standard.Standard is StandardCode.PerformanceStandard ? null : turn.Duty.Progress,
            Obligations = After(turn.Duty.Obligations, news, turn),
        };
        if (turn.Duty.State is DutyState.Undecided && turn.Duty.IsCertifiedOn(turn.Today))
        {
            turn.Enter(new DutyState.Running(DutyGoals.On(turn.Duty, turn.Today)));
        }
        else if (turn.Duty.Goal is { } pursued)
        {
            Reconsider(turn, pursued, news, isNew);
        }

        turn.Say("certificate-counted", news.By, facts.Id.Value);
        PassDeadlines(turn);
        return turn.Done();
    }

    /// <summary>Goes on with the goal as it is after a certificate came, changed or went.</summary>
    private static void Reconsider(DutyTurn turn, Goal pursued, CertificateNews news, bool isNew)
    {
        Goal next = DutyGoals.On(turn.Duty, turn.Today);
        if (next.Kind == pursued.Kind && next.Due.On == pursued.Due.On)
        {
            return;
        }

        bool certified = turn.Duty.IsCertifiedOn(turn.Today);
        bool missed = turn.Duty.State is DutyState.Missed or DutyState.Paused { Grace: not null };
        if (!certified && missed)
        {
            // What was missed stays missed: a certificate that is over already cures nothing.
            return;
        }

        if (certified && !missed && !isNew && (next.Kind == pursued.Kind || news.Certificate.EndedOn is not null))
        {
            Follow(turn, next, news);
            return;
        }

        string outcome = !certified ? "reopened" : missed && (!isNew || news.Certificate.IssuedOn > pursued.Due.On) ? "cured" : "met";
        turn.Close(pursued, outcome, certified && isNew ? news.Certificate.IssuedOn : turn.Today, certified ? news.Certificate.Id : null);
        turn.Enter(new DutyState.Running(next));
        turn.Say($"certification-{outcome}", news.By, next.Due.Rule);
        if (missed)
        {
            Cure(turn, "certificate", turn.Today);
        }
        else if (!certified && !next.Due.IsPast(turn.Now))
        {
            turn.MailMember(DutyMail.Lapsed, Urgency.High, ("goal", DutyTurn.Code(next.Kind)), ("due", Iso(next.Due.On)));
        }
    }

    /// <summary>
    /// The certificate that the goal hangs on has another last day now, or it is another one, since
    /// one was withdrawn or extended: nothing was met by that.
    /// </summary>
    private static void Follow(DutyTurn turn, Goal next, CertificateNews news)
    {
        turn.Enter(turn.Duty.State is DutyState.Paused paused ? paused with { Goal = next } : new DutyState.Running(next));
        turn.Say("deadline-moved", news.By, next.Due.Rule);
    }

    private static void Cure(DutyTurn turn, string how, DateOnly on)
    {
        turn.TellMember(new MemberCommand.Reinstate(Actor.Machine, how) { From = on });
        turn.MailMember(DutyMail.Cured, Urgency.High, ("how", how), ("on", Iso(on)));
    }

    private static Decision<Duty> Note(DutyTurn turn, ProgressNews news)
    {
        if (turn.Duty.Clock == 0)
        {
            return Refuse("no-clock", "No clock runs.");
        }

        turn.Duty = turn.Duty with { Progress = new ProgressRecord(news.Progress, news.On, news.Source) };
        turn.Say("progress", news.By, Code(news.Progress));
        return turn.Done();
    }

    private static Decision<Duty> Note(DutyTurn turn, FindingsNews news)
    {
        IEnumerable<Obligation> fresh = Obligations.Of(news, turn.TermsOn(news.OnSiteEndedOn), turn.Today)
            .Where(o => turn.Duty.Obligations.All(known => known.Key != o.Key));
        turn.Duty = turn.Duty with { Obligations = [.. turn.Duty.Obligations, .. fresh] };
        turn.Say("majors-recorded", news.By, Iso(news.OnSiteEndedOn));
        return turn.Done();
    }

    /// <summary>The earliest of that kind and source that is open is done; as if the Secretariat had ticked it off.</summary>
    private static Decision<Duty> Meet(DutyTurn turn, ObligationMet met) =>
        turn.Duty.Obligations.Where(o => o.Closed is null && o.Kind == met.Kind && o.Certificate == met.Source).MinBy(o => o.Due.On) is { } open
            ? Fulfil(turn, new DutyCommand.Finish(met.By, open.Key, met.On, met.Note))
            : Refuse("unknown-deadline", "Nothing of that kind is due for it.");

    /// <summary>
    /// The obligations after a certificate's news: its own begin or are dropped with it, and a PS certificate fulfils what waits for one.
    /// </summary>
    private static List<Obligation> After(IReadOnlyList<Obligation> obligations, CertificateNews news, DutyTurn turn)
    {
        CertificateFacts facts = news.Certificate;
        bool over = facts.CoveredUntil < turn.Today || facts.EndedOn is not null;
        List<Obligation> all = [];
        foreach (Obligation obligation in obligations)
        {
            if (obligation is { Closed: null, Kind: ObligationKind.PerformanceStandard } && !over && Fulfils(facts, obligation, turn.Duty))
            {
                all.Add(Closed(obligation, "done", news.By, facts.IssuedOn));
                if (obligation is { Overdue: true, Certificate: { } custody })
                {
                    turn.Tell(custody, new PerformanceStandardFollowed());
                }

                continue;
            }

            bool its = obligation.Certificate == facts.Id;
            all.Add(obligation.Closed switch
            {
                null when over && its => Closed(obligation, "dropped", news.By, turn.Today),
                { How: "dropped" } when !over && its => obligation with { Closed = null },   // restored on appeal: what was due with it is due again
                _ => obligation,
            });
        }

        if (!over)
        {
            all.AddRange(Obligations.Of(facts, turn.TermsOn(facts.IssuedOn), turn.Today).Where(o => obligations.All(known => known.Key != o.Key)));
        }

        return all;
    }

    /// <summary>PS certificates, taken together, over all that the CoC certificate covers.</summary>
    private static bool Fulfils(CertificateFacts facts, Obligation obligation, Duty duty)
    {
        if (facts.Standard.Standard is not StandardCode.PerformanceStandard
            || duty.Certificates.FirstOrDefault(c => c.Id == obligation.Certificate) is not { } custody)
        {
            return false;
        }

        HashSet<string> covered = [.. duty.Certificates
            .Where(c => c.Standard.Standard is StandardCode.PerformanceStandard && c.EndedOn is null && c.CoveredUntil >= facts.IssuedOn)
            .Append(facts)
            .SelectMany(c => c.Covers)];
        return custody.Covers.All(covered.Contains);
    }

    private static Obligation Closed(Obligation obligation, string how, Actor by, DateOnly on) =>
        obligation with { Closed = new ObligationEnd(how, on, by, Note: null) };
}
