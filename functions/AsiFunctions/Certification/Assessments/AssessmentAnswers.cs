using System.Diagnostics;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Assessments;

/// <summary>How decisions about self-assessments are answered.</summary>
internal static class AssessmentAnswers
{
    // What the procedure refuses because of what was sent, and the member of the body it concerns; all else is a conflict with the state.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["no-such-evidence"] = "/evidence",
        ["evidence-retired"] = "/evidence",
        ["evidence-infected"] = "/evidence",
        ["too-much-text"] = "/explanation",
    };

    /// <summary>The answer to a decision.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="done">The answer where it took effect, or was so already.</param>
    public static IResult Of(DecideOutcome<SelfAssessment> outcome, Func<Stored<SelfAssessment>, IResult> done) => outcome switch
    {
        DecideOutcome<SelfAssessment>.Applied applied => done(applied.Stored),
        DecideOutcome<SelfAssessment>.Refused { Code: AssessmentProcedure.Unchanged } refused => done(refused.Stored),
        DecideOutcome<SelfAssessment>.Refused { Code: AssessmentDesk.NotYours or AssessmentProcedure.NoSuchCriterion } => Problems.NotFound(),
        DecideOutcome<SelfAssessment>.Refused refused when Fields.TryGetValue(refused.Code, out string? field) =>
            Problems.InvalidForm([new Fault(field, refused.Code, refused.Message)]),
        DecideOutcome<SelfAssessment>.Refused refused => Problems.Conflict(refused.Code, refused.Message),
        DecideOutcome<SelfAssessment>.Stale => Problems.PreconditionFailed(),
        DecideOutcome<SelfAssessment>.NotFound => Problems.NotFound(),
        _ => throw new UnreachableException(),
    };

    /// <summary>400: the account that was named is not somebody who has access for the member.</summary>
    public static IResult NoSuchColleague() =>
        Problems.InvalidForm([new Fault("/account", "no-such-colleague", "Name a colleague who has access for your organisation.")]);

    /// <summary>409: the version of the standard was taken away by the operator.</summary>
    public static IResult NotLoaded(SelfAssessment assessment) =>
        Problems.Conflict(AssessmentDesk.NotLoaded, $"{assessment.Standard} is not loaded any more; please ask ASI.");
}
