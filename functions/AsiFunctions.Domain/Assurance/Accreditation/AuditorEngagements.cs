using System.Globalization;
using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Assurance.Accreditation.AccreditationProcedure;
using static AsiFunctions.Domain.Assurance.Accreditation.AuditorCommand;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>For which firms an auditor works. Timelines keep that to ASI: firms do not learn of one another.</summary>
internal static class AuditorEngagements
{
    public static Decision<Auditor> Begin(Auditor auditor, Engage command, DateOnly today)
    {
        DateOnly from = command.From ?? today;
        if (auditor.Engagements.FirstOrDefault(engagement => engagement.Firm == command.Firm && engagement.IsOpenOn(from)) is { } there)
        {
            return Refuse<Auditor>("already-engaged", there.To is { } to
                ? $"The auditor works for {command.Firm} until {to.InWords()}; give a later day."
                : $"The auditor works for {command.Firm} since {there.From.InWords()}.");
        }

        return auditor.Engagements.Count >= AuditorProcedure.MostRecords
            ? Refuse<Auditor>(
                "too-many", string.Create(CultureInfo.InvariantCulture, $"There are {AuditorProcedure.MostRecords} engagements already."))
            : Accept(
                auditor,
                [.. auditor.Engagements, new FirmEngagement(command.Firm, command.Account, from, To: null)],
                "engaged",
                command.By,
                command.Firm);
    }

    public static Decision<Auditor> Link(Auditor auditor, LinkAccount command, DateOnly today) => OpenAt(auditor, command.Firm, today) switch
    {
        null => NotEngaged(command.Firm),
        { Account: { } account } when account == command.Account => Refuse<Auditor>("no-change", "This account is on record already."),
        { } open => Accept(auditor, Replaced(auditor, open, open with { Account = command.Account }), "account-linked", command.By, command.Firm),
    };

    public static Decision<Auditor> End(Auditor auditor, Disengage command, DateOnly today)
    {
        DateOnly to = command.To ?? today;
        return OpenAt(auditor, command.Firm, today) switch
        {
            null => NotEngaged(command.Firm),
            { } open when to < open.From => Refuse<Auditor>(
                "ends-before-it-begins", $"The engagement began on {open.From.InWords()}; give that day or a later one."),
            { To: { } until } when until <= to => Refuse<Auditor>("already-decided", $"The engagement ends on {until.InWords()}."),
            { } open => Accept(auditor, Replaced(auditor, open, open with { To = to }), "disengaged", command.By, command.Firm),
        };
    }

    public static IReadOnlyList<FirmEngagement> AllEnded(IReadOnlyList<FirmEngagement> engagements, DateOnly on) =>
        [.. engagements.Select(engagement => engagement.IsOpenOn(on) ? engagement with { To = on } : engagement)];

    private static FirmEngagement? OpenAt(Auditor auditor, CaseId firm, DateOnly today) =>
        auditor.Engagements.LastOrDefault(engagement => engagement.Firm == firm && engagement.IsOpenOn(today));

    private static IReadOnlyList<FirmEngagement> Replaced(Auditor auditor, FirmEngagement before, FirmEngagement after) =>
        [.. auditor.Engagements.Select(engagement => ReferenceEquals(engagement, before) ? after : engagement)];

    private static Decision<Auditor>.Accepted Accept(
        Auditor auditor, IReadOnlyList<FirmEngagement> engagements, string what, Actor by, CaseId firm) =>
        new(auditor with { Engagements = engagements }, [new CaseEvent(what, by, firm.Value, Public: false)], []);

    private static Decision<Auditor>.Refused NotEngaged(CaseId firm) => Refuse<Auditor>("not-engaged", $"The auditor does not work for {firm}.");
}
