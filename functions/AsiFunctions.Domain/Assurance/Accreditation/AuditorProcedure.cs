using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Accreditation.AccreditationProcedure;
using static AsiFunctions.Domain.Assurance.Accreditation.AuditorCommand;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>An auditor's accreditation, from the application on. Source: ASI's FAQ for auditors.</summary>
public static class AuditorProcedure
{
    /// <summary>The step in which the auditor is trained and examined, and the Secretariat decides when that is done; part of the API.</summary>
    public const string Training = "auditor-training";

    /// <summary>Trainings, exams and engagements that one auditor may have on record, of each.</summary>
    public const int MostRecords = 500;

    /// <summary>
    /// What comes next: training and exam, then the Secretariat's decision. The day it is due is shown; nothing happens then by itself.
    /// </summary>
    /// <param name="auditor">The auditor.</param>
    /// <param name="terms">The terms of accreditation, dated.</param>
    public static Step Next(Auditor auditor, History<AccreditationTerms> terms)
    {
        if (auditor.Status.IsOver)
        {
            return new Step.End();
        }

        if (!IsPending(auditor.Status))
        {
            return new Step.Rest();
        }

        DateOnly since = auditor.Statuses.Latest.From;
        return new Step.Await(
            Role.Auditor,
            Training,
            since,
            [new Choice(AccreditChoice), new Choice(RefuseChoice, ReasonRequired: true)],
            Until: null,
            Deadline.After(since, terms.On(since).AuditorTerm, "training and exam"),
            Then: null,
            Reminders: [],
            Recorder: Role.Secretariat);
    }

