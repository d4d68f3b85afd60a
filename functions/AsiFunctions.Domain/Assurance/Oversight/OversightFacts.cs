using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>What the oversight of one audit took: for the statistics, the dashboard and the annual impartiality review. It names no person.</summary>
/// <param name="Audit">The audit.</param>
/// <param name="Firm">The audit firm.</param>
/// <param name="FirmName">Its name then.</param>
/// <param name="Type">Why there was an audit.</param>
/// <param name="Standard">The version that was audited against.</param>
/// <param name="SubmittedOn">When the first revision of the report came.</param>
/// <param name="DecidedOn">When it was decided; null while it is not.</param>
/// <param name="Level">What was released; null where it is not decided, or was declined.</param>
/// <param name="Departed">True where the decision is not what the outcome rules say.</param>
/// <param name="Days">Days from the first revision to the decision; null while it is not decided.</param>
/// <param name="DaysWithAuditor">Of them, days in which a clarification waited for its answer.</param>
/// <param name="Rounds">Rounds of clarification.</param>
/// <param name="Steps">What each review took, in order.</param>
/// <param name="Clarifications">The rounds, in order.</param>
public sealed record OversightFacts(
    CaseId Audit,
    CaseId Firm,
    string FirmName,
    AuditType Type,
    StandardRef Standard,
    DateOnly SubmittedOn,
    DateOnly? DecidedOn,
    CertificateLevel? Level,
    bool Departed,
    int? Days,
    int DaysWithAuditor,
    int Rounds,
    IReadOnlyList<StepFact> Steps,
    IReadOnlyList<ClarificationFact> Clarifications)
{
    /// <summary>Of an audit; null before its report came.</summary>
    public static OversightFacts? Of(Audit audit)
    {
        if (!audit.IsInOversight)
        {
            return null;
        }

        DateOnly submitted = audit.Revisions[0].SubmittedOn;
        ClarificationFact[] clarifications =
        [
            .. audit.Clarifications.Select(round => new ClarificationFact(
                round.Round,
                round.Step,
                round.Topic,
                round.AskedOn,
                round.AnsweredOn,
                Between(round.AskedOn, round.AnsweredOn ?? round.WithdrawnOn))),
        ];
        return new OversightFacts(
            audit.Id,
            audit.Subject.Firm,
            audit.Subject.FirmName,
            audit.Subject.Type,
            audit.Subject.Standard,
            submitted,
            audit.Decision?.On,
            audit.Decision?.Level,
            audit.Decision?.Departs == true,
            Between(submitted, audit.Decision?.On),
            clarifications.Sum(clarification => clarification.Days ?? 0),
            clarifications.Length,
            [.. audit.Reviews.Select(review => StepFact.Of(review))],
            clarifications);
    }

    private static int? Between(DateOnly from, DateOnly? to) => to?.DayNumber - from.DayNumber;
}

/// <summary>What one review took.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Revision">The revision that was reviewed.</param>
/// <param name="Result">What became of it.</param>
/// <param name="FinishedOn">When it was decided.</param>
/// <param name="Days">Days from its opening to its decision.</param>
public sealed record StepFact(OversightStep Step, int Revision, ReviewResult Result, DateOnly FinishedOn, int Days)
{
    internal static StepFact Of(StepReview review)
    {
        DateOnly finished = DateOnly.FromDateTime(review.FinishedAt.UtcDateTime);
        return new StepFact(review.Step, review.Revision, review.Result, finished, finished.DayNumber - review.StartedOn.DayNumber);
    }
}

/// <summary>What one clarification took.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Step">The step that asked.</param>
/// <param name="Topic">What it was about.</param>
/// <param name="AskedOn">When.</param>
/// <param name="AnsweredOn">When the answer came; null while it is awaited, and where it never came.</param>
/// <param name="Days">Days until the answer, or until it was done without; null while it is awaited.</param>
public sealed record ClarificationFact(int Round, OversightStep Step, ClarificationTopic Topic, DateOnly AskedOn, DateOnly? AnsweredOn, int? Days);
