using System.Reflection;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http.OpenApi;

namespace AsiFunctions.Tests.Dashboard.Figures;

public sealed class FigureQueryTests
{
    [Fact]
    public void It_says_of_every_filter_of_a_figure_and_of_no_other_what_it_means()
    {
        IEnumerable<string> said = typeof(FigureQuery).GetCustomAttributes<AsksAttribute>().Select(asked => asked.Name).Except(
            ["asOf", "from", "grain"]);

        Assert.Equal(
            DashboardCatalogue.All.SelectMany(figure => figure.Filters).Select(filter => filter.Name).Distinct().Order(StringComparer.Ordinal),
            said.Order(StringComparer.Ordinal));
    }
}
