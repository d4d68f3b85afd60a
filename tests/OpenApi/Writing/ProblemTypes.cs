namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>The stable types of problems, by status. A problem that the app answers with and that is not here fails the test that met it.</summary>
internal static class ProblemTypes
{
    /// <summary>The codes that each status comes with.</summary>
    public static IReadOnlyDictionary<int, string[]> ByStatus { get; } = new Dictionary<int, string[]>
    {
        [400] = ["invalid-form", "invalid-parameter", "malformed-body", "idempotency-key-malformed"],
        [401] = ["unauthorized"],
        [403] = ["forbidden"],
        [404] = ["not-found"],
        [409] =
        [
            "already-accepted", "already-appealed", "already-closed", "already-decided", "already-done", "already-engaged", "already-open",
            "already-replied", "assessment-open", "assessment-outdated", "audit-running", "audit-too-early", "body-accreditation-missing", "busy",
            "cancelled", "certification-overdue", "certified-already", "checklist-incomplete", "claimed-by-another", "class-not-certified", "closed",
            "configured", "conversion", "date-out-of-range", "ends-before-it-begins", "expired", "firm-not-accredited", "four-eyes", "has-account",
            "in-oversight", "in-progress", "in-the-future", "in-the-past", "last-admin", "later-certificate", "library-full", "membership-ended",
            "membership-suspended", "no-certificate", "no-change", "no-clock", "no-such-scope", "not-accredited", "not-eligible", "not-failed",
            "not-full", "not-in-team", "not-provisional", "not-qualified", "not-yours", "nothing-to-appeal", "out-of-order", "over", "payment-day",
            "performance-standard-missing", "plan-notice", "ps-first", "quarantined", "quota-reached", "read-again", "reason-required",
            "scope-closed", "scope-empty", "scope-ends-before-it-begins", "standard-not-loaded", "submitted", "survey-closed", "too-early",
            "too-late", "too-many", "too-many-rounds", "too-many-scopes", "too-much-text", "version-in-use", "version-not-auditable", "withheld",
            "wrong-role",
        ],
        [410] = ["file-gone", "removed"],
        [412] = ["precondition-failed"],
        [413] = ["payload-too-large"],
        [415] = ["unsupported-media-type"],
        [422] = ["idempotency-key-reused"],
        [428] = ["precondition-required"],
        [429] = ["too-many-requests"],
        [500] = ["unforeseen"],
        [503] = ["unavailable", "not-counted-yet"],
    };
}
