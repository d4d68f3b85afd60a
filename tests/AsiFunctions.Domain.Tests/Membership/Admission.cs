using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.AdmissionCommand;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>An admission as a test tells it: who does what on which day; time passes in order, as the orchestration makes it.</summary>
internal sealed class Admission
{
    private readonly History<AdmissionTerms> terms;

    private Admission(Decision<Application>.Accepted begun, History<AdmissionTerms> terms)
    {
        this.terms = terms;
        Case = begun.Case;
        Take(begun);
    }

    public Application Case { get; private set; }

    public List<CaseEvent> Events { get; } = [];

    public List<Effect> Effects { get; } = [];

    public Step Next => AdmissionProcedure.Next(Case, terms);

    public IEnumerable<string> Mails => Effects.OfType<Effect.SendMail>().Select(m => $"{m.Template} → {m.To}");

    public IEnumerable<string> Timeline => Events.Select(e => e.What);

    public static Admission Submitted(string on = "2026-01-05", History<AdmissionTerms>? terms = null, ApplicationAnswers? answers = null) =>
        new(AdmissionProcedure.Submit(Sample.Reference, answers ?? Sample.Answers(), Sample.Form, Sample.Noon(on), terms ?? Sample.Terms), terms ?? Sample.Terms);

    // The states, each reached in the plainest way; the day is the one on which the state begins.
    public static Admission Returned() =>
        Submitted().Do("2026-01-06", new Return(Sample.Sasha, [new ReturnReason("/size", "Which year is the turnover of?")]));

    public static Admission InDueDiligence() => Submitted().Do("2026-01-07", new FindComplete(Sample.Sasha));

    public static Admission InNotice() => InDueDiligence().Do("2026-01-12", new ClearDueDiligence(Sample.Sasha, "Nothing found."));

    public static Admission WithObjectionsOpen() =>
        InNotice().Do("2026-01-15", new RaiseObjection(Sample.Mia, Sample.Objector, "A dispute over land.")).Pass("2026-01-27");

    public static Admission Pending() => InNotice().Pass("2026-01-27");

    public static Admission Approved() => Pending().Do("2026-01-30", new Approve(Sample.Bo, Note: null));

    public static Admission Declined() => Pending().Do("2026-01-30", new Decline(Sample.Bo, "No link to the value chain."));

    public static Admission Appealed() => Declined().Do("2026-02-10", new Appeal(Actor.Applicant, "We make window frames."));

    public static Admission Admitted() => Approved().Do("2026-02-20", new RecordPayment(Sample.Sasha, Sample.Day("2026-02-18")));

    public static Admission LapsedInResubmission() => Returned().Pass("2026-04-01");

    public static Admission LapsedInPayment() => Approved().Pass("2026-04-01");

    public static Admission Withdrawn() => InDueDiligence().Do("2026-01-08", new Withdraw(Actor.Applicant, "Too early for us."));

    public static Admission ClosedWithoutAppeal() => Declined().Pass("2026-04-01");

    public static Admission ClosedAfterAppeal() => Appealed().Do("2026-02-20", new Uphold(Sample.Bela, "Window frames of wood."));

    public static Admission In(string state) => state switch
    {
        "submitted" => Submitted(),
        "returned" => Returned(),
        "due-diligence" => InDueDiligence(),
        "notice" => InNotice(),
        "objections-open" => WithObjectionsOpen(),
        "decision-pending" => Pending(),
        "approved" => Approved(),
        "declined" => Declined(),
        "appealed" => Appealed(),
        "admitted" => Admitted(),
        "lapsed" => LapsedInResubmission(),
        "withdrawn" => Withdrawn(),
        "closed" => ClosedWithoutAppeal(),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>A command that has to be accepted.</summary>
    public Admission Do(string on, AdmissionCommand command)
    {
        Decision<Application> decision = AdmissionProcedure.Decide(Case, command, Sample.Noon(on), terms);
        Take(Assert.IsType<Decision<Application>.Accepted>(decision));
        return this;
    }

    public Decision<Application> Try(string on, AdmissionCommand command) => AdmissionProcedure.Decide(Case, command, Sample.Noon(on), terms);

    /// <summary>A command that has to be refused, with this code; gives the message.</summary>
    public string Refused(string code, string on, AdmissionCommand command)
    {
        Decision<Application>.Refused refused = Assert.IsType<Decision<Application>.Refused>(Try(on, command));
        Assert.Equal(code, refused.Code);
        return refused.Message;
    }

    /// <summary>Time passes until the first instant of a day, one due thing after the other.</summary>
    public Admission Pass(string until)
    {
        while (AdmissionProcedure.Decide(Case, new TimePasses(), Sample.Midnight(until), terms) is Decision<Application>.Accepted passed)
        {
            Take(passed);
        }

        return this;
    }

    /// <summary>What happens when time alone passes until the first instant of a day, each with the instant at which it wakes.</summary>
    public IReadOnlyList<string> Watch(string until)
    {
        List<string> seen = [];
        while (Next.WakesAt is { } wakes && wakes <= Sample.Midnight(until))
        {
            int before = Events.Count;
            Take(Assert.IsType<Decision<Application>.Accepted>(AdmissionProcedure.Decide(Case, new TimePasses(), wakes, terms)));
            seen.AddRange(Events.Skip(before).Select(e => $"{wakes:yyyy-MM-dd} {e.What}"));
        }

        return seen;
    }

    private void Take(Decision<Application>.Accepted accepted)
    {
        Case = accepted.Case;
        Events.AddRange(accepted.Events);
        Effects.AddRange(accepted.Effects);
    }
}
