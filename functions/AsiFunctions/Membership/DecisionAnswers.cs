using System.Diagnostics;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Membership;

/// <summary>How decisions about applications and members are answered.</summary>
internal static class DecisionAnswers
{
    /// <summary>Characters that a person's own words may have.</summary>
    public const int MaxWords = 4000;

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

    /// <summary>A person's own words, without blanks around them; null where nothing was said.</summary>
    public static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What is wrong with a person's own words.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="pointer">The member of the body.</param>
    /// <param name="needed">What to write; null where they may be left out.</param>
    public static Fault? Check(string? text, string pointer, string? needed) => Words(text) switch
    {
        null when needed is not null => new Fault(pointer, FaultCodes.Required, needed),
        { Length: > MaxWords } => new Fault(pointer, FaultCodes.TooLong, $"Please use at most {MaxWords} characters."),
        _ => null,
    };
}
