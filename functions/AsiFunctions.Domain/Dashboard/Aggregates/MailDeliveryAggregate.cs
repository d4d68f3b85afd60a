using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>E-mails by template and by what became of them. For the Secretariat.</summary>
internal sealed class MailDeliveryAggregate : DashboardAggregate
{
    public override string Name => "mail-delivery";

    public override string Title => "Delivery of e-mail by template";

    public override bool IsPublic => false;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Mail];

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [new("template", []), new("state", [])];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> mails = cells.During(Dashboard.Cubes.Mail, query).Where(query, "template", 0);
        Dictionary<string, int> templates = mails.SumBy(at => at.Values[0]);
        return new DashboardTable(
            [Dimension("template"), Dimension("state"), Number("mails"), Percent(), Denominator("ofTemplate")],
            [.. mails.Where(query, "state", 1).SumBy(at => (Template: at.Values[0], State: at.Values[1]))
                .OrderBy(at => at.Key.Template, StringComparer.Ordinal).ThenBy(at => at.Key.State, StringComparer.Ordinal)
                .Select(at => Row(at.Key.Template, at.Key.State, at.Value, templates.GetValueOrDefault(at.Key.Template)))],
            new DashboardDenominator("e-mails in the time asked for", mails.Total()),
            ["An e-mail's day is that of its last try."]);
    }

    private static IReadOnlyList<object?> Row(string template, string state, int count, int of) =>
        [template, state, count, Statistics.Percent(count, of), of];
}
