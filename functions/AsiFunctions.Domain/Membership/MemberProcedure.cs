using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.MemberCommand;
using static AsiFunctions.Domain.Membership.MemberStatus;

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
        return new(member, [new CaseEvent("joined", Actor.Machine, joined.Rule)], []);
    }

    /// <summary>What a command makes of a member.</summary>
    /// <param name="member">The member as stored.</param>
    /// <param name="command">What the Secretariat wants.</param>
    /// <param name="now">The instant.</param>
    public static Decision<Member> Decide(Member member, MemberCommand command, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        DateOnly from = command.From ?? today;
        if (command.By.Role != Role.Secretariat)
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
                "size-required", $"{command.To.EnglishName} ({command.To.Code}) measures size by {Basis(command.To)}; a new size declaration is needed.");
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
                Mail(MembershipMail.ClassChanged, ("class", command.To.Code), ("from", Iso(from))));
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
        if (member.Status is Suspended)
        {
            return Refuse("already-decided", $"The member is suspended since {Day(member.Statuses.Latest.From)}.");
        }

        if (command.Reason == SuspensionReason.Other && string.IsNullOrWhiteSpace(command.Text))
        {
            return Refuse("reason-required", "Say in words why the member is suspended.");
        }

        return TooEarly(member.Statuses, from) ?? Accept(
            member with { Statuses = member.Statuses.With(from, new Suspended(command.Reason, command.Text)) },
            new CaseEvent("suspended", command.By, command.Text),
            Mail(MembershipMail.Suspended, ("reason", Code(command.Reason)), ("from", Iso(from))));
    }

    private static Decision<Member> Restore(Member member, Reinstate command, DateOnly from)
    {
        if (member.Status is not Suspended)
        {
            return Refuse("already-decided", $"The member is in good standing since {Day(member.Statuses.Latest.From)}.");
        }

        return TooEarly(member.Statuses, from) ?? Accept(
            member with { Statuses = member.Statuses.With(from, new Active()) },
            new CaseEvent("reinstated", command.By, command.Reason),
            Mail(MembershipMail.Reinstated, ("from", Iso(from))));
    }

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
            member with { StepNumber = member.StepNumber + 1, Statuses = member.Statuses.With(from, new Ended(command.Reason, command.Text, command.Into)) },
            new CaseEvent("ended", command.By, command.Text),
            Mail(MembershipMail.Ended, ("reason", Code(command.Reason)), ("from", Iso(from))));
    }

    private static Decision<Member> Record(Member member, RecordDetails command, DateOnly today) =>
        ClassRules.Check(member.Class, command.Details.Activities, member.Size, today) is [ClassFault fault, ..]
            ? Refuse(fault.Code, fault.Message)
            : Accept(member with { Details = command.Details }, new CaseEvent("details-recorded", command.By));

    /// <summary>Members of these two classes may change from one to the other as their plans do. Source: M&amp;E Insights, March 2021, section 4.</summary>
    private static bool IsFree(MembershipClass from, MembershipClass to) =>
        (from, to) is (MembershipClass.IndustrialUsers, MembershipClass.DownstreamSupporters)
            or (MembershipClass.DownstreamSupporters, MembershipClass.IndustrialUsers);

    private static Decision<Member>? TooEarly<T>(History<T> history, DateOnly from) => from >= history.Latest.From
        ? null
        : Refuse("date-out-of-range", $"A later change, of {Day(history.Latest.From)}, is on record already; give that day or a later one.");

    private static Decision<Member>.Refused Refuse(string code, string message) => new(code, message);

    private static Decision<Member>.Accepted Accept(Member member, CaseEvent @event, params IReadOnlyList<Effect> effects) => new(member, [@event], effects);

    private static Effect.SendMail Mail(string template, params IReadOnlyList<(string Name, string Value)> facts) =>
        new(template, Role.Member, Urgency.High, facts.ToDictionary(f => f.Name, f => f.Value));

    private static string Basis(MembershipClass @class) => @class.SizeBasis == SizeBasis.Turnover ? "annual turnover in US$" : "staff (FTE)";

    private static string Code<T>(T reason)
        where T : struct, Enum => System.Text.Json.JsonSerializer.Serialize(reason).Trim('"');

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
