using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Tests.Certification.Duties;

/// <summary>A duty that is played through without any storage, for the messages that it sends.</summary>
internal sealed class DutyLife
{
    private static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    private static readonly CaseId Member = CaseId.From("MEM", 7);

    private readonly List<Effect.SendMail> sent = [];
    private Duty duty = Duty.None(Member.As("DTY"));
    private DateTimeOffset now;

    private DutyLife(string on) => now = Noon(on);

    /// <summary>What the procedure sends in a few lives that together know every message.</summary>
    public static IReadOnlyList<Effect.SendMail> AllSent() =>
    [
        .. Joined().MoveTo("2026-09-01").sent,
        .. Joined().Tell(Progress(CertificationProgress.SelfAssessmentSubmitted)).MoveTo("2024-12-01").Tell(
            Progress(CertificationProgress.AuditScheduled))
            .MoveTo("2025-08-01").Tell(Progress(CertificationProgress.ReportInOversight)).MoveTo("2025-09-01")
            .Do(new DutyCommand.Pause(Sasha, "A flood.")).Do(new DutyCommand.Resume(Sasha, "It has gone."))
            .MoveTo("2026-04-01").Do(new DutyCommand.Extend(Sasha, Day("2026-12-31"), "A flood.")).sent,
        .. Joined().MoveTo("2024-09-01").Tell(Certificate(CertificateLevel.Provisional, "2024-09-01", "2025-08-31")).MoveTo("2025-10-01").sent,
        .. new DutyLife("2025-06-10").Tell(new MemberNews.Found(Member, MembershipClass.IndustrialUsers, Day("2024-02-18"), Day("2024-02-18"))).sent,
        .. Joined().MoveTo("2026-03-01").Tell(Switch(MembershipClass.IndustrialUsers, MembershipClass.DownstreamSupporters))
            .Tell(Switch(MembershipClass.DownstreamSupporters, MembershipClass.IndustrialUsers)).sent,
        .. Joined().MoveTo("2024-03-01").Tell(new FindingsNews(Source: null, Day("2024-03-01"), Majors: 1, Sasha))
            .Tell(Certificate(CertificateLevel.Full, "2024-03-01", "2027-02-28")).MoveTo("2025-10-01").sent,
    ];

    private static DutyLife Joined() =>
        new DutyLife("2024-02-18").Tell(new MemberNews.Joined(Member, MembershipClass.IndustrialUsers, Day("2024-02-18")));

    private static ProgressNews Progress(CertificationProgress progress) => new(progress, Day("2024-06-01"), Source: null, Sasha);

    private static MemberNews.ClassChanged Switch(MembershipClass before, MembershipClass after) =>
        new(Member, before, after, Day("2026-03-01"), Sasha);

    private static CertificateNews Certificate(CertificateLevel level, string issued, string expires) => new(
        new CertificateFacts(
            CaseId.From("CRT", 7),
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            level,
            Day(issued),
            Day(expires),
            EndedOn: null,
            SupersededBy: null,
            Suspended: false,
            Maturity.Medium,
            OnSiteEndedOn: null,
            Majors: 0,
            Scope: null,
            PerformanceStandardBy: null),
        Sasha);

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);

    private DutyLife Tell(ICaseNews news) => Take(DutyProcedure.Hear(duty, news, now, CertificationTerms.Shipped));

    private DutyLife Do(DutyCommand command) => Take(DutyProcedure.Decide(duty, command, now, CertificationTerms.Shipped));

    private DutyLife MoveTo(string day)
    {
        while (DutyProcedure.Next(duty, CertificationTerms.Shipped).WakesAt is { } wakes && wakes <= Noon(day))
        {
            now = wakes;
            Do(new DutyCommand.TimePasses());
        }

        now = Noon(day);
        return this;
    }

    private DutyLife Take(Decision<Duty> decision)
    {
        Decision<Duty>.Accepted accepted = Assert.IsType<Decision<Duty>.Accepted>(decision);
        duty = accepted.Case;
        sent.AddRange(accepted.Effects.OfType<Effect.SendMail>());
        return this;
    }
}
