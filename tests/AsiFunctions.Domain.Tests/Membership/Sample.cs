using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>Plainly made-up people, firms and days that the tests share.</summary>
internal static class Sample
{
    public static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    public static readonly Actor Bo = new("bo", Role.Board, "Bo Board");
    public static readonly Actor Bela = new("bela", Role.Board, "Bela Board");
    public static readonly Actor Mia = new("mia", Role.Member, "Mia Member");

    public static readonly CaseId Reference = CaseId.From("APP", 0x1_2345_6789);
    public static readonly CaseId Objector = CaseId.From("MEM", 77);
    public static readonly FormVersion Form = new("membership-application", 1, "en");

    public static History<AdmissionTerms> Terms => AdmissionTerms.Shipped;

    public static ApplicationAnswers Answers(
        MembershipClass @class = MembershipClass.IndustrialUsers, params IReadOnlyList<SupplyChainActivity> activities) => new(
        new OrganisationDetails(
            "Example Extrusions Ltd", "Example", "12345", "NO", "1 Example Street", "https://www.example.org", Parent: null, Subsidiaries: []),
        @class,
        "Makes window frames.",
        activities.Count > 0 ? activities : [SupplyChainActivity.OtherManufacturingOrSale],
        ["NO", "SE"],
        @class.SizeBasis == SizeBasis.Turnover ? SizeDeclaration.OfTurnover(250_000_000, 2025) : SizeDeclaration.OfStaff(40),
        new Contacts(
            new Contact("Pat Primary", "pat@example.org", "Head of purchasing", Phone: null),
            Billing: null,
            new Contact("Sam Signatory", "sam@example.org", Position: null, Phone: null)),
        new HeardAbout("business-partner-supplier-or-customer", Other: null),
        @class.MayBeCertified ? new CertificationIntent("The plant at Example", new DateOnly(2027, 12, 31)) : null,
        new Declarations(["constitution", "antitrust-policy"], "Sam Signatory", new DateOnly(2026, 1, 5)));

    public static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);

    public static DateTimeOffset Midnight(string day) => new(Day(day), TimeOnly.MinValue, TimeSpan.Zero);

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
