using AsiFunctions.Access;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>The public list of accredited auditors as a table.</summary>
public sealed class DownloadAccreditedAuditors(AccreditedList accredited, AccreditationDesk desk)
{
    /// <summary>
    /// As RFC 4180 says, a line for each scope in force; filters as the list's. 16 range reads.
    /// </summary>
    [Function(nameof(DownloadAccreditedAuditors))]
    [OpenToPublic]
    [AsksLike(typeof(AccreditedFilter))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/accredited/auditors.csv")] HttpRequest request,
        CancellationToken cancellation) =>
        AccreditedAnswers.TableAsync(request, desk.Today, accredited.AuditorsAsync, "asi-accredited-auditors.csv", cancellation);
}
