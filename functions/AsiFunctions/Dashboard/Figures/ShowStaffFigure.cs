using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>A figure with nothing suppressed, also of those that are not public.</summary>
public sealed class ShowStaffFigure(FigureDesk desk)
{
    /// <summary>As <see cref="ShowFigure"/>, for ASI's own people. Round trips: see <see cref="FigureDesk.AnswerStaffAsync"/>.</summary>
    [Function(nameof(ShowStaffFigure))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/dashboard/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation) =>
        desk.AnswerStaffAsync(request, name, cancellation);
}
