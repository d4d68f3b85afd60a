using AsiFunctions.Access;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Lists the figures of the public dashboard.</summary>
public sealed class ListFigures(DashboardSettings settings)
{
    /// <summary>All public figures with their filters and grains of time. Answers 304 to a matching If-None-Match. No round trip.</summary>
    [Function(nameof(ListFigures))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(CatalogueView), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dashboard")] HttpRequest request) => PublicAnswer.Json(
        request, new CatalogueView([.. settings.Public.Select(figure => CatalogueEntry.Of(figure, "/api/dashboard/"))], Licence.Dashboard));
}

/// <summary>The figures there are.</summary>
/// <param name="Figures">In the order of the catalogue.</param>
/// <param name="Licence">Under which terms they may be used.</param>
public sealed record CatalogueView(IReadOnlyList<CatalogueEntry> Figures, Licence Licence);

/// <summary>A figure, and what may be asked of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Csv">Where its table is.</param>
/// <param name="MultiCount">True where one thing counts in several rows.</param>
/// <param name="Filters">By which parameters it can be filtered; those without values take any.</param>
/// <param name="Grains">How time can be divided; the first holds where none is asked for.</param>
public sealed record CatalogueEntry(
    string Name, string Title, string Url, string Csv, bool MultiCount, IReadOnlyList<DashboardFilter> Filters, IReadOnlyList<TimeGrain> Grains)
{
    internal static CatalogueEntry Of(DashboardAggregate figure, string folder) => new(
        figure.Name,
        figure.Title,
        folder + figure.Name,
        folder + figure.Name + FigureDesk.CsvEnding,
        figure.IsMultiCount,
        figure.Filters,
        figure.Grains);
}
