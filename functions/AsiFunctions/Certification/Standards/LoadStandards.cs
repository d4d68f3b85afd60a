using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Standards;

/// <summary>The operator loads the official standards, or a new version of them.</summary>
public sealed class LoadStandards(StoredStandards standards)
{
    /// <summary>
    /// Takes a whole catalogue, 2 MiB at most, in place of the one that holds; with If-Match only in place of the one that the tag names (412).
    /// 400 tells all faults at once. A version that is in use may change its wording only (409). Four round trips, or five.
    /// </summary>
    [Function(nameof(LoadStandards))]
    [OpenTo(Role.Operator)]
    [Takes(typeof(CatalogueBody))]
    [ReadsHeader("If-Match")]
    [Answers(200, typeof(StandardList), Headers = ["ETag"])]
    [Refuses(409, 412)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/standards")] HttpRequest request,
        CancellationToken cancellation)
    {
        Body<System.Text.Json.JsonElement> body = await request.ReadObjectAsync(StandardCatalogue.MaxLength, cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        CatalogueReading reading = StandardCatalogue.Read(body.Value.GetRawText());
        if (reading.Faults.Count > 0)
        {
            return Problems.InvalidForm(reading.Faults);
        }

        string sent = request.Headers.IfMatch.ToString();
        string? ifTag = sent is "" or "*" ? null : sent.Trim('"');
        string by = request.HttpContext.Person().AccountId;
        return await standards.LoadAsync(reading.Versions, ifTag, by, cancellation) switch
        {
            CatalogueLoading.Loaded loaded => Show(request, loaded.Standards),
            CatalogueLoading.InUse inUse => Problems.Conflict("version-in-use", inUse.Reason),
            _ => Problems.PreconditionFailed(),
        };
    }

    // Not by its entity tag, as GET does: the framework would hold the answer against the request's If-Match, which names the catalogue of before.
    private static IResult Show(HttpRequest request, StandardsSnapshot standards)
    {
        request.HttpContext.Response.Headers.ETag = standards.ETag;
        return Results.Ok(StandardList.Of(standards));
    }
}
