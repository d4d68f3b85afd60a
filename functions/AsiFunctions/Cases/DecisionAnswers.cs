using System.Diagnostics;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Cases;

/// <summary>How decisions about cases are answered.</summary>
internal static class DecisionAnswers
{
    // What the procedure refuses because of what was sent, and the member of the body it concerns; all else is a conflict with the case's state.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["reason-required"] = "/reason",
        ["size-required"] = "/size",
        ["size-basis"] = "/size",
        ["class-forced"] = "/class",
        ["activity-missing"] = "/class",
        ["activity-not-offered"] = "/class",
        ["date-out-of-range"] = "/from",
        ["successor"] = "/into",
    };

    /// <summary>The answer to a decision.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="applied">The answer where it took effect.</param>
    public static IResult Of<TCase>(DecideOutcome<TCase> outcome, Func<Stored<TCase>, IResult> applied)
        where TCase : ICase => outcome switch
        {
            DecideOutcome<TCase>.Applied done => applied(done.Stored),
            DecideOutcome<TCase>.Refused { Code: "wrong-role" } refused => Problems.Forbidden(refused.Message),
            DecideOutcome<TCase>.Refused { Code: "no-such-objection" } => Problems.NotFound(),
            DecideOutcome<TCase>.Refused refused when Fields.TryGetValue(refused.Code, out string? field) =>
                Problems.InvalidForm([new Fault(field, refused.Code, refused.Message)]),
            DecideOutcome<TCase>.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            DecideOutcome<TCase>.Stale => Problems.PreconditionFailed(),
            DecideOutcome<TCase>.NotFound => Problems.NotFound(),
            _ => throw new UnreachableException(),
        };
}
