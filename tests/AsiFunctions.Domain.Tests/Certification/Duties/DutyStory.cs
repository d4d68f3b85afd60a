using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>
/// A member and its duty as a test tells them: who does what on which day. Time passes as the orchestration makes it, each due thing at its own
/// instant; what one case tells the other is decided at once, as in their one transaction. Whatever is stored goes through JSON.
/// </summary>
internal sealed class DutyStory
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly List<(string Line, string Template)> mails = [];
    private readonly CaseId dutyId;

    private DutyStory(Member member, DateTimeOffset now)
    {
        Member = member;
        Now = now;
        dutyId = member.Id.As(Member.DutyPrefix);
        Duty = Duty.None(dutyId);
    }

    public Duty Duty { get; private set; }

    public Member Member { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public List<CaseEvent> Timeline { get; } = [];

    /// <summary>What the duty told others than its member.</summary>
    public List<Effect.Tell> Told { get; } = [];

    public Step Next => DutyProcedure.Next(Duty, CertificationTerms.Shipped);

    public Goal? Goal => Duty.Goal;

    /// <summary>The messages about the duty itself: <c>2026-01-28 certification-milestone P1M → asi</c>.</summary>
    public IEnumerable<string> Mails => mails.Where(m => !IsBeside(m.Template)).Select(m => m.Line);

    /// <summary>The messages about what is due beside it.</summary>
    public IEnumerable<string> MailsBeside => mails.Where(m => IsBeside(m.Template)).Select(m => m.Line);

    public IEnumerable<string> Past =>
        Duty.Past.Select(p => $"{JsonNamingPolicy.KebabCaseLower.ConvertName($"{p.Kind}")} {p.Due.On:yyyy-MM-dd} {p.Outcome} {p.On:yyyy-MM-dd}");

    /// <summary>Where the duty stands: <c>running first-certification 2028-02-18</c>.</summary>
    public string Stand => Duty.State switch
    {
        DutyState.Running s => $"running {Code(s.Goal)} {s.Goal.Due.On:yyyy-MM-dd}",
        DutyState.Missed s => $"missed {Code(s.Goal)} {s.Goal.Due.On:yyyy-MM-dd}, grace until {s.Grace.On:yyyy-MM-dd}",
        DutyState.Stopped s => $"stopped {DutyStops.Code(s.Why)} {s.On:yyyy-MM-dd}",
        _ => Duty.StateName,
    };

    /// <summary>The member's standing from day to day: <c>2026-03-01 suspended</c>.</summary>
    public IEnumerable<string> Standing => Member.Statuses.Rows.Select(r => $"{r.From:yyyy-MM-dd} {r.Value.Name}");

    /// <summary>Joins at noon of the day.</summary>
    public static DutyStory Joined(string on, MembershipClass @class = MembershipClass.IndustrialUsers)
    {
        Decision<Member>.Accepted joined = Join(on, @class);
        DutyStory story = new(joined.Case, Sample.Noon(on));
        story.Carry(joined.Effects);
        return story;
    }

    /// <summary>A member of earlier records, whose duty nobody counts until the daily comparison finds it.</summary>
    public static DutyStory OfRecords(string joined, string today, MembershipClass @class = MembershipClass.IndustrialUsers) =>
        new(Join(joined, @class).Case, Sample.Noon(today));

    public DutyStory Found(string? classSince = null)
    {
        DateOnly since = classSince is null ? Member.Joined.On : Sample.Day(classSince);
        Hear(new MemberNews.Found(Member.Id, Member.Class, Member.Joined.On, since));
        return this;
    }

    /// <summary>Time passes until the first instant of a day, each due thing at its own instant.</summary>
    public DutyStory MoveTo(string day) => MoveTo(Sample.Midnight(day));

    public DutyStory MoveTo(DateTimeOffset until)
    {
        while (Next.WakesAt is { } wakes && wakes <= until)
        {
            Now = wakes > Now ? wakes : Now;
            PassDue();
        }

        Now = until;
        return this;
    }

    /// <summary>Nothing runs until noon of a day; then what was due is done, one thing after the other.</summary>
    public DutyStory SleepUntil(string day)
    {
        Now = Sample.Noon(day);
        PassDue();
        return this;
    }

    /// <summary>The clock alone moves: what is due waits for whoever comes first.</summary>
    public DutyStory At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    /// <summary>A command that has to be accepted.</summary>
    public DutyStory Do(DutyCommand command)
    {
        Decision<Duty> decision = DutyProcedure.Decide(Duty, command, Now, CertificationTerms.Shipped);
        Assert.True(decision is not Decision<Duty>.Refused, (decision as Decision<Duty>.Refused)?.Message);
        Take((Decision<Duty>.Accepted)decision);
        return this;
    }

    /// <summary>A command that has to be refused; gives the code.</summary>
    public string Refused(DutyCommand command) =>
        Assert.IsType<Decision<Duty>.Refused>(DutyProcedure.Decide(Duty, command, Now, CertificationTerms.Shipped)).Code;

    /// <summary>As <see cref="Do(DutyCommand)"/>, where either answer will do.</summary>
    public bool Try(DutyCommand command)
    {
        if (DutyProcedure.Decide(Duty, command, Now, CertificationTerms.Shipped) is not Decision<Duty>.Accepted accepted)
        {
            return false;
        }

        Take(accepted);
        return true;
    }

    public DutyStory Do(MemberCommand command)
    {
        Assert.True(Try(command), "the member's record refuses");
        return this;
    }

    public string Refused(MemberCommand command) => Assert.IsType<Decision<Member>.Refused>(MemberProcedure.Decide(Member, command, Now)).Code;

    public bool Try(MemberCommand command)
    {
        if (MemberProcedure.Decide(Member, command, Now) is not Decision<Member>.Accepted accepted)
        {
            return false;
        }

        Member = Stored(accepted.Case);
        Carry(accepted.Effects);
        return true;
    }

    public DutyStory Switch(MembershipClass to) => Do(new MemberCommand.ChangeClass(Sample.Sasha, to, Reason: null, Size: null));

    /// <summary>A certificate is issued or changed, and tells the duty; gives whether that took note.</summary>
    public DutyStory Record(CertificateFacts facts) => Hear(new CertificateNews(facts, Sample.Sasha));

    public DutyStory Progress(CertificationProgress progress) =>
        Hear(new ProgressNews(progress, DateOnly.FromDateTime(Now.UtcDateTime), Source: null, Sample.Mia));

    public DutyStory Hear(ICaseNews news)
    {
        if (DutyProcedure.Hear(Duty, news, Now, CertificationTerms.Shipped) is Decision<Duty>.Accepted accepted)
        {
            Take(accepted);
        }

        return this;
    }

    private static Decision<Member>.Accepted Join(string on, MembershipClass @class) => MemberProcedure.Join(
        Admission.Submitted(answers: Sample.Answers(@class, @class is MembershipClass.ProductionAndTransformation ? [SupplyChainActivity.Casthouses] : [])).Case,
        new JoinDate(Sample.Day(on), JoinEvent.Payment, "join date by payment"));

    private static bool IsBeside(string template) => template is DutyMail.ObligationReminder or DutyMail.ObligationOverdue;

    private static string Code(Goal goal) => JsonSerializer.Serialize(goal.Kind).Trim('"');

    private static T Stored<T>(T @case)
    {
        string json = JsonSerializer.Serialize(@case, Web);
        T read = JsonSerializer.Deserialize<T>(json, Web)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
        return read;
    }

    private void PassDue()
    {
        int rounds = 0;
        while (Next.WakesAt is { } wakes && wakes <= Now)
        {
            Assert.True(++rounds <= 50, "time is never done with the duty");
            Do(new DutyCommand.TimePasses());
        }
    }

    private void Take(Decision<Duty>.Accepted accepted)
    {
        Duty = Stored(accepted.Case);
        Timeline.AddRange(accepted.Events);
        Carry(accepted.Effects);
    }

    private void Carry(IReadOnlyList<Effect> effects)
    {
        foreach (Effect effect in effects)
        {
            switch (effect)
            {
                case Effect.SendMail mail:
                    mails.Add(
                        ($"{Now.UtcDateTime:yyyy-MM-dd} {mail.Template}{Left(mail)}{(mail.To is Role.Secretariat ? " → asi" : "")}", mail.Template));
                    break;
                case Effect.Tell { News: MemberCommand command } tell when tell.To == Member.Id:
                    Try(command);
                    break;
                case Effect.Tell tell when tell.To == dutyId:
                    Hear(tell.News);
                    break;
                case Effect.Tell tell:
                    Told.Add(tell);
                    break;
            }
        }
    }

    private static string Left(Effect.SendMail mail) => mail.Facts?.GetValueOrDefault("left") is { } left ? $" {left}" : "";
}
