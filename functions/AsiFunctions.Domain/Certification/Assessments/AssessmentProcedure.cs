using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>A self-assessment from its opening to its submission, or to its cancellation.</summary>
/// <remarks>Autosaves and assignments write no timeline line: there are hundreds, and who changed an answer last stands beside it.</remarks>
public static class AssessmentProcedure
{
    /// <summary>The code of a refusal where the answer says what is stored already.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>The code of a refusal where the criterion is at another version than the caller saw.</summary>
    public const string Stale = "stale";

    /// <summary>The code of a refusal where the version has no such criterion, or it does not apply to the scope.</summary>
    public const string NoSuchCriterion = "no-such-criterion";

    /// <summary>The code of a refusal where something is missing for submitting; <see cref="AssessmentProgress.Missing"/> says what.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>
    /// The code of a refusal where the texts are not those that the case knows of: they were read before or after somebody else's decision.
    /// </summary>
    public const string ReadAgain = "read-again";

    /// <summary>What comes next: nobody is reminded of a self-assessment by itself; the duty to certify does that.</summary>
    public static Step Next(SelfAssessment assessment) => assessment.State is AssessmentState.Open ? new Step.Rest() : new Step.End();

    /// <summary>A new cycle.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="opening">What it is about.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SelfAssessment>.Accepted Begin(CaseId id, Opening opening, Actor by, DateTimeOffset now)
    {
        SelfAssessment assessment = new(
            id,
            StepNumber: 1,
            opening.Member,
            opening.Scope.Key,
            opening.Version.Ref,
            opening.Scope.Activities,
            opening.Class,
            AssessmentState.Open,
            DateOnly.FromDateTime(now.UtcDateTime),
            SubmittedOn: null,
            opening.Previous?.Assessment.Id,
            opening.Request,
            new Dictionary<string, Mark>(StringComparer.Ordinal))
        {
            MainContact = by.Id,
        };
        AnswerSheet sheet = new(assessment, new Dictionary<string, ChapterAnswers>(StringComparer.Ordinal));
        if (opening.Previous is { } previous)
        {
            foreach ((string key, AnswerContent content) in AssessmentCopy.Of(previous, assessment.Standard, assessment.Criteria(opening.Version)))
            {
                sheet.Put(key, content, by, now);
            }
        }

        SelfAssessment begun = sheet.Assessment;
        return new Decision<SelfAssessment>.Accepted(begun, [new CaseEvent("opened", by)], [TellRegister(begun)]) { Parts = sheet.Parts };
    }

