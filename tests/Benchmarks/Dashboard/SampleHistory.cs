using System.Globalization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>
/// Plainly made-up members of the years since June 2015 and what grew around them, the same at
/// every run of a day. The same years whatever their number.
/// </summary>
/// <param name="count">How many members.</param>
/// <param name="today">The day until which they joined.</param>
internal sealed class SampleHistory(int count, DateOnly today)
{
    private static readonly DateOnly First = new(2015, 6, 1);
    private static readonly string[] Countries =
        ["NO", "DE", "CN", "BR", "AU", "CA", "IS", "JP", "US", "FR", "IT", "GB", "IN", "AE", "CH", "AT", "SE", "TR", "ZA", "MX"];
    private static readonly string[] Sources = ["business-partner-supplier-or-customer", "asi-website", "other"];
    private static readonly Actor Rae = new("rae", Role.Releaser, "Rae Releaser");

    private static readonly MembershipClass[] Classes =
    [
        MembershipClass.ProductionAndTransformation, MembershipClass.IndustrialUsers, MembershipClass.ProductionAndTransformation,
        MembershipClass.DownstreamSupporters,
        MembershipClass.IndustrialUsers,
        MembershipClass.ProductionAndTransformation,
        MembershipClass.GeneralSupporters,
        MembershipClass.ProductionAndTransformation, MembershipClass.IndustrialUsers, MembershipClass.CivilSociety,
    ];

    /// <summary>All members.</summary>
    public IEnumerable<Member> Members => Enumerable.Range(0, count).Select(number => Member(number, JoinedOn(number)));

    /// <summary>
    /// All cases: each member with its duty, four of five with a certificate, each second with its application, each fourth with an audit.
    /// </summary>
    public IEnumerable<ICase> Cases => Members.SelectMany((member, number) => CasesOf(member, number));

    /// <summary>A member.</summary>
    /// <param name="number">From 0; beyond the count for those that join later.</param>
    /// <param name="joined">The day.</param>
    public static Member Member(int number, DateOnly joined)
    {
        // An odd factor: no two numbers have the same bits.
        CaseId id = CaseId.From(Domain.Membership.Member.Prefix, ((ulong)number + 1) * 0x2_5F3A_9C15);
        MembershipClass @class = Classes[number % Classes.Length];
        Contact contact = new("Ada Sample", "ada.sample@example.org", "Head of Samples", Phone: null);
        return new Member(
            id,
            StepNumber: 1,
            new JoinDate(joined, JoinEvent.Payment, "join date by payment"),
            id.As(Application.Prefix),
            new MemberDetails(
                Organisation(number),
                Activities(@class, number),
                [Country(number), Country(number / 3)],
                new Contacts(contact, Billing: null, contact),
                "en",
                Heard(number),
                Certification: null),
            History.From(joined, @class),
            History.From(joined, Size(@class, number, joined.Year)),
            History.From<MemberStatus>(joined, new MemberStatus.Active()));
    }

    /// <summary>A member's duty upon its joining.</summary>
    public static Duty DutyOf(Member member)
    {
        Duty none = Duty.None(member.Id.As(Domain.Membership.Member.DutyPrefix));
        MemberNews news = new MemberNews.Joined(member.Id, member.Classes.Rows[0].Value, member.Joined.On);
        return Hear(none, news, member.Joined.On);
    }

    /// <summary>A certificate of a member.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="number">The member's.</param>
    /// <param name="issued">The first day.</param>
    /// <param name="prefixed">Tells the certificates of one member apart.</param>
    public static Certificate CertificateOf(Member member, int number, DateOnly issued, ulong prefixed = 0)
    {
        StandardRef standard = number % 4 == 3
            ? new(StandardCode.ChainOfCustody, "V2")
            : new(StandardCode.PerformanceStandard, issued.Year < 2023 ? "V2" : "V3");
        CertificateLevel level = number % 9 == 0 ? CertificateLevel.Provisional : CertificateLevel.Full;
        IReadOnlyList<SupplyChainActivity> activities = member.Details.Activities;
        CertifiedFacility[] facilities =
            [.. Enumerable.Range(1, 1 + (number % 3))
                .Select(n => new CertifiedFacility(Number("F", n), Number("Example Plant ", n), Country(number + n), activities))];
        AuditFindings audit = new(
            standard,
            AuditType.Initial,
            "Example Assurance Ltd",
            "a1b2c3",
            issued.AddDays(-60),
            issued.AddDays(-56),
            issued.AddDays(-56),
            Maturity.Medium,
            CorrectiveActionPlan.Approved,
            []);
        CaseId id = prefixed == 0 ? member.Id.As(Certificate.Prefix) : CaseId.From(Certificate.Prefix, prefixed * 0x2_5F3A_9C15);
        return new Certificate(
            id,
            StepNumber: 1,
            member.Id,
            member.Details.Organisation.LegalName,
            new CertifiedScope("S1", "All plants", "All of the plants, and what is made in them.", activities, facilities, []),
            standard,
            level,
            issued,
            CertificateValidity.Of(level, issued, CertificationTerms.Shipped.Latest.Value),
            issued,
            audit,
            Assessment: null,
            PerformanceStandardBy: null,
            TakenOver: null,
            Rae,
            Noon(issued),
            Records: []);
    }

