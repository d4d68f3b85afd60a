using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.MemberCommand;
using static AsiFunctions.Domain.Membership.MemberStatus;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Membership;

/// <summary>A membership from the day of joining to its end.</summary>
public static class MemberProcedure
{
    /// <summary>What comes next: nothing runs while a membership lasts.</summary>
    public static Step Next(Member member) => member.Status is Ended ? new Step.End() : new Step.Rest();

    /// <summary>The member that an application becomes, with what was declared in it.</summary>
    /// <param name="application">Approved and paid.</param>
    /// <param name="joined">The join date; class, size and standing hold from it.</param>
    public static Decision<Member>.Accepted Join(Application application, JoinDate joined)
    {
        ApplicationAnswers answers = application.Answers;
        Member member = new(
            application.Id.As(Member.Prefix),
            StepNumber: 1,
            joined,
            application.Id,
            new MemberDetails(
                answers.Organisation,
                answers.Activities,
                answers.Countries,
                answers.Contacts,
                application.Form.Language,
                answers.HeardAbout,
                answers.Certification),
            History.From(joined.On, answers.Class),
            History.From(joined.On, answers.Size),
            History.From<MemberStatus>(joined.On, new Active()));
        return new(
            member,
            [new CaseEvent("joined", Actor.Machine, joined.Rule)],
            [TellDuty(member, new MemberNews.Joined(member.Id, answers.Class, joined.On))]);
    }

