using System.Text.Json;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Forms;

/// <summary>The form <c>membership-application</c>: from its answers to the typed declaration, and from the rules' words to its fields.</summary>
public static class MembershipApplicationForm
{
    /// <summary>The form's id.</summary>
    public const string Id = "membership-application";

    private static readonly Dictionary<string, SupplyChainActivity> ActivityOf =
        SupplyChainActivities.All.ToDictionary(activity => JsonSerializer.SerializeToElement(activity).GetString()!, StringComparer.Ordinal);

    /// <summary>The typed declaration.</summary>
    /// <param name="answers">Without faults.</param>
    public static ApplicationAnswers Read(FormAnswers answers)
    {
        _ = MembershipClasses.TryParse(answers.Choice("class"), out MembershipClass @class);
        return new ApplicationAnswers(
            new OrganisationDetails(
                answers.Text("legalName"),
                answers.TextOrNull("tradingName"),
                answers.Text("registrationNumber"),
                answers.Choice("headOfficeCountry"),
                answers.Text("headOfficeAddress"),
                answers.TextOrNull("website"),
                answers.TextOrNull("parentCompany"),
                Lines(answers.TextOrNull("subsidiaries"))),
            @class,
            answers.Text("classBasis"),
            [.. answers.Choices("activities").Select(value => ActivityOf[value])],
            answers.Choices("countriesOfOperation"),
            @class.SizeBasis is SizeBasis.Turnover
                ? SizeDeclaration.OfTurnover(answers.NumberOrNull("annualTurnover")!.Value, (int)answers.NumberOrNull("turnoverYear")!.Value)
                : SizeDeclaration.OfStaff(answers.NumberOrNull("staff")!.Value),
            new Contacts(
                ReadContact(answers, "primary"),
                answers.Yes("billingDiffers") ? ReadContact(answers, "billing") : null,
                ReadContact(answers, "signatory")),
            new HeardAbout(answers.Choice("heardAbout"), answers.TextOrNull("heardAbout-Comment")),
            @class.MayBeCertified
                ? new CertificationIntent(
                    answers.Text("certificationScope"), answers.DateOrNull("certificationTargetDate"), answers.YesOrNull("considersChainOfCustody"))
                : null,
            new Declarations(answers.Choices("declarations"), answers.Text("signedBy"), answers.Date("signedOn")));
    }

    /// <summary>What the rules of membership have against a declaration, at the fields to change.</summary>
    /// <param name="application">The declaration.</param>
    /// <param name="language">The language of the messages.</param>
    /// <param name="today">The day for which the rules are asked, in UTC.</param>
    /// <param name="at">The JSON pointer to the answers in the request.</param>
    public static IReadOnlyList<Fault> Check(ApplicationAnswers application, Language language, DateOnly today, string at = "") =>
        [.. ClassRules.Check(application.Class, application.Activities, application.Size, today)
            .Select(fault => new Fault($"{at}/{Field(fault.Part, application)}", fault.Code, Message(fault, language)))];

    private static string Field(ClassFaultPart part, ApplicationAnswers application) => part switch
    {
        ClassFaultPart.Class => "class",
        ClassFaultPart.Activities => "activities",
        _ => application.Size.Basis is SizeBasis.Turnover ? "annualTurnover" : "staff",
    };

    private static string Message(ClassFault fault, Language language) => (language, fault.Code) switch
    {
        (Language.Chinese, "class-forced") => "从事铝土矿开采、氧化铝精炼或铝电解的组织属于“生产与转化”（PT）类别；请选择该类别。",
        (Language.Chinese, "activity-missing") => "“生产与转化”（PT）类别至少需要一项生产或转化铝土矿、氧化铝或铝的活动。",
        (Language.Chinese, "activity-not-offered") => "所选的一项活动目前尚未纳入 ASI 的活动范围。",
        (Language.Chinese, "size-basis") => "规模的计算依据与所选会员类别不符。",
        _ => fault.Message,
    };

    private static Contact ReadContact(FormAnswers answers, string who) => new(
        answers.Text($"{who}Name"),
        answers.Text($"{who}Email"),
        answers.TextOrNull($"{who}Position"),
        answers.TextOrNull($"{who}Phone"));

    private static string[] Lines(string? text) =>
        text?.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
