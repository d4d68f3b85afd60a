using System.Diagnostics.CodeAnalysis;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AsiFunctions.Surveys;

/// <summary>The tokens by which people reply: derived from their invitation, so that a reminder can rebuild them, and never stored.</summary>
/// <remarks>
/// A token is secret: behind the # of links and in the header only. The names under which a reply's
/// pages and the mark of its end are kept are derived with other purposes: without the app's keys nobody can tell which invitation they belong to.
/// </remarks>
public sealed class SurveyTokens(SecretKeys keys)
{
    /// <summary>The request header that carries a token.</summary>
    public const string Header = "X-Survey-Token";

    private const string TokenPurpose = "survey-token";
    private const string DraftPurpose = "survey-draft";
    private const string SpentPurpose = "survey-spent";
    private const string RepeatPurpose = "survey-repeat";
    private const char Separator = '.';

    /// <summary>The token of an invitation: its id, a dot and 27 characters of base64url.</summary>
    public string TokenFor(CaseId invitation) => $"{invitation}{Separator}{keys.Derive(TokenPurpose, invitation.Value)}";

    /// <summary>Reads the token of a request, made with this or an earlier secret. Compared in fixed time. No round trip.</summary>
    public bool TryRead(HttpRequest request, [NotNullWhen(true)] out CaseId? invitation)
    {
        invitation = null;
        StringValues header = request.Headers[Header];
        if (header is not [{ Length: < 100 } token] || token.IndexOf(Separator, StringComparison.Ordinal) is not (> 0 and int dot))
        {
            return false;
        }

        if (!CaseId.TryParse(token[..dot], out CaseId? id)
            || id.Value.Prefix != SurveyInvitation.Prefix
            || !keys.Verify(TokenPurpose, id.Value.Value, token[(dot + 1)..]))
        {
            return false;
        }

        invitation = id;
        return true;
    }

    /// <summary>The keys of the rows under which the pages of an unfinished reply may stand, the one to write to first.</summary>
    internal IReadOnlyList<string> DraftKeys(CaseId invitation) =>
        [.. keys.DeriveAll(DraftPurpose, invitation.Value).Select(name => SurveyTable.DraftFrom + name)];

    /// <summary>The keys of the rows that may say that the token has replied, the one to write to first.</summary>
    internal IReadOnlyList<string> SpentKeys(CaseId invitation) =>
        [.. keys.DeriveAll(SpentPurpose, invitation.Value).Select(name => SurveyTable.SpentFrom + name)];

    /// <summary>
    /// What a repeat of the same request is known by; nothing where it bears no Idempotency-Key.
    /// The key, which only the sender knows, goes into it: from what is stored nobody can find out the reply by trying.
    /// </summary>
    internal string RepeatMark(Http.IdempotencyKey? key) => key is null ? "" : keys.Derive(RepeatPurpose, $"{key.Value}\n{key.BodyHash}");
}
