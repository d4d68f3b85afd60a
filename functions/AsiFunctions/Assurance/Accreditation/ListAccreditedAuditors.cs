using AsiFunctions.Access;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>The public list of accredited auditors.</summary>
public sealed class ListAccreditedAuditors(AccreditedList accredited, AccreditationDesk desk)
{
    /// <summary>
    /// By name, with the scopes in force on a day. Filters: on (today where it is left out),
    /// standard (PS, CoC), activity, country; one scope has to have all of them. 16 range reads. Answers 304 to a matching If-None-Match.
    /// </summary>
    [Function(nameof(ListAccreditedAuditors))]
    [OpenToPublic]
    [AsksLike(typeof(AccreditedFilter))]
    [AsksLike(typeof(Paging))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(AccreditedOn), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/accredited/auditors")] HttpRequest request,
        CancellationToken cancellation) =>
        AccreditedAnswers.PageAsync(request, desk.Today, accredited.AuditorsAsync, cancellation);
}