    /// <summary>An auditor's application is registered.</summary>
    /// <param name="id">Their reference.</param>
    /// <param name="name">Their name.</param>
    /// <param name="registeredOn">The day of the application; null: today.</param>
    /// <param name="by">Who registers it.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">The terms of accreditation, dated.</param>
    public static Decision<Auditor>.Accepted Register(
        CaseId id, string name, DateOnly? registeredOn, Actor by, DateTimeOffset now, History<AccreditationTerms> terms)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        Auditor auditor = new(
            id,
            StepNumber: 1,
            name,
            Engagements: [],
            Trainings: [],
            Exams: [],
            Scopes: [],
            History.From(registeredOn ?? today, new AccreditationStatus(AccreditationState.InTraining)),
            terms.On(today).MandatoryTraining);
        return new(auditor, [new CaseEvent("registered", by)], []);
    }

    /// <summary>What a command makes of an auditor.</summary>
    /// <param name="auditor">The auditor as stored.</param>
    /// <param name="command">What the Secretariat wants.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">The terms of accreditation, dated.</param>
    public static Decision<Auditor> Decide(Auditor auditor, AccreditationCommand command, DateTimeOffset now, History<AccreditationTerms> terms)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        Auditor bound = auditor with { RequiredTraining = terms.On(today).MandatoryTraining };
        return command switch
        {
            // A person can ask to be forgotten whatever became of them.
            Erase { By.Role: Role.Secretariat } c => Forget(auditor, c, today),
            _ when Obstacle(auditor, command) is { } refused => refused,
            AccreditationCommand.Accredit c when IsPending(auditor.Status) && Unqualified(bound, c.From ?? today) is { } refused => refused,
            AccreditationCommand.GrantScope c when Unqualified(bound, c.Scope, today) is { } refused => refused,
            AccreditationCommand.Accredit or AccreditationCommand.GrantScope or AccreditationCommand.Reinstate =>
                AccreditationProcedure.Decide(bound, command, now),
            RecordTraining c => Record(auditor, c, today, terms),
            RecordExam c => Record(auditor, c, today, terms),
            Engage c => AuditorEngagements.Begin(auditor, c, today),
            LinkAccount c => AuditorEngagements.Link(auditor, c, today),
            Disengage c => AuditorEngagements.End(auditor, c, today),
            _ => AccreditationProcedure.Decide(auditor, command, now),
        };
    }

    /// <summary>Qualified for one of the standards is enough: scopes say for which.</summary>
    private static Decision<Auditor>.Refused? Unqualified(Auditor auditor, DateOnly on)
    {
        (StandardCode Standard, IReadOnlyList<string> Missing)[] all =
            [.. Enum.GetValues<StandardCode>().Select(standard => (standard, AuditorQualification.Missing(auditor, standard, on, on)))];
        return all.Any(each => each.Missing.Count == 0)
            ? null
            : Refuse<Auditor>(
                "not-qualified",
                $"Training and exam come first. Still missing on {on.InWords()}: {string.Join("; or ", all.Select(each => $"for {AccreditationCheck.NameOf(each.Standard)} {string.Join(" and ", each.Missing)}"))}.");
    }

    private static Decision<Auditor>.Refused? Unqualified(Auditor auditor, ScopeGrant grant, DateOnly today)
    {
        DateOnly from = grant.From ?? today;
        return AuditorQualification.Missing(auditor, grant.Standard, from, from) is { Count: > 0 } missing
            ? Refuse<Auditor>("not-qualified", $"Training and exam come first. Still missing on {from.InWords()}: {string.Join(" and ", missing)}.")
            : null;
    }

    private static Decision<Auditor> Record(Auditor auditor, RecordTraining command, DateOnly today, History<AccreditationTerms> terms)
    {
        TrainingRecord record = new(
            command.Module, command.CompletedOn, command.ValidUntil ?? LastDay(command.CompletedOn, terms.On(today).TrainingValidity));
        return Unfit(command.CompletedOn, command.ValidUntil, today, auditor.Trainings.Count)
            ?? (auditor.Trainings.Contains(record)
                ? Refuse<Auditor>("no-change", "This training is on record already.")
                : new Decision<Auditor>.Accepted(
                    auditor with { Trainings = [.. auditor.Trainings, record] },
                    [new CaseEvent("training-recorded", command.By, record.Module)],
                    []));
    }

    private static Decision<Auditor> Record(Auditor auditor, RecordExam command, DateOnly today, History<AccreditationTerms> terms)
    {
        DateOnly? until = command.Passed ? command.ValidUntil ?? LastDay(command.TakenOn, terms.On(today).ExamValidity) : null;
        ExamRecord record = new(command.Name, command.Standard, command.TakenOn, command.Passed, until);
        return Unfit(command.TakenOn, command.ValidUntil, today, auditor.Exams.Count)
            ?? (auditor.Exams.Contains(record)
                ? Refuse<Auditor>("no-change", "This exam is on record already.")
                : new Decision<Auditor>.Accepted(
                    auditor with { Exams = [.. auditor.Exams, record] },
                    [new CaseEvent("exam-recorded", command.By, $"{record.Standard}: {(record.Passed ? "passed" : "not passed")}", Public: false)],
                    []));
    }

    private static Decision<Auditor>? Unfit(DateOnly on, DateOnly? until, DateOnly today, int records) =>
        on > today ? Refuse<Auditor>("in-the-future", $"Recorded is what has happened by today ({today.InWords()}).")
        : until < on ? Refuse<Auditor>("ends-before-it-begins", "It cannot stop counting before it happened.")
        : records >= MostRecords ? Refuse<Auditor>(
            "too-many", string.Create(CultureInfo.InvariantCulture, $"There are {MostRecords} records already."))
        : null;

    /// <summary>As with certificates: the day before the anniversary.</summary>
    private static DateOnly? LastDay(DateOnly on, Period? validity) => validity?.After(on).AddDays(-1);

    private static Decision<Auditor> Forget(Auditor auditor, Erase command, DateOnly today)
    {
        if (auditor.Name is null)
        {
            return Refuse<Auditor>("already-decided", "The person's name is erased already.");
        }

        Auditor erased = auditor with { Name = null, Engagements = AuditorEngagements.AllEnded(auditor.Engagements, today) };
        return new Decision<Auditor>.Accepted(
            auditor.Status.IsOver
                ? erased
                : erased with
                {
                    StepNumber = auditor.StepNumber + 1,
                    Statuses = auditor.Statuses.With(
                        today, new AccreditationStatus(AccreditationState.Withdrawn, "The person asked to be forgotten.")),
                },
            [new CaseEvent("person-erased", command.By)],
            []);
    }
}
