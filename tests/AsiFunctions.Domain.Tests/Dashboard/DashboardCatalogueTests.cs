using System.Reflection;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Tests.Dashboard.Aggregates;

namespace AsiFunctions.Domain.Tests.Dashboard;

/// <summary>What holds of every figure.</summary>
public sealed class DashboardCatalogueTests
{
    private static readonly DashboardQuery Today = DashboardQuery.On(Asking.Day("2026-11-22"));

    public static TheoryData<string> Names() => [.. DashboardCatalogue.All.Select(aggregate => aggregate.Name)];

    [Fact]
    public void Names_are_unique_and_every_cube_is_shown()
    {
        Assert.Equal(DashboardCatalogue.All.Count, DashboardCatalogue.All.Select(aggregate => aggregate.Name).Distinct().Count());
        Assert.Equal(
            typeof(Cubes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(cube => (string)cube.GetRawConstantValue()!).Order(
                StringComparer.Ordinal),
            DashboardCatalogue.All.SelectMany(aggregate => aggregate.Cubes).Distinct().Order(StringComparer.Ordinal));
        Assert.Null(DashboardCatalogue.Find("weather"));
    }

    [Fact]
    public void What_is_the_Secretariats_own_is_not_public() => Assert.Equal(
        ["member-standing", "applications", "application-steps", "deadlines", "oversight-durations", "non-conformance-closure", "mail-delivery"],
        DashboardCatalogue.All.Where(aggregate => !aggregate.IsPublic).Select(aggregate => aggregate.Name));

    [Fact]
    public void Where_entities_could_be_recognised_small_counts_are_kept_from_the_public() => Assert.Equal(
        ["ratings", "ratings-by-activity", "non-conformances", "non-conformances-by-activity"],
        DashboardCatalogue.All.Where(aggregate => aggregate.SuppressesSmallCounts).Select(aggregate => aggregate.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_a_title_and_a_table_whose_rows_fit_its_columns(string name)
    {
        DashboardAggregate aggregate = DashboardCatalogue.Find(name)!;
        Cells cells = Asking.Of(MembershipOfMarch2021.Members());
        DashboardTable table = aggregate.Count(cells, Today);

        Assert.NotEmpty(aggregate.Title);
        Assert.Equal(table.Columns.Count, table.Columns.Select(column => column.Name).Distinct().Count());
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.All(table.Rows.SelectMany(row => row.Zip(table.Columns)), value => Assert.True(
            value.First is null || (value.Second.Kind is ColumnKind.Dimension ? value.First is string : value.First is int or decimal)));
        Assert.Equal(aggregate.Count(new Cells(), Today).Columns, table.Columns);
        Assert.Equal(table.Lines(), aggregate.Count(Backwards(cells), Today).Lines());   // the order of counting does not show
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_can_be_filtered_by_what_it_offers_alone_and_together(string name)
    {
        DashboardAggregate aggregate = DashboardCatalogue.Find(name)!;
        Cells cells = Asking.Of(MembershipOfMarch2021.Members());
        foreach (DashboardFilter filter in aggregate.Filters)
        {
            foreach (string value in filter.Values.Append("something-else"))
            {
                aggregate.Count(cells, Today with { Filters = new Dictionary<string, string> { [filter.Name] = value } });
            }
        }

        DashboardTable table = aggregate.Count(
            cells, Today with
            {
                Filters = aggregate.Filters.ToDictionary(
                filter => filter.Name, filter => filter.Values.Count == 0 ? "x" : filter.Values[0])
            });
        Assert.True(table.Rows.Count <= aggregate.Count(cells, Today).Rows.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_filter_bears_the_name_of_a_parameter_that_all_figures_have(string name) =>
        Assert.Empty(DashboardCatalogue.Find(name)!.Filters.Select(filter => filter.Name).Intersect(["asOf", "from", "grain"]));

    private static Cells Backwards(Cells cells)
    {
        Cells backwards = new();
        backwards.Add(cells.Reverse());
        return backwards;
    }
}
