using System.Globalization;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>
/// What can be wrong with what the Secretariat sends, before the record is looked at. All faults at once; pointers are those of the body.
/// </summary>
public static class AccreditationFaults
{
    /// <summary>Characters of a name, of a firm, a person, a body or an exam.</summary>
    public const int MaxName = 200;

    /// <summary>Characters of a reference, a module's code or a version.</summary>
    public const int MaxCode = 64;

    /// <summary>What is wrong with a firm's registration.</summary>
    /// <param name="registration">As sent.</param>
    /// <param name="earliest">The first day on which there are terms.</param>
    /// <param name="today">The last day.</param>
    public static IReadOnlyList<Fault> Of(FirmRegistration registration, DateOnly earliest, DateOnly today) =>
    [
        .. Text(registration.Name, "/name", MaxName, "Please write the firm's name."),
        .. Of(registration.Contact, "/contact"),
        .. registration.Bodies.Count > AuditFirmProcedure.MostBodies
            ? [TooMany("/bodies", AuditFirmProcedure.MostBodies)]
            : registration.Bodies.Index().SelectMany(body => Of(body.Item, Place("/bodies", body.Index))),
        .. Registered(registration.RegisteredOn, earliest, today),
    ];

    /// <summary>What is wrong with an auditor's registration.</summary>
    public static IReadOnlyList<Fault> OfAuditor(string name, DateOnly? registeredOn, DateOnly earliest, DateOnly today) =>
        [.. Text(name, "/name", MaxName, "Please write the auditor's name."), .. Registered(registeredOn, earliest, today)];

    /// <summary>What is wrong with a contact.</summary>
    public static IEnumerable<Fault> Of(FirmContact contact, string path) =>
    [
        .. Text(contact.Name, $"{path}/name", MaxName, "Please write the person's name."),
        .. PlainText.IsEmail(contact.Email) ? (Fault[])[] : [new Fault($"{path}/email", FaultCodes.Malformed, "This is no e-mail address.")],
        .. contact.Language is "en" or "zh" ? (Fault[])[] : [new Fault($"{path}/language", FaultCodes.NotOffered, "Write en or zh.")],
    ];

    /// <summary>What is wrong with a body's accreditation.</summary>
    public static IEnumerable<Fault> Of(BodyAccreditation? body, string path) => body is null
        ? [new Fault(path, FaultCodes.Required, "Say for which ISO standard, by which body, under which reference, and from when.")]
        :
        [
            .. Text(body.Body, $"{path}/body", MaxName, "Please write the accreditation body's name."),
            .. Text(body.Reference, $"{path}/reference", MaxCode, "Please write the number of the accreditation."),
            .. body.To < body.From ? [new Fault($"{path}/to", FaultCodes.Inconsistent, "The last day is not before the first.")] : (Fault[])[],
        ];

    /// <summary>What is wrong with a scope that is asked for.</summary>
    public static IReadOnlyList<Fault> Of(ScopeGrant grant, DateOnly today) =>
    [
        .. List(grant.Activities, "/activities", SupplyChainActivities.All.Count, "Please choose at least one supply chain activity."),
        .. grant.Activities.Take(SupplyChainActivities.All.Count).Index()
            .Where(activity => activity.Item.OfferedFrom > (grant.From ?? today))
            .Select(activity => new Fault(
                Place("/activities", activity.Index),
                FaultCodes.NotOffered,
                $"{activity.Item.EnglishName} is offered from {activity.Item.OfferedFrom:yyyy-MM-dd}.")),
        .. List(grant.Countries, "/countries", Countries.Codes.Count, "Please choose at least one country."),
        .. grant.Countries.Take(Countries.Codes.Count).Index()
            .Where(country => !Countries.IsKnown(country.Item))
            .Select(country => new Fault(
                Place("/countries", country.Index),
                FaultCodes.NotOffered,
                "Write a country's code of two capital letters (ISO 3166-1), such as NO.")),
        .. grant.To < grant.From ? [new Fault("/to", FaultCodes.Inconsistent, "The last day is not before the first.")] : (Fault[])[],
    ];

    /// <summary>What is wrong with a training module's code.</summary>
    public static IReadOnlyList<Fault> OfModule(string module) =>
        module.Length is 0 or > MaxCode || !module.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            ? [new Fault("/module", FaultCodes.Malformed, "Write the module's code in small letters, digits and dashes, such as auditor-ps.")]
            : [];

    /// <summary>What is wrong with an exam's name and version.</summary>
    public static IReadOnlyList<Fault> OfExam(string name, StandardRef standard) =>
    [
        .. Text(name, "/name", MaxName, "Please write how the exam is called."),
        .. Text(standard.Version, "/version", MaxCode, "Please write the standard's version, such as V3."),
    ];

    /// <summary>What is wrong with the days of something that happened and counts for a while.</summary>
    /// <param name="on">When it happened.</param>
    /// <param name="path">A JSON pointer: where that day is in the body.</param>
    /// <param name="until">The last day on which it counts, under <c>/validUntil</c>; null where it is not given.</param>
    /// <param name="today">Nothing happened later.</param>
    public static IEnumerable<Fault> Happened(DateOnly on, string path, DateOnly? until, DateOnly today) =>
    [
        .. on > today ? [new Fault(path, FaultCodes.OutOfRange, "Recorded is what has happened by today.")] : (Fault[])[],
        .. until < on ? [new Fault("/validUntil", FaultCodes.Inconsistent, "It cannot stop counting before it happened.")] : (Fault[])[],
    ];

    private static IEnumerable<Fault> Registered(DateOnly? on, DateOnly earliest, DateOnly today) => on < earliest || on > today
        ? [new Fault("/registeredOn", FaultCodes.OutOfRange, $"Give a day from {earliest:yyyy-MM-dd} to today, or leave it out.")]
        : [];

    private static IEnumerable<Fault> Text(string text, string path, int most, string needed) =>
        string.IsNullOrWhiteSpace(text) ? [new Fault(path, FaultCodes.Required, needed)]
        : text.Length > most ? [new Fault(
            path, FaultCodes.TooLong, string.Create(CultureInfo.InvariantCulture, $"Please use at most {most} characters."))]
        : !PlainText.IsPlain(text, allowLines: false) ? [new Fault(
            path, FaultCodes.ControlCharacter, "The text holds a line break or control character; please type it again.")]
        : [];

    private static IEnumerable<Fault> List<T>(IReadOnlyList<T> items, string path, int most, string needed) =>
        items.Count == 0 ? [new Fault(path, FaultCodes.Required, needed)]
        : items.Count > most ? [TooMany(path, most)]
        : items.Index().Where(item => items.Take(item.Index).Contains(item.Item)).Select(item => new Fault(
            Place(path, item.Index), FaultCodes.Doubled, "This is in the list already."));

    private static Fault TooMany(string path, int most) =>
        new(path, FaultCodes.TooLong, string.Create(CultureInfo.InvariantCulture, $"At most {most} entries."));

    private static string Place(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}/{index}");
}
