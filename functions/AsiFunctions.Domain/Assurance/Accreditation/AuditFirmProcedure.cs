using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Accreditation.AccreditationProcedure;
using static AsiFunctions.Domain.Assurance.Accreditation.AuditFirmCommand;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>An audit firm's accreditation, from its application on.</summary>
public static class AuditFirmProcedure
{
    /// <summary>The step in which the Secretariat reviews an application; part of the API.</summary>
    public const string Review = "accreditation-review";

    /// <summary>Accreditations by bodies that one firm may have on record.</summary>
    public const int MostBodies = 50;

    /// <summary>
    /// What comes next: while a firm is under review, the Secretariat's decision. The day it is due is shown; nothing happens then by itself.
    /// </summary>
    /// <param name="firm">The firm.</param>
    /// <param name="terms">The terms of accreditation, dated.</param>
    public static Step Next(AuditFirm firm, History<AccreditationTerms> terms)
    {
        if (firm.Status.IsOver)
        {
            return new Step.End();
        }

        if (!IsPending(firm.Status))
        {
            return new Step.Rest();
        }

        DateOnly since = firm.Statuses.Latest.From;
        int days = terms.On(since).ReviewWorkingDays;
        Deadline due = new(
            WorkingDays.After(since, days), string.Create(CultureInfo.InvariantCulture, $"review {days} working days from {since:yyyy-MM-dd}"));
        return new Step.Await(
            Role.Secretariat,
            Review,
            since,
            [new Choice(AccreditChoice), new Choice(RefuseChoice, ReasonRequired: true)],
            Until: null,
            due,
            Then: null,
            Reminders: []);
    }

    /// <summary>A firm's application is registered.</summary>
    /// <param name="id">Its reference.</param>
    /// <param name="registration">What is known of it; checked.</param>
    /// <param name="by">Who registers it.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditFirm>.Accepted Register(CaseId id, FirmRegistration registration, Actor by, DateTimeOffset now) => new(
        new AuditFirm(
            id,
            StepNumber: 1,
            registration.Name,
            registration.Contact,
            registration.Bodies,
            Scopes: [],
            History.From(
                registration.RegisteredOn ?? DateOnly.FromDateTime(now.UtcDateTime), new AccreditationStatus(AccreditationState.UnderReview))),
        [new CaseEvent("registered", by)],
        []);

    /// <summary>What a command makes of a firm.</summary>
    /// <param name="firm">The firm as stored.</param>
    /// <param name="command">What the Secretariat wants.</param>
    /// <param name="now">The instant.</param>
    public static Decision<AuditFirm> Decide(AuditFirm firm, AccreditationCommand command, DateTimeOffset now) => command switch
    {
        // A person can ask to be forgotten whatever became of the firm.
        SetContact { By.Role: Role.Secretariat, Contact: null } c => Erase(firm, c),
        _ when Obstacle(firm, command) is { } refused => refused,
        AccreditationCommand.Accredit c => Accredit(firm, c, now),
        SetContact c => new Decision<AuditFirm>.Accepted(firm with { Contact = c.Contact }, [new CaseEvent("contact-changed", c.By)], []),
        RecordBody c => Record(firm, c),
        _ => AccreditationProcedure.Decide(firm, command, now),
    };

    private static Decision<AuditFirm> Accredit(AuditFirm firm, AccreditationCommand.Accredit command, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        bool isCovered = DaySpans.FirstGap(firm.Bodies.Select(body => new DaySpan(body.From, body.To)), today, today) is null;
        if (IsPending(firm.Status) && !isCovered)
        {
            return Refuse<AuditFirm>(
                "body-accreditation-missing",
                "A firm needs an ISO/IEC 17021 or 17065 accreditation (or an equal one) that is in force today; record it first.");
        }

        Decision<AuditFirm> decision = AccreditationProcedure.Decide(firm, command, now);
        return decision is Decision<AuditFirm>.Accepted accepted
            ? accepted with { Effects = [.. accepted.Effects, new Effect.Invite(firm.Id)] }
            : decision;
    }

    private static Decision<AuditFirm> Record(AuditFirm firm, RecordBody command)
    {
        if (firm.Bodies.Contains(command.Accreditation))
        {
            return Refuse<AuditFirm>("no-change", "This accreditation is on record already.");
        }

        return firm.Bodies.Count >= MostBodies
            ? Refuse<AuditFirm>(
                "too-many", string.Create(CultureInfo.InvariantCulture, $"There are {MostBodies} accreditations by bodies on record already."))
            : new Decision<AuditFirm>.Accepted(
                firm with { Bodies = [.. firm.Bodies, command.Accreditation] },
                [new CaseEvent("body-accreditation-recorded", command.By, command.Accreditation.Reference)],
                []);
    }

    private static Decision<AuditFirm> Erase(AuditFirm firm, SetContact command) => firm.Contact is null
        ? Refuse<AuditFirm>("no-change", "No contact is on record.")
        : new Decision<AuditFirm>.Accepted(firm with { Contact = null }, [new CaseEvent("contact-erased", command.By)], []);
}