    /// <summary>What a duty makes of news; unchanged where it does not concern it.</summary>
    public static Duty Hear(Duty duty, ICaseNews news, DateOnly on) =>
        DutyProcedure.Hear(duty, news, Noon(on), CertificationTerms.Shipped) is Decision<Duty>.Accepted heard ? heard.Case : duty;

    /// <summary>Midday in UTC.</summary>
    public static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private IEnumerable<ICase> CasesOf(Member member, int number)
    {
        yield return member;
        Duty duty = DutyOf(member);
        DateOnly issued = member.Joined.On.AddDays(200 + (number * 37 % 450));
        if (number % 5 != 0 && issued <= today)
        {
            Certificate certificate = CertificateOf(member, number, issued);
            duty = Hear(duty, CertificateProcedure.TellDuty(certificate, Rae).News, issued);
            yield return certificate;
        }

        yield return duty;
        if (number % 2 == 0)
        {
            yield return ApplicationOf(member, number);
        }

        if (number % 4 == 0)
        {
            yield return AuditOf(member, number);
        }
    }

    private static Application ApplicationOf(Member member, int number)
    {
        (string What, string Outcome)[] steps =
        [
            (AdmissionSteps.CompletenessCheck, AdmissionOutcomes.Complete),
            (AdmissionSteps.DueDiligence, "cleared"),
            (AdmissionSteps.NoticeToMembers, "closed"),
            (AdmissionSteps.BoardDecision, "approved"), (AdmissionSteps.Payment, "paid"),
        ];
        DateOnly submitted = member.Joined.On.AddDays(-60 - (number % 30));
        StepTaken[] taken = [.. steps.Select((step, n) => Taken(n, step.What, step.Outcome))];
        MemberDetails details = member.Details;
        return new Application(
            member.Application!.Value,
            StepNumber: 6,
            new ApplicationState.Admitted(member.Joined.On, member.Id, member.Joined),
            new ApplicationAnswers(
                details.Organisation,
                member.Classes.Rows[0].Value,
                "Made up.",
                details.Activities,
                details.Countries,
                member.Size,
                details.Contacts,
                Heard(number),
                Certification: null,
                new Declarations(["constitution", "antitrust-policy"], "Ada Sample", submitted)),
            new FormVersion("membership-application", 1, "en"),
            Noon(submitted),
            taken,
            []);

        StepTaken Taken(int n, string what, string outcome) => new(
            n + 1, what, submitted.AddDays(12 * n), new Deadline(submitted.AddDays((12 * n) + 15), "made up"), outcome, Actor.Machine,
            n == steps.Length - 1 ? member.Joined.On : submitted.AddDays(12 * (n + 1)), Reason: null);
    }

    private static Audit AuditOf(Member member, int number)
    {
        IReadOnlyList<SupplyChainActivity> activities = member.Details.Activities;
        AuditSubject subject = new(
            member.Id.As(Audit.Prefix),
            member.Id,
            member.Details.Organisation.LegalName,
            member.Class,
            CaseId.From("FRM", 1),
            "Example Assurance Ltd",
            AuditType.Initial,
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            "S1",
            "All plants",
            activities,
            [new AuditSite("F1", "Example Plant 1", Country(number), activities)],
            Assessment: null, Certificate: null);
        return AuditProcedure.Begin(subject, Rae, Noon(member.Joined.On.AddDays(100)), AuditRules.Shipped).Case;
    }

    private DateOnly JoinedOn(int number) => First.AddDays((int)((long)number * (today.DayNumber - 40 - First.DayNumber) / count));

    private static OrganisationDetails Organisation(int number) => new(
        Number("Example Works ", number),
        Number("Example ", number),
        Number("R", number),
        Country(number),
        "1 Example Street, Exampleton",
        "https://example.org",
        null,
        ["Example Trading Ltd"]);

    // Mines, refineries and smelters belong to PT; all others may change their class.
    private static SupplyChainActivity[] Activities(MembershipClass @class, int number)
    {
        SupplyChainActivity[] some = @class is MembershipClass.ProductionAndTransformation
            ? [.. SupplyChainActivities.All]
            : [SupplyChainActivity.SemiFabrication, SupplyChainActivity.MaterialConversion, SupplyChainActivity.OtherManufacturingOrSale];
        return [.. Enumerable.Range(0, 1 + (number % 3)).Select(n => some[(number + n) % some.Length])];
    }

    private static SizeDeclaration Size(MembershipClass @class, int number, int year) => @class.SizeBasis is SizeBasis.Turnover
        ? SizeDeclaration.OfTurnover((decimal)Math.Pow(10, 6 + (number * 7 % 5)), year - 1)
        : SizeDeclaration.OfStaff((decimal)Math.Pow(10, number % 4));

    private static HeardAbout Heard(int number) => new(Sources[number / 10 % Sources.Length], number / 10 % Sources.Length == 2 ? "Made up." : null);

    private static string Country(int number) => Countries[number % Countries.Length];

    private static string Number(string text, int number) => string.Create(CultureInfo.InvariantCulture, $"{text}{number}");
}
