using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Autosaves the finding of one criterion in an audit report's draft.</summary>
public sealed class SaveFinding(ReportDesk desk)
{
    /// <summary>
    /// Takes <c>{"rating"?, "text"?, "evidence"?: ["…"], "sites"?: ["F1"]}</c>, the finding whole,
    /// with its ETag as If-Match. Of two who change the same finding the second gets 412 with the current one; what is stored already is confirmed.
    /// Two point reads at once and one transaction, whatever the number of findings.
    /// </summary>
    [Function(nameof(SaveFinding))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(FindingBody))]
    [ReadsHeader("If-Match", Required = true)]
    [Answers(200, typeof(FindingView), Headers = ["ETag"])]
    [Refuses(404, 409, 412, 428)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/audits/{id}/report/findings/{criterion}")] HttpRequest request,
        string id,
        string criterion,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report) || !CriterionKeys.IsKey(criterion))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        ItemTag tag = ItemTag.Read(request);
        if (tag.Problem is { } unconditional)
        {
            return unconditional;
        }

        Body<FindingBody> body = await request.ReadAsync<FindingBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        FindingContent content = DraftChecks.Tidy(body.Value.Rating, body.Value.Text, body.Value.Evidence, body.Value.Sites);
        IReadOnlyList<Fault> faults = DraftChecks.Check(content);
        if (faults.Count > 0)
        {
            return Problems.InvalidForm(faults);
        }

        DraftChange<FindingContent> change = new(person.AsActorIn(Role.Auditor, Role.LeadAuditor)!, content, tag.Version);
        RatedCriterion? rated = null;
        DraftItem<FindingContent>? current = null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report,
            ReportPart.OfFinding(criterion),
            person,
            (file, chapter, version, now) =>
            {
                Decision<AuditReportFile> decision = ReportProcedure.SaveFinding(file, chapter, version, criterion, change, now);
                rated = ApplicableCriteria.All(version).FirstOrDefault(known => known.Key == criterion);
                current = (decision.WrittenPart() ?? chapter)?.Finding(criterion);
                return decision;
            },
            cancellation);
        return ItemAnswers.Of(request, outcome, () => (FindingView.Of(rated!, current), current?.Version ?? 0));
    }

    /// <summary>The finding of a criterion, whole.</summary>
    /// <param name="Rating">How it is rated; null while it is not yet.</param>
    /// <param name="Text">What was found, at most 4,000 characters.</param>
    /// <param name="Evidence">What was seen, at most 20 lines of at most 500 characters.</param>
    /// <param name="Sites">Keys of sites that were sampled: <c>F1</c>; at most 100.</param>
    private sealed record FindingBody(
        Rating? Rating = null, string? Text = null, IReadOnlyList<string>? Evidence = null, IReadOnlyList<string>? Sites = null);
}
