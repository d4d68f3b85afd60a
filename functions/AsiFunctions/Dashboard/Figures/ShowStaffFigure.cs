using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Shows a figure of the dashboard with nothing suppressed, also one that is not public.</summary>
public sealed class ShowStaffFigure(FigureDesk desk)
{
    /// <summary>As <see cref="ShowFigure"/>, for ASI's own people.</summary>
    /// <remarks>Round trips: see <see cref="FigureDesk.AnswerStaffAsync"/>.</remarks>
    [Function(nameof(ShowStaffFigure))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator)]
    [AsksLike(typeof(FigureQuery))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(FigureView), Headers = ["ETag"])]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404, 503)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/dashboard/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation) =>
        desk.AnswerStaffAsync(request, name, cancellation);
}
