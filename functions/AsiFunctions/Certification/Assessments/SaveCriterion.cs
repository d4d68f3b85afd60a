using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Autosaves the answer to one criterion of a self-assessment.</summary>
public sealed class SaveCriterion(AssessmentDesk desk)
{
    private const int BodyLimit = 64 * 1024;
    private const int Attempts = 5;

    /// <summary>
    /// Takes <c>{"rating"?, "explanation"?, "reason"?, "evidence"?: ["E1"]}</c>, the answer whole,
    /// with the criterion's ETag as If-Match. Of two who change the same criterion the second gets 412 with the current one; an answer that is stored
    /// already is confirmed. Two point reads at once, three where evidence is linked, and one transaction, whatever the number of criteria; again
    /// where the two were read before and after a colleague's change.
    /// </summary>
    [Function(nameof(SaveCriterion))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(CriterionBody))]
    [ReadsHeader("If-Match", Required = true)]
    [Answers(200, typeof(CriterionView), Headers = ["ETag"])]
    [Refuses(404, 409, 412, 428)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/self-assessments/{id}/criteria/{key}")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!AssessmentDesk.TryRead(id, out CaseId assessment) || !ChapterAnswers.IsKey(key) || person.Organisation.Id is not { } member)
        {
            return Problems.NotFound();
        }

        ItemTag tag = ItemTag.Read(request);
        if (tag.Problem is { } unconditional)
        {
            return unconditional;
        }

        Body<CriterionBody> body = await request.ReadAsync<CriterionBody>(BodyLimit, cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        AnswerContent content = CriterionChecks.Content(body.Value.Rating, body.Value.Explanation, body.Value.Reason, body.Value.Evidence);
        Fault[] faults = [.. CriterionChecks.Check(content)];
        if (faults.Length > 0)
        {
            return Problems.InvalidForm(faults);
        }

        AnswerChange change = new(person.AsActorIn(Role.Member, Role.MemberAdmin)!, key, content, tag.Version);
        EvidenceLibrary library = EvidenceLibrary.Empty(member.As(EvidenceLibrary.Prefix));
        DecideOptions options = new(Meanwhile: content.Evidence.Count == 0 ? null : ReadLibraryAsync());
        Sight sight = new();
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DecideOutcome<SelfAssessment> outcome = await desk.DecideAsync(
                assessment,
                ChapterAnswers.PartOf(key),
                person,
                (stored, chapter, version, now) => sight.Note(
                    key, version, chapter, AssessmentProcedure.Save(stored, chapter, version, library, change, now)),
                options,
                cancellation);
            switch (outcome)
            {
                case DecideOutcome<SelfAssessment>.Refused { Code: AssessmentProcedure.ReadAgain }:
                    continue;
                case DecideOutcome<SelfAssessment>.Refused { Code: AssessmentProcedure.Stale } stale:
                    CriterionView current = sight.Of(stale.Stored.Case);
                    return Problems.PreconditionFailed(current, IfMatch.ETag(current.Version));
                default:
                    return AssessmentAnswers.Of(outcome, saved => Show(request, sight.Of(saved.Case)));
            }
        }

        throw new CaseBusyException(assessment);

        async Task ReadLibraryAsync() => library = await desk.LibraryAsync(member, cancellation);
    }

    private static IResult Show(HttpRequest request, CriterionView criterion)
    {
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(criterion.Version);
        return Results.Ok(criterion);
    }

    /// <summary>The answer to a criterion, whole.</summary>
    /// <param name="Rating">How the member rates itself; null while it does not yet.</param>
    /// <param name="Explanation">In its own words, at most 4,000 characters.</param>
    /// <param name="Reason">Why the criterion is not applicable, at most 1,000 characters.</param>
    /// <param name="Evidence">Keys of the member's evidence: <c>E1</c>; at most 100.</param>
    private sealed record CriterionBody(
        Rating? Rating = null, string? Explanation = null, string? Reason = null, IReadOnlyList<string>? Evidence = null);

    /// <summary>The criterion as the procedure saw it last, and left it: what the answer shows, without reading again.</summary>
    private sealed class Sight
    {
        private RatedCriterion? criterion;
        private ChapterAnswers? chapter;

        public Decision<SelfAssessment> Note(string key, StandardVersion version, ChapterAnswers? before, Decision<SelfAssessment> decision)
        {
            criterion = ApplicableCriteria.All(version).FirstOrDefault(c => c.Key == key);
            chapter = decision is Decision<SelfAssessment>.Accepted { Parts: [CasePart part] } ? (ChapterAnswers)part.Content : before;
            return decision;
        }

        public CriterionView Of(SelfAssessment assessment) => CriterionView.Of(criterion!, assessment, chapter);
    }
}
