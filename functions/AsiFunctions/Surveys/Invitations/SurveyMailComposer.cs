using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Domain.Time;
using AsiFunctions.Forms;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>Says who receives an invitation and its reminders, and with which values; see <see cref="SurveyMail"/>.</summary>
/// <remarks>Nothing is sent to who has replied, opted out, whose round has closed or is full, or in whose place another is the contact now.</remarks>
public sealed class SurveyMailComposer(
    ICaseStore cases,
    RoundStore rounds,
    SurveyRecipients recipients,
    SurveyOptOuts optOuts,
    SurveyInvitationDesk desk,
    SurveyTokens tokens,
    FormCatalogue forms,
    PortalLinks links) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => SurveyInvitation.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<SurveyInvitation>(id, cancellation) is not { Case: { IsOver: false, Survey: { } survey } invitation }
            || await cases.FindAsync<Survey>(survey, cancellation) is not { Case: { IsOpen: true } round }
            || await desk.HasRepliedAsync(survey, id, cancellation)
            || await rounds.IsFullAsync(round, cancellation)
            || await recipients.OfAsync(invitation, cancellation) is not { } recipient
            || SurveyOptOuts.HashOf(recipient.Address) != invitation.To
            || await optOuts.HasAsync(recipient.Address, cancellation))
        {
            return null;
        }

        return new MailDraft([recipient], Values(invitation, round.Plan, Languages.Find(recipient.Language) ?? Language.English));
    }

    private Dictionary<string, string> Values(SurveyInvitation invitation, SurveyPlan plan, Language language)
    {
        string token = tokens.TokenFor(invitation.Id);
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["survey"] = forms.Find(plan.Form, plan.FormVersion)?.Title.In(language) ?? plan.Title,
            ["minutes"] = plan.Minutes.ToString(CultureInfo.InvariantCulture),
            ["link"] = links.To($"survey-replies/{token}"),
            ["optOut"] = links.To($"survey-opt-out/{token}"),
        };
        if (plan.ClosesOn is { } last)
        {
            values["until"] = Dates.Iso(last);
        }

        if (invitation.Certificate is { } certificate)
        {
            values["certificate"] = certificate.Value;
        }

        return values;
    }
}
