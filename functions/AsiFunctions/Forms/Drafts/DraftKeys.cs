using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Forms.Drafts;

/// <summary>The keys that open drafts: derived from the draft's id, never stored.</summary>
/// <remarks>A key is secret: in answers, headers and behind the # of links only.</remarks>
public sealed class DraftKeys(SecretKeys keys)
{
    /// <summary>The request header that carries a key.</summary>
    public const string Header = "X-Draft-Key";

    private const string Purpose = "draft-key";

    /// <summary>The key of a draft: 27 characters of base64url.</summary>
    public string KeyFor(CaseId id) => keys.Derive(Purpose, id.Value);

    /// <summary>True when the request carries the draft's key, made with this or an earlier secret. Compared in fixed time.</summary>
    public bool Matches(CaseId id, HttpRequest request) =>
        id.Prefix == Draft.Prefix && keys.Verify(Purpose, id.Value, request.Headers[Header].ToString());
}
