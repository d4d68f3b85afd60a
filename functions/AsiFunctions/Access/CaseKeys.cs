using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>The keys that applicants hold: derived from the reference, so that a repeated answer and a later e-mail can rebuild them.</summary>
/// <remarks>A key is secret: in answers, headers and behind the # of links only, never in logs, queues, histories or tables.</remarks>
public sealed class CaseKeys(SecretKeys keys)
{
    /// <summary>The request header that carries a key.</summary>
    public const string Header = "X-Case-Key";

    private const string Purpose = "case-key";

    /// <summary>The key of a case: 27 characters of base64url.</summary>
    public string KeyFor(CaseId id) => keys.Derive(Purpose, id.Value);

    /// <summary>True when the key is the case's, made with this or an earlier secret. Compared in fixed time.</summary>
    public bool Matches(CaseId id, string? key) => keys.Verify(Purpose, id.Value, key);
}
