using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Dashboard.Alerts;

/// <summary>The rules that are set, and their check.</summary>
public static class DashboardAlerts
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The rules that the product ships; what holds where nothing else is configured. Thresholds are assumptions.</summary>
    public static IReadOnlyList<AlertRule> Shipped { get; } = ReadShipped();

    /// <summary>What a rule reads of its figure, and whether that is more than it allows.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="table">Its figure, before small counts are left out; a count that was left out is taken for 0.</param>
    /// <exception cref="ArgumentException">The table has no such column or dimension.</exception>
    public static AlertReading Check(AlertRule rule, DashboardTable table)
    {
        if (Fault(rule, table.Columns) is { } fault)
        {
            throw new ArgumentException(fault, nameof(rule));
        }

        int column = Place(table.Columns, rule.Column, ColumnKind.Count);
        (int Place, string Name)[] dimensions =
            [.. table.Columns.Index().Where(at => at.Item.Kind is ColumnKind.Dimension).Select(at => (at.Index, at.Item.Name))];
        int sum = table.Rows.Where(row => dimensions.All(at => Fits(rule, at.Name, row[at.Place] as string))).Sum(row => row[column] as int? ?? 0);
        return new AlertReading(rule.Name, sum, rule.MoreThan);
    }

    /// <summary>Reads rules: <c>[{ "name": …, "aggregate": …, "rows": { … }, "column": …, "moreThan": 10 }]</c>.</summary>
    /// <param name="json">The rules.</param>
    /// <exception cref="FormatException">The text is not of that form, or a rule asks for what there is not; the message names the rule.</exception>
    public static IReadOnlyList<AlertRule> Read(string json)
    {
        List<AlertRule> rules;
        try
        {
            rules = JsonSerializer.Deserialize<List<AlertRule>>(json, Strict) ?? throw new FormatException("There are no alert rules.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The alert rules cannot be read: {e.Message}", e);
        }

        foreach ((int number, AlertRule? rule) in rules.Index())
        {
            string? fault = rule is null ? "it is null." : Fault(rule) ?? Twin(rule, rules.Take(number));
            if (fault is not null)
            {
                throw new FormatException($"The alert rule /{number} ({rule?.Name}) cannot be used: {fault}");
            }
        }

        return rules;
    }

    private static string? Twin(AlertRule rule, IEnumerable<AlertRule> before) =>
        before.Any(other => other.Name == rule.Name) ? "another one bears its name." : null;

    private static string? Fault(AlertRule rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Name))
        {
            return "it has no name.";
        }

        if (DashboardCatalogue.Find(rule.Aggregate) is not { } aggregate)
        {
            return $"there is no figure '{rule.Aggregate}'.";
        }

        return rule.MoreThan < 0
            ? "moreThan is 0 or more."
            : Fault(rule, aggregate.Count(new Cells(), DashboardQuery.On(DateOnly.MinValue.AddYears(2000))).Columns);
    }

    private static string? Fault(AlertRule rule, IReadOnlyList<DashboardColumn> columns)
    {
        if (Place(columns, rule.Column, ColumnKind.Count) < 0)
        {
            return $"{rule.Aggregate} has no column of counts '{rule.Column}'; it has {Names(columns, ColumnKind.Count)}.";
        }

        return rule.Rows.Keys.FirstOrDefault(name => Place(columns, name, ColumnKind.Dimension) < 0) is { } unknown
            ? $"{rule.Aggregate} has no dimension '{unknown}'; it has {Names(columns, ColumnKind.Dimension)}."
            : null;
    }

    private static bool Fits(AlertRule rule, string dimension, string? value) =>
        rule.Rows.TryGetValue(dimension, out string? asked) ? value == asked : value != "all";

    private static int Place(IReadOnlyList<DashboardColumn> columns, string name, ColumnKind kind) =>
        columns.Index().FirstOrDefault(at => at.Item.Name == name && at.Item.Kind == kind, (Index: -1, Item: columns[0])).Index;

    private static string Names(IReadOnlyList<DashboardColumn> columns, ColumnKind kind) =>
        string.Join(", ", columns.Where(column => column.Kind == kind).Select(column => column.Name));

    private static IReadOnlyList<AlertRule> ReadShipped()
    {
        using Stream stream = typeof(DashboardAlerts).Assembly.GetManifestResourceStream("dashboard-alerts.json")
            ?? throw new InvalidOperationException("The alert rules are not part of the assembly.");
        using StreamReader reader = new(stream);
        return Read(reader.ReadToEnd());
    }
}