    /// <summary>What a command makes of a member.</summary>
    /// <param name="member">The member as stored.</param>
    /// <param name="command">What the Secretariat wants.</param>
    /// <param name="now">The instant.</param>
    public static Decision<Member> Decide(Member member, MemberCommand command, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        DateOnly from = StartOf(command, member, today);
        if (command.By.Role is not (Role.Secretariat or Role.Machine))
        {
            return Refuse("wrong-role", "Only the Secretariat may change a member's record.");
        }

        if (member.Status is Ended)
        {
            return Refuse("over", $"The membership ended on {Day(member.Statuses.Latest.From)}; its record does not change any more.");
        }

        if (from > today || from < member.Joined.On)
        {
            return Refuse("date-out-of-range", $"The day lies between joining ({Day(member.Joined.On)}) and today ({Day(today)}).");
        }

        return command switch
        {
            ChangeClass c => Change(member, c, from),
            UpdateSize c => Update(member, c, from),
            Suspend c => Hide(member, c, from),
            Reinstate c => Restore(member, c, from),
            End c => Finish(member, c, from),
            RecordDetails c => Record(member, c, today),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    private static Decision<Member> Change(Member member, ChangeClass command, DateOnly from)
    {
        if (command.To == member.Class)
        {
            return Refuse("no-change", $"The member is in {member.Class.EnglishName} ({member.Class.Code}) since {Day(member.Classes.Latest.From)}.");
        }

        if (!IsFree(member.Class, command.To) && string.IsNullOrWhiteSpace(command.Reason))
        {
            return Refuse("reason-required", "Say why the class changes; only between IU and DS no reason is needed.");
        }

        SizeDeclaration size = command.Size ?? member.Size;
        if (command.Size is null && size.Basis != command.To.SizeBasis)
        {
            return Refuse(
                "size-required",
                $"{command.To.EnglishName} ({command.To.Code}) measures size by {Basis(command.To)}; a new size declaration is needed.");
        }

        if (ClassRules.Check(command.To, member.Details.Activities, size, from) is [ClassFault fault, ..])
        {
            return Refuse(fault.Code, fault.Message);
        }

        return TooEarly(member.Classes, from)
            ?? (command.Size is null ? null : TooEarly(member.Sizes, from))
            ?? Accept(
                member with
                {
                    Classes = member.Classes.With(from, command.To),
                    Sizes = command.Size is null ? member.Sizes : member.Sizes.With(from, command.Size),
                },
                new CaseEvent("class-changed", command.By, command.Reason),
                Mail(MembershipMail.ClassChanged, ("class", command.To.Code), ("from", Iso(from))),
                TellDuty(member, new MemberNews.ClassChanged(member.Id, member.Class, command.To, from, command.By)));
    }

    private static Decision<Member> Update(Member member, UpdateSize command, DateOnly from)
    {
        if (command.Size.Basis != member.Class.SizeBasis)
        {
            return Refuse("size-basis", $"{member.Class.EnglishName} ({member.Class.Code}) measures size by {Basis(member.Class)}.");
        }

        return TooEarly(member.Sizes, from) ?? Accept(
            member with { Sizes = member.Sizes.With(from, command.Size) }, new CaseEvent("size-updated", command.By));
    }

    private static Decision<Member> Hide(Member member, Suspend command, DateOnly from)
    {
        bool byDuty = command.By.Role is Role.Machine;
        Suspended? before = member.Status as Suspended;
        if (before is not null && (byDuty ? before.ByDuty : !IsByDutyAlone(before)))
        {
            return Refuse("already-decided", $"The member is suspended since {Day(member.Statuses.Latest.From)}.");
        }

        if (command.Reason == SuspensionReason.Other && string.IsNullOrWhiteSpace(command.Text))
        {
            return Refuse("reason-required", "Say in words why the member is suspended.");
        }

        Suspended after = byDuty && before is not null
            ? before with { ByDuty = true }
            : new Suspended(command.Reason, command.Text, byDuty || before is { ByDuty: true });
        return TooEarly(member.Statuses, from) ?? Accept(
            member with { Statuses = member.Statuses.With(from, after) },
            new CaseEvent("suspended", command.By, command.Text ?? Code(command.Reason)),
            MailUnlessByDuty(command, MembershipMail.Suspended, ("reason", Code(command.Reason)), ("from", Iso(from))));
    }

    /// <summary>
    /// Each side lifts what it holds: the machine the suspension of the certification duty, the
    /// Secretariat every other. The member is in good standing again when neither holds any more.
    /// </summary>
    private static Decision<Member> Restore(Member member, Reinstate command, DateOnly from)
    {
        bool byDuty = command.By.Role is Role.Machine;
        if (member.Status is not Suspended before || (byDuty && !before.ByDuty))
        {
            return Refuse("already-decided", $"The member is in good standing since {Day(member.Statuses.Latest.From)}.");
        }

        if (!byDuty && IsByDutyAlone(before))
        {
            return Refuse(
                "certification-overdue", "The certification is overdue: a certificate lifts this suspension, or an extension of the deadline does.");
        }

        MemberStatus after = (byDuty, IsByDutyAlone(before), before.ByDuty) switch
        {
            (true, true, _) or (false, _, false) => new Active(),
            (true, false, _) => before with { ByDuty = false },
            _ => new Suspended(SuspensionReason.CertificationOverdue, Text: null, ByDuty: true),
        };
        CaseEvent line = new(after is Active ? "reinstated" : "suspension-cause-lifted", command.By, command.Reason);
        return TooEarly(member.Statuses, from) ?? Accept(
            member with { Statuses = member.Statuses.With(from, after) },
            line,
            after is Active ? MailUnlessByDuty(command, MembershipMail.Reinstated, ("from", Iso(from))) : []);
    }

    /// <summary>True where nothing but the certification duty holds the suspension.</summary>
    private static bool IsByDutyAlone(Suspended suspended) => suspended is { ByDuty: true, Reason: SuspensionReason.CertificationOverdue };

    private static Decision<Member> Finish(Member member, End command, DateOnly from)
    {
        if (command.Reason == MembershipEnd.Other && string.IsNullOrWhiteSpace(command.Text))
        {
            return Refuse("reason-required", "Say in words why the membership ends.");
        }

        if (command.Reason.IsTrueLoss != (command.Into is null) || command.Into == member.Id || command.Into is { Prefix: not Member.Prefix })
        {
            return Refuse("successor", command.Reason.IsTrueLoss
                ? "With this reason no other member takes the organisation over; leave the successor out."
                : "Name the member that takes the organisation over.");
        }

        return TooEarly(member.Statuses, from) ?? Accept(
            member with
            {
                StepNumber = member.StepNumber + 1,
                Statuses = member.Statuses.With(from, new Ended(command.Reason, command.Text, command.Into)),
            },
            new CaseEvent("ended", command.By, command.Text ?? Code(command.Reason)),
            [
                .. MailUnlessByDuty(command, MembershipMail.Ended, ("reason", Code(command.Reason)), ("from", Iso(from))),
                TellDuty(member, new MemberNews.Ended(member.Id, from)),
            ]);
    }

    private static Decision<Member> Record(Member member, RecordDetails command, DateOnly today) =>
        ClassRules.Check(member.Class, command.Details.Activities, member.Size, today) is [ClassFault fault, ..]
            ? Refuse(fault.Code, fault.Message)
            : Accept(member with { Details = command.Details }, new CaseEvent("details-recorded", command.By));

    /// <summary>
    /// Members of these two classes may change from one to the other as their plans do. Source: M&amp;E Insights, March 2021, section 4.
    /// </summary>
    private static bool IsFree(MembershipClass from, MembershipClass to) =>
        (from, to) is (MembershipClass.IndustrialUsers, MembershipClass.DownstreamSupporters)
            or (MembershipClass.DownstreamSupporters, MembershipClass.IndustrialUsers);

    private static Decision<Member>? TooEarly<T>(History<T> history, DateOnly from) => from >= history.Latest.From
        ? null
        : Refuse("date-out-of-range", $"A later change, of {Day(history.Latest.From)}, is on record already; give that day or a later one.");

    private static Decision<Member>.Refused Refuse(string code, string message) => new(code, message);

    private static Decision<Member>.Accepted Accept(Member member, CaseEvent @event, params IReadOnlyList<Effect> effects) =>
        new(member, [@event], effects);

    // The duty says it in a message of its own, with its dates.
    private static IReadOnlyList<Effect> MailUnlessByDuty(
        MemberCommand command, string template, params IReadOnlyList<(string Name, string Value)> facts) =>
        command.By.Role is Role.Machine ? [] : [Mail(template, facts)];

    // What the duty has to say may come late, after something else was recorded for a later day: it holds from that day.
    private static DateOnly StartOf(MemberCommand command, Member member, DateOnly today) => command.From switch
    {
        { } asked when command.By.Role is Role.Machine && asked < member.Statuses.Latest.From => member.Statuses.Latest.From,
        { } asked => asked,
        null => today,
    };

    private static Effect.Tell TellDuty(Member member, MemberNews news) => new(member.Id.As(Member.DutyPrefix), news);

    private static Effect.SendMail Mail(string template, params IReadOnlyList<(string Name, string Value)> facts) =>
        new(template, Role.Member, Urgency.High, facts.ToDictionary(f => f.Name, f => f.Value));

    private static string Basis(MembershipClass @class) => @class.SizeBasis == SizeBasis.Turnover ? "annual turnover in US$" : "staff (FTE)";

    private static string Code<T>(T reason)
        where T : struct, Enum => System.Text.Json.JsonSerializer.Serialize(reason).Trim('"');
}
