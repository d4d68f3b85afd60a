using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Surveys.Replies;

/// <summary>What the functions of replies share: whose token it is, to which round, and which form it answers.</summary>
public sealed class ReplyDesk(ICaseStore cases, SurveyTokens tokens, FormCatalogue forms)
{
    /// <summary>Reads the token of a request; null for one that nobody was invited with, whatever is wrong with it. Two point reads.</summary>
    internal async Task<ReplyToken?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return tokens.TryRead(request, out CaseId? id)
            && await cases.FindAsync<SurveyInvitation>(id.Value, cancellation) is { Case: { Survey: { } survey, InvitedOn: not null } invitation }
            && await cases.FindAsync<Survey>(survey, cancellation) is { Case: { } round }
            && forms.Find(round.Plan.Form, round.Plan.FormVersion) is { } form
            ? new ReplyToken(invitation, round, form)
            : null;
    }

    /// <summary>The language in which a reply is answered, or the fault of one that forms do not have.</summary>
    internal FormRequest Asked(ReplyToken token, string? language, HttpRequest request) =>
        FormRequest.Read(forms, token.Form.Id, token.Form.Version, language, request);

    /// <summary>409: the token has replied.</summary>
    internal static IResult AlreadyReplied() => Problems.Conflict(
        "already-replied",
        "You have replied to this survey, and your reply was received. It cannot be changed: it is not kept with your name, so nobody can find it.");

    /// <summary>409: the round is over.</summary>
    internal static IResult Closed() =>
        Problems.Conflict("survey-closed", "This survey is closed. The pages that you completed before that were counted.");

    /// <summary>409: as many have replied as were asked for.</summary>
    internal static IResult Full() =>
        Problems.Conflict("quota-reached", "As many replies as were asked for have been received. Thank you for your readiness.");
}

/// <summary>A token that somebody was invited with.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Survey">Its round.</param>
/// <param name="Form">The form, in the round's version.</param>
internal sealed record ReplyToken(SurveyInvitation Invitation, Survey Survey, FormDefinition Form);
