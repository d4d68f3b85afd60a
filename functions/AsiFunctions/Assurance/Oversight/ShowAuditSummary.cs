using AsiFunctions.Access;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>The published summary of an audit.</summary>
public sealed class ShowAuditSummary(ICaseStore cases)
{
    /// <summary>What anybody may read; 404 before its publication. One point read. Answers 304 to a matching If-None-Match.</summary>
    [Function(nameof(ShowAuditSummary))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(PublishedSummary), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/summary")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        AuditDesk.TryRead(id, out CaseId audit) && await cases.PartAsync<PublishedSummary>(audit, PublishedSummary.Part, cancellation) is { } summary
            ? PublicAnswer.Json(request, summary)
            : Problems.NotFound();
}
