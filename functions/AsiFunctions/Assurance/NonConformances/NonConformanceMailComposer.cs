using System.Globalization;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>Says who receives a non-conformance's messages, and with which values; see <see cref="NonConformanceMail"/>.</summary>
public sealed class NonConformanceMailComposer(
    ICaseStore cases, MemberList members, IFirmContacts firms, PortalLinks links, MembershipSettings settings, NonConformanceSettings terms) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => NonConformance.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<NonConformance>(id, cancellation) is not { Case: { } nonConformance } || IsOvertaken(nonConformance, what))
        {
            return null;
        }

        List<NonConformance> told = await ToldOfAsync(nonConformance, what, cancellation);
        if (told.Exists(other => other.Finding.Number < nonConformance.Finding.Number))
        {
            return null;
        }

        IReadOnlyList<MailRecipient> recipients = await RecipientsAsync(nonConformance, what.To, cancellation);
        return recipients.Count == 0 ? null : new MailDraft(recipients, Values(nonConformance, what, others: told.Count));
    }

    /// <summary>A message about a step that is over, since it waited to be sent; what was decided is told in any case.</summary>
    private static bool IsOvertaken(NonConformance nonConformance, Effect.SendMail what) => what.Template switch
    {
        NonConformanceMail.Reminder or NonConformanceMail.ReviewReminder or NonConformanceMail.ReviewAsked or NonConformanceMail.Escalation =>
            what.Facts?.GetValueOrDefault("due") != nonConformance.Step.Due?.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => false,
    };

    /// <summary>The others of the same audit of which a reminder tells too; none for other messages. 16 range reads.</summary>
    private async Task<List<NonConformance>> ToldOfAsync(NonConformance nonConformance, Effect.SendMail what, CancellationToken cancellation)
    {
        List<NonConformance> told = [];
        if (what.Template is not (NonConformanceMail.Reminder or NonConformanceMail.ReviewReminder))
        {
            return told;
        }

        await foreach (Stored<NonConformance> stored in cases.ListAsync<NonConformance>(NonConformance.Prefix, cancellation))
        {
            if (stored.Case.Id != nonConformance.Id
                && stored.Case.Subject.Audit == nonConformance.Subject.Audit
                && NonConformanceProcedure.IsToldBy(stored.Case, what, terms.Terms))
            {
                told.Add(stored.Case);
            }
        }

        return told;
    }

    private async Task<IReadOnlyList<MailRecipient>> RecipientsAsync(NonConformance nonConformance, Role to, CancellationToken cancellation) =>
        to switch
        {
            Role.Secretariat => One(settings.Secretariat),
            Role.LeadAuditor => await firms.OfAsync(nonConformance.Subject.Firm, cancellation),
            _ => One(await members.ContactAsync(nonConformance.Subject.Member, cancellation)),
        };

    private Dictionary<string, string> Values(NonConformance nonConformance, Effect.SendMail what, int others)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["reference"] = nonConformance.Id.Value,
            ["organisation"] = nonConformance.Subject.MemberName,
            ["criterion"] = $"{nonConformance.Finding.Criterion} {nonConformance.CriterionTitle}",
            ["grade"] = nonConformance.Grade is NonConformanceGrade.Major ? "major" : "minor",
            ["scope"] = nonConformance.Subject.ScopeName,
            ["link"] = links.To($"non-conformances/{nonConformance.Id}"),
        };
        if (others > 0)
        {
            values["others"] = others.ToString(CultureInfo.InvariantCulture);
        }

        if (Words(nonConformance, what) is { } words)
        {
            values["reason"] = words;
        }

        return values;
    }

    /// <summary>The auditor's words, for the member.</summary>
    private static string? Words(NonConformance nonConformance, Effect.SendMail what) => what.Template switch
    {
        NonConformanceMail.PlanReturned => nonConformance.Records.OfType<NonConformanceRecord.PlanReturn>().LastOrDefault()?.Reason,
        NonConformanceMail.Reviewed => nonConformance.Records.LastOrDefault(record => record.Name == what.Facts?.GetValueOrDefault("how"))?.Words,
        NonConformanceMail.Closed => nonConformance.Closed?.Note,
        _ => null,
    };

    private static IReadOnlyList<MailRecipient> One(MailRecipient? recipient) => recipient is null ? [] : [recipient];
}
