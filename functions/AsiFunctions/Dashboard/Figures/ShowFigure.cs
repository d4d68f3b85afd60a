using AsiFunctions.Access;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Shows a figure of the public dashboard.</summary>
public sealed class ShowFigure(FigureDesk desk)
{
    /// <summary>
    /// As JSON, or as a table where the name ends in <c>.csv</c>. Parameters that the figure's
    /// catalogue entry does not name are refused. Small counts are suppressed. Answers 304 to a
    /// matching If-None-Match; 503 before anything was counted.
    /// </summary>
    /// <remarks>Round trips: see <see cref="FigureDesk.AnswerPublicAsync"/>.</remarks>
    [Function(nameof(ShowFigure))]
    [OpenToPublic]
    [AsksLike(typeof(FigureQuery))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(FigureView), Headers = ["ETag"])]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404, 503)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dashboard/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation) =>
        desk.AnswerPublicAsync(request, name, cancellation);
}
