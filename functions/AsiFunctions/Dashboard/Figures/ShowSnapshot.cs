using AsiFunctions.Access;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Shows a figure of the dashboard as it was frozen.</summary>
public sealed class ShowSnapshot(SnapshotStore snapshots)
{
    /// <summary>As JSON, or as a table where the id ends in <c>.csv</c>. Answers 304 to a matching If-None-Match. One point read.</summary>
    [Function(nameof(ShowSnapshot))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(FigureView), Headers = ["ETag"])]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dashboard-snapshots/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        (string key, bool asCsv) = FigureDesk.Split(id);
        return key.Length <= 200
            && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && await snapshots.FindAsync(key, cancellation) is { } figure
            ? FigureDesk.Answer(request, figure, asCsv)
            : Problems.NotFound();
    }
}
