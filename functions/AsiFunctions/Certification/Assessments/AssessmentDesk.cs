using AsiFunctions.Access;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Assessments;

/// <summary>What all functions of self-assessments share: who may see and change them, and the standard that they are made against.</summary>
/// <remarks>
/// Only the member's own people change a self-assessment. ASI's staff see it once it is submitted: until then it is the member's own draft.
/// </remarks>
public sealed class AssessmentDesk(ICaseStore cases, IStandards standards)
{
    /// <summary>The code of a refusal where the self-assessment is another member's: 404.</summary>
    public const string NotYours = "not-yours";

    /// <summary>The code of a refusal where the version of the standard is neither loaded nor shipped any more.</summary>
    public const string NotLoaded = "standard-not-loaded";

    /// <summary>Reads a self-assessment's id as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, SelfAssessment.Prefix, out id);

    /// <summary>True for the member's own people, and for ASI's staff once it is submitted.</summary>
    public static bool MaySee(Person person, SelfAssessment assessment) =>
        person.Organisation.Id == assessment.Member
        || (person.Organisation.Kind is OrganisationKind.Asi && assessment.State is AssessmentState.Submitted);

    /// <summary>A self-assessment with its answers, as far as the caller may see it. One point read and one range read, at once.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="id">The self-assessment, as typed.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<WholeAssessment> ReadAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!TryRead(id, out CaseId assessment))
        {
            return WholeAssessment.Refused(Problems.NotFound());
        }

        Task<IReadOnlyDictionary<string, ChapterAnswers>> reading = ChaptersAsync(assessment, cancellation);
        Stored<SelfAssessment>? stored = await cases.FindAsync<SelfAssessment>(assessment, cancellation);
        IReadOnlyDictionary<string, ChapterAnswers> chapters = await reading;
        if (stored is null || !MaySee(request.HttpContext.Person(), stored.Case))
        {
            return WholeAssessment.Refused(Problems.NotFound());
        }

        return await VersionAsync(stored.Case, cancellation) is { } version
            ? new WholeAssessment(stored, version, chapters, Problem: null)
            : WholeAssessment.Refused(AssessmentAnswers.NotLoaded(stored.Case));
    }

    /// <summary>The version that a self-assessment is made against; null where it is neither loaded nor shipped any more. No round trip.</summary>
    public ValueTask<StandardVersion?> VersionAsync(SelfAssessment assessment, CancellationToken cancellation) =>
        standards.FindAsync(assessment.Standard, cancellation);

    /// <summary>The answers, by the name of their part. One range read.</summary>
    public Task<IReadOnlyDictionary<string, ChapterAnswers>> ChaptersAsync(CaseId assessment, CancellationToken cancellation) =>
        cases.PartsAsync<ChapterAnswers>(assessment, ChapterAnswers.PartPrefix, cancellation);

    /// <summary>A member's evidence; empty where it has entered none. One point read.</summary>
    public async Task<EvidenceLibrary> LibraryAsync(CaseId member, CancellationToken cancellation)
    {
        CaseId id = member.As(EvidenceLibrary.Prefix);
        return (await cases.FindAsync<EvidenceLibrary>(id, cancellation))?.Case ?? EvidenceLibrary.Empty(id);
    }

    /// <summary>
    /// Decides about a self-assessment of the person's own organisation, whatever it is made against. One point read, one transaction.
    /// </summary>
    public Task<DecideOutcome<SelfAssessment>> DecideAsync(
        CaseId id,
        Person person,
        Func<SelfAssessment, DateTimeOffset, Decision<SelfAssessment>> decide,
        DecideOptions? options,
        CancellationToken cancellation) =>
        cases.DecideAsync<SelfAssessment>(
            id, (assessment, now) => assessment.Member == person.Organisation.Id ? decide(assessment, now) : Foreign, options, cancellation);

    /// <summary>As the other, by the version that it is made against.</summary>
    public async Task<DecideOutcome<SelfAssessment>> DecideAsync(
        CaseId id,
        Person person,
        Func<SelfAssessment, StandardVersion, DateTimeOffset, Decision<SelfAssessment>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
    {
        IReadOnlyList<StandardVersion> versions = await standards.PinnedAsync(cancellation);
        return await cases.DecideAsync<SelfAssessment>(
            id, (assessment, now) => Guard(assessment, person, versions, version => decide(assessment, version, now)), options, cancellation);
    }

    /// <summary>As the other, about the answers of one chapter too. Two point reads at once, one transaction.</summary>
    public async Task<DecideOutcome<SelfAssessment>> DecideAsync(
        CaseId id,
        string part,
        Person person,
        Func<SelfAssessment, ChapterAnswers?, StandardVersion, DateTimeOffset, Decision<SelfAssessment>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
    {
        IReadOnlyList<StandardVersion> versions = await standards.PinnedAsync(cancellation);
        return await cases.DecideAsync<SelfAssessment, ChapterAnswers>(
            id,
            part,
            (assessment, chapter, now) => Guard(assessment, person, versions, version => decide(assessment, chapter, version, now)),
            options,
            cancellation);
    }

    private static Decision<SelfAssessment> Guard(
        SelfAssessment assessment, Person person, IReadOnlyList<StandardVersion> versions, Func<StandardVersion, Decision<SelfAssessment>> decide)
    {
        if (assessment.Member != person.Organisation.Id)
        {
            return Foreign;
        }

        return versions.Of(assessment.Standard) is { } version
            ? decide(version)
            : new Decision<SelfAssessment>.Refused(NotLoaded, $"{assessment.Standard} is not loaded any more; please ask ASI.");
    }

    private static Decision<SelfAssessment>.Refused Foreign { get; } = new(NotYours, "It is another member's.");
}

/// <summary>A self-assessment with its answers, or why it is not shown.</summary>
/// <param name="Stored">The self-assessment; unset where there is a problem, as are the others.</param>
/// <param name="Version">The version it is made against.</param>
/// <param name="Chapters">Its answers, by the name of their part.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
public sealed record WholeAssessment(
    Stored<SelfAssessment> Stored, StandardVersion Version, IReadOnlyDictionary<string, ChapterAnswers> Chapters, IResult? Problem)
{
    /// <summary>It is not shown.</summary>
    internal static WholeAssessment Refused(IResult problem) => new(null!, null!, null!, problem);
}
