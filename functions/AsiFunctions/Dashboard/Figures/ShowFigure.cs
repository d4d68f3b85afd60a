using AsiFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>A figure of the public dashboard.</summary>
public sealed class ShowFigure(FigureDesk desk)
{
    /// <summary>
    /// As JSON, or as a table where the name ends in <c>.csv</c>; parameters: asOf, from, grain and the figure's own filters. Answers 304 to a matching
    /// If-None-Match. Round trips: see <see cref="FigureDesk.AnswerPublicAsync"/>.
    /// </summary>
    [Function(nameof(ShowFigure))]
    [OpenToPublic]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dashboard/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation) =>
        desk.AnswerPublicAsync(request, name, cancellation);
}
