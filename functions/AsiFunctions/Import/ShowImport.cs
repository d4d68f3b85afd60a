using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Import;

/// <summary>Shows an import of members.</summary>
public sealed class ShowImport(ICaseStore cases)
{
    /// <summary>What it would do, and how far it is. One point read.</summary>
    [Function(nameof(ShowImport))]
    [OpenTo(Role.Secretariat)]
    [Answers(200, typeof(MemberImportView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!CaseId.TryParse(id, out CaseId? import)
            || import.Value.Prefix != MemberImport.Prefix
            || await cases.FindAsync<MemberImport>(import.Value, cancellation) is not { } stored)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return Results.Ok(MemberImportView.Of(stored.Case));
    }
}
