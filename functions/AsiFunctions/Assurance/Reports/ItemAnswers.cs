using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Assurance.Reports;

/// <summary>How the change of one item of a draft is answered, without reading it again.</summary>
internal static class ItemAnswers
{
    /// <summary>The answer: the item as it is now with its ETag; 412 with it where somebody else was faster.</summary>
    /// <param name="request">The request.</param>
    /// <param name="outcome">What became of the change.</param>
    /// <param name="current">The item as the procedure saw it last and left it, with its version.</param>
    public static IResult Of(HttpRequest request, DecideOutcome<AuditReportFile> outcome, Func<(object View, int Version)> current)
    {
        if (outcome is DecideOutcome<AuditReportFile>.Refused { Code: ReportProcedure.Stale })
        {
            (object theirs, int version) = current();
            return Problems.PreconditionFailed(theirs, IfMatch.ETag(version));
        }

        return ReportDesk.Answer(outcome, _ =>
        {
            (object view, int version) = current();
            request.HttpContext.Response.Headers.ETag = IfMatch.ETag(version);
            return Results.Ok(view);
        });
    }

    /// <summary>The part that a decision writes; null where it writes none.</summary>
    public static ReportPart? WrittenPart(this Decision<AuditReportFile> decision) =>
        decision is Decision<AuditReportFile>.Accepted { Parts: [CasePart part] } ? (ReportPart)part.Content : null;
}