    /// <summary>Saves the answer to one criterion.</summary>
    /// <param name="assessment">The self-assessment as stored.</param>
    /// <param name="chapter">The answers of the criterion's chapter; null where there are none.</param>
    /// <param name="version">The version it is made against.</param>
    /// <param name="library">The member's evidence.</param>
    /// <param name="change">The answer.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SelfAssessment> Save(
        SelfAssessment assessment, ChapterAnswers? chapter, StandardVersion version, EvidenceLibrary library, AnswerChange change, DateTimeOffset now)
    {
        if (Closed(assessment) is { } closed)
        {
            return closed;
        }

        if (!Applies(assessment, version, change.Key))
        {
            return NotThere;
        }

        Answer? before = chapter?.Find(change.Key);
        if ((before?.Version ?? 0) != assessment.MarkOf(change.Key).Version)
        {
            return Refuse(ReadAgain, "The self-assessment changed meanwhile.");
        }

        if (change.Content.SaysTheSameAs(before?.Content ?? AnswerContent.Nothing))
        {
            return Refuse(Unchanged, "The criterion is answered like that already.");
        }

        if (change.IfVersion is { } seen && seen != assessment.MarkOf(change.Key).Version)
        {
            return Refuse(Stale, "A colleague has changed this criterion since you read it.");
        }

        if (EvidenceLinks.Check(library, change.Content.Evidence, before?.Content.Evidence ?? []) is { } wrong)
        {
            return Refuse(wrong.Code, wrong.Message);
        }

        AnswerSheet sheet = new(assessment, new Dictionary<string, ChapterAnswers>(StringComparer.Ordinal)
        {
            [ChapterAnswers.PartOf(change.Key)] = chapter ?? ChapterAnswers.Empty,
        });
        sheet.Put(change.Key, change.Content, change.By, now);
        return sheet.HasRoom ? new Decision<SelfAssessment>.Accepted(sheet.Assessment, [], []) { Parts = sheet.Parts } : TooMuch;
    }

    /// <summary>
    /// Saves the answers to many criteria, all or none. The rows were checked by <see cref="ImportCheck"/> against the same answers.
    /// </summary>
    /// <param name="assessment">The self-assessment as stored.</param>
    /// <param name="chapters">All answers, by the name of their part.</param>
    /// <param name="changes">Each criterion once.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SelfAssessment> Import(
        SelfAssessment assessment,
        IReadOnlyDictionary<string, ChapterAnswers> chapters,
        IReadOnlyCollection<AnswerChange> changes,
        DateTimeOffset now)
    {
        if (Closed(assessment) is { } closed)
        {
            return closed;
        }

        if (!Fit(assessment, chapters))
        {
            return Refuse(ReadAgain, "The self-assessment changed meanwhile.");
        }

        if (changes.Count == 0)
        {
            return Refuse(Unchanged, "All criteria are answered like that already.");
        }

        AnswerSheet sheet = new(assessment, new Dictionary<string, ChapterAnswers>(chapters, StringComparer.Ordinal));
        foreach (AnswerChange change in changes)
        {
            sheet.Put(change.Key, change.Content, change.By, now);
        }

        return sheet.HasRoom
            ? new Decision<SelfAssessment>.Accepted(sheet.Assessment, [new CaseEvent("answers-imported", changes.First().By)], [])
            {
                Parts =
                sheet.Parts
            }
            : TooMuch;
    }

    /// <summary>
    /// Names the colleague who takes care of a criterion, or nobody. Does not change the criterion's version: the answer is the same.
    /// </summary>
    /// <param name="assessment">The self-assessment as stored.</param>
    /// <param name="version">The version it is made against.</param>
    /// <param name="key">The criterion.</param>
    /// <param name="account">The colleague's account; null for nobody.</param>
    public static Decision<SelfAssessment> Assign(SelfAssessment assessment, StandardVersion version, string key, string? account)
    {
        if (Closed(assessment) is { } closed)
        {
            return closed;
        }

        if (!Applies(assessment, version, key))
        {
            return NotThere;
        }

        Mark mark = assessment.MarkOf(key);
        return mark.Assignee == account
            ? Refuse(Unchanged, "The criterion is assigned like that already.")
            : new Decision<SelfAssessment>.Accepted(assessment.WithMark(key, mark with { Assignee = account }), [], []);
    }

    /// <summary>Names another main contact; also once it is submitted, for people come and go.</summary>
    /// <param name="assessment">The self-assessment as stored.</param>
    /// <param name="account">A colleague's account.</param>
    /// <param name="by">Who names them.</param>
    public static Decision<SelfAssessment> NameContact(SelfAssessment assessment, string account, Actor by) => assessment switch
    {
        { State: AssessmentState.Cancelled } => Closed(assessment)!,
        _ when assessment.MainContact == account => Refuse(Unchanged, "That is the main contact already."),
        _ => new Decision<SelfAssessment>.Accepted(assessment with { MainContact = account }, [new CaseEvent("main-contact-named", by)], []),
    };

    /// <summary>Closes the whole. The member's register hears of it, and of a PS scope its duty to certify.</summary>
    /// <param name="assessment">The self-assessment as stored.</param>
    /// <param name="version">The version it is made against.</param>
    /// <param name="by">Who submits it.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SelfAssessment> Submit(SelfAssessment assessment, StandardVersion version, Actor by, DateTimeOffset now)
    {
        if (Closed(assessment) is { } closed)
        {
            return closed;
        }

        if (AssessmentProgress.Missing(assessment, assessment.Criteria(version)) is { Count: > 0 } missing)
        {
            return Refuse(Incomplete, $"{missing.Count} criteria are not complete yet.");
        }

        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        SelfAssessment submitted = assessment with { State = AssessmentState.Submitted, SubmittedOn = today, StepNumber = assessment.StepNumber + 1 };
        List<Effect> effects = [TellRegister(submitted)];
        if (submitted.Standard.Standard is StandardCode.PerformanceStandard)
        {
            effects.Add(new Effect.Tell(
                submitted.Member.As(Member.DutyPrefix),
                new ProgressNews(CertificationProgress.SelfAssessmentSubmitted, today, submitted.Id, by)));
        }

        return new Decision<SelfAssessment>.Accepted(submitted, [new CaseEvent("submitted", by)], effects);
    }

    /// <summary>Gives it up. The member's register hears of it: another one may be opened, and the scope may change again.</summary>
    /// <param name="assessment">The self-assessment as stored.</param>
    /// <param name="by">Who cancels it.</param>
    /// <param name="reason">Why; null where nothing was said.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SelfAssessment> Cancel(SelfAssessment assessment, Actor by, string? reason, DateTimeOffset now)
    {
        if (Closed(assessment) is { } closed)
        {
            return closed;
        }

        SelfAssessment cancelled = assessment with
        {
            State = AssessmentState.Cancelled,
            CancelledOn = DateOnly.FromDateTime(now.UtcDateTime),
            StepNumber = assessment.StepNumber + 1,
        };
        return new Decision<SelfAssessment>.Accepted(cancelled, [new CaseEvent("cancelled", by, reason)], [TellRegister(cancelled)]);
    }

    /// <summary>The self-assessment with another mark of one criterion.</summary>
    internal static SelfAssessment WithMark(this SelfAssessment assessment, string key, Mark mark) =>
        assessment with { Marks = new Dictionary<string, Mark>(assessment.Marks, StringComparer.Ordinal) { [key] = mark } };

    /// <summary>True where the texts are those that the marks speak of.</summary>
    private static bool Fit(SelfAssessment assessment, IReadOnlyDictionary<string, ChapterAnswers> chapters)
    {
        Dictionary<string, Answer> answers = chapters.Values.SelectMany(chapter => chapter.Criteria).ToDictionary(StringComparer.Ordinal);
        return assessment.Marks.All(entry => entry.Value.Version == (answers.GetValueOrDefault(entry.Key)?.Version ?? 0))
            && answers.All(entry => entry.Value.Version == assessment.MarkOf(entry.Key).Version);
    }

    private static bool Applies(SelfAssessment assessment, StandardVersion version, string key) =>
        assessment.Criteria(version).Any(criterion => criterion.Key == key);

    private static Decision<SelfAssessment>.Refused? Closed(SelfAssessment assessment) => assessment.State switch
    {
        AssessmentState.Open => null,
        AssessmentState.Submitted => Refuse(
            "submitted", $"The self-assessment was submitted on {assessment.SubmittedOn:yyyy-MM-dd} and does not change any more."),
        _ => Refuse(
            "cancelled", $"The self-assessment was cancelled on {assessment.CancelledOn:yyyy-MM-dd} and does not change any more; open another one."),
    };

    private static Effect.Tell TellRegister(SelfAssessment assessment) =>
        new(assessment.Member.As(EntityRegister.Prefix), new AssessmentNews(assessment.Scope, assessment.Listed()));

    private static Decision<SelfAssessment>.Refused NotThere { get; } = Refuse(NoSuchCriterion, "No such criterion applies to this scope.");

    private static Decision<SelfAssessment>.Refused TooMuch { get; } = Refuse(
        "too-much-text", "All explanations together are too long. Shorten this one, or put it into a document and link that as evidence.");

    private static Decision<SelfAssessment>.Refused Refuse(string code, string message) => new(code, message);
}
