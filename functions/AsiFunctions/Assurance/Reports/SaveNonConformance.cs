using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Autosaves one non-conformance of an audit report's draft.</summary>
public sealed class SaveNonConformance(ReportDesk desk)
{
    /// <summary>
    /// Takes it whole, as <see cref="AddNonConformance"/> does, with its ETag as If-Match; 412 with
    /// the current one where a colleague was faster. Two point reads at once, one transaction.
    /// </summary>
    [Function(nameof(SaveNonConformance))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(NonConformanceContent))]
    [ReadsHeader("If-Match", Required = true)]
    [Answers(200, typeof(NonConformanceView), Headers = ["ETag"])]
    [Refuses(404, 409, 412, 428)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/audits/{id}/report/non-conformances/{number}")] HttpRequest request,
        string id,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report) || ReadNumber(number) is not { } place)
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        ItemTag tag = ItemTag.Read(request);
        if (tag.Problem is { } unconditional)
        {
            return unconditional;
        }

        Body<NonConformanceContent> body = await request.ReadAsync<NonConformanceContent>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        NonConformanceContent content = DraftChecks.Tidy(body.Value);
        IReadOnlyList<Fault> faults = DraftChecks.Check(content);
        if (faults.Count > 0)
        {
            return Problems.InvalidForm(faults);
        }

        DraftChange<NonConformanceContent> change = new(person.AsActorIn(Role.Auditor, Role.LeadAuditor)!, content, tag.Version);
        DraftItem<NonConformanceContent>? current = null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report,
            ReportPart.OfNonConformance(place),
            person,
            (file, part, version, now) =>
            {
                Decision<AuditReportFile> decision = ReportProcedure.SaveNonConformance(file, part, version, place, change, now);
                current = (decision.WrittenPart() ?? part)?.NonConformance;
                return decision;
            },
            cancellation);
        return ItemAnswers.Of(request, outcome, () => (NonConformanceView.Of(place, current!), current!.Version));
    }

    /// <summary>A number of the route; null for what is none.</summary>
    internal static int? ReadNumber(string text) =>
        text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
