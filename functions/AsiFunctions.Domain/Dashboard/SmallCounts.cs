namespace AsiFunctions.Domain.Dashboard;

/// <summary>Keeps small counts from the public where they could make an entity recognisable.</summary>
/// <remarks>
/// The rule. A count from 1 to below the minimum is left out (null), and with it the percentages
/// and durations of its row; 0 stays. A count that is left out must not follow from a sum. Counts hang together where a row of <c>all</c> is the sum
/// of others that differ from it in that dimension only, and where a denominator is the sum of the rows that bear it. Of such a sum never exactly one
/// count is left out, and those left out make up the minimum or more; otherwise the smallest other count is left out too, or the sum where there is
/// no other. This goes on until it holds of every sum. A denominator that is left out takes the percentages of its rows along. Where a row has
/// several counts, all but the zeros are left out together. What follows only from several sums taken together, or from two tables, as of two days or
/// by two filters, is not kept back. Source: domain notes 5.4; the rule is an assumption.
/// </remarks>
public static class SmallCounts
{
    private const string All = "all";

    /// <summary>The table without its small counts.</summary>
    /// <param name="table">All counts.</param>
    /// <param name="minimum">The smallest count that is shown, 1 or more; 1 leaves the table as it is.</param>
    public static DashboardTable Suppress(DashboardTable table, int minimum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        int[] counts = Places(table, ColumnKind.Count);
        int[] denominators = Places(table, ColumnKind.Denominator);
        int[] dimensions = Places(table, ColumnKind.Dimension);
        Sums[] columns = [.. counts.Select(count => Sums.Of(table, dimensions, count, denominators))];
        HashSet<int> rows = [];
        int before;
        do
        {
            before = rows.Count;
            foreach (Sums column in columns)
            {
                column.Hide(rows);
                column.Suppress(minimum);
                rows.UnionWith(column.HiddenRows);
            }
        }
        while (rows.Count != before);

        return rows.Count == 0 && !columns.Any(column => column.HidesTotal) ? table : table with
        {
            Rows = [.. table.Rows.Select((row, number) => Without(table.Columns, row, number))],
            Denominator = columns.Any(column => column.HidesTotal) ? null : table.Denominator,
            Notes = [.. table.Notes, $"Counts from 1 to {minimum - 1}, and those from which they would follow, are left out."],
        };

        IReadOnlyList<object?> Without(IReadOnlyList<DashboardColumn> shown, IReadOnlyList<object?> row, int number)
        {
            bool hidden = rows.Contains(number);
            bool unknown = columns.Any(column => column.HidesDenominator(number));
            return
            [
                .. row.Select((value, place) => shown[place].Kind switch
                {
                    ColumnKind.Count when hidden && value is not 0 => null,
                    ColumnKind.Percent or ColumnKind.Days when hidden => null,
                    ColumnKind.Percent or ColumnKind.Denominator when unknown => null,
                    _ => value,
                }),
            ];
        }
    }

    private static int[] Places(DashboardTable table, ColumnKind kind) =>
        [.. table.Columns.Index().Where(column => column.Item.Kind == kind).Select(column => column.Index)];

    /// <summary>The counts of a column, and what is the sum of what.</summary>
    private sealed class Sums
    {
        private readonly List<int> values = [];
        private readonly HashSet<int> hidden = [];
        private readonly List<(int Total, int[] Parts)> equations = [];
        private readonly Dictionary<int, int> denominatorOf = [];
        private int rowCount;
        private int? total;

        public IEnumerable<int> HiddenRows => hidden.Where(variable => variable < rowCount);

        public bool HidesTotal => total is { } variable && hidden.Contains(variable);

        public static Sums Of(DashboardTable table, int[] dimensions, int count, int[] denominators)
        {
            Sums sums = new() { rowCount = table.Rows.Count };
            List<string[]> keys = [.. table.Rows.Select(row => dimensions.Select(place => row[place] as string ?? "").ToArray())];
            sums.values.AddRange(table.Rows.Select(row => row[count] as int? ?? 0));
            foreach (int denominator in denominators)
            {
                sums.AddDenominators(table, keys, denominator);
            }

            for (int dimension = 0; dimension < dimensions.Length; dimension++)
            {
                sums.AddLines(keys, dimension);
            }

            int[] leaves = [.. Enumerable.Range(0, sums.rowCount).Where(row => !keys[row].Contains(All))];
            if (table.Denominator is { } whole && leaves.Sum(row => sums.values[row]) == whole.Count)
            {
                sums.total = sums.values.Count;
                sums.values.Add(whole.Count);
                sums.equations.Add((sums.total.Value, leaves));
            }

            return sums;
        }

        public bool HidesDenominator(int row) => denominatorOf.TryGetValue(row, out int variable) && hidden.Contains(variable);

        public void Hide(IEnumerable<int> rows) => hidden.UnionWith(rows.Where(row => values[row] != 0));

        public void Suppress(int minimum)
        {
            hidden.UnionWith(Enumerable.Range(0, values.Count).Where(variable => values[variable] > 0 && values[variable] < minimum));
            int before;
            do
            {
                before = hidden.Count;
                foreach ((int sum, int[] parts) in equations)
                {
                    while (Next(sum, parts, minimum) is { } next)
                    {
                        hidden.Add(next);
                    }
                }
            }
            while (hidden.Count != before);
        }

        // What has to be left out besides, so that nothing of this sum follows; null where nothing does.
        private int? Next(int sum, int[] parts, int minimum)
        {
            int[] gone = [.. parts.Where(hidden.Contains)];
            bool sumGone = hidden.Contains(sum);
            int unknown = gone.Length + (sumGone ? 1 : 0);
            bool safe = unknown == 0 || (unknown > 1 && (sumGone || gone.Sum(part => values[part]) >= Math.Max(minimum, gone.Length + 1)));
            if (safe)
            {
                return null;
            }

            int[] left = [.. parts.Where(part => !hidden.Contains(part) && values[part] != 0).OrderBy(part => values[part])];
            return left is [int smallest, ..] ? smallest : sumGone || values[sum] == 0 ? null : sum;
        }

        // A denominator stands for the row of all that the table does not have: along the last dimension in which its rows sum to it.
        private void AddDenominators(DashboardTable table, List<string[]> keys, int denominator)
        {
            for (int dimension = keys.Count == 0 ? -1 : keys[0].Length - 1; dimension >= 0; dimension--)
            {
                IGrouping<string, int>[] groups = [.. Lines(keys, dimension, rowCount)];
                if (!groups.All(rows => rows.All(row => keys[row][dimension] != All)
                    && rows.Select(row => table.Rows[row][denominator]).Distinct().Count() == 1
                    && table.Rows[rows.First()][denominator] is int whole
                    && rows.Sum(row => values[row]) == whole))
                {
                    continue;
                }

                foreach (IGrouping<string, int> rows in groups)
                {
                    string[] key = [.. keys[rows.First()]];
                    key[dimension] = All;
                    foreach (int row in rows)
                    {
                        denominatorOf[row] = values.Count;
                    }

                    keys.Add(key);
                    values.Add((int)table.Rows[rows.First()][denominator]!);
                }

                return;
            }
        }

        private void AddLines(List<string[]> keys, int dimension)
        {
            foreach (IGrouping<string, int> line in Lines(keys, dimension, keys.Count))
            {
                int[] parts = [.. line.Where(variable => keys[variable][dimension] != All)];
                int[] totals = [.. line.Where(variable => keys[variable][dimension] == All)];
                if (totals is [int sum] && parts.Length > 0 && parts.Sum(part => values[part]) == values[sum])
                {
                    equations.Add((sum, parts));
                }
            }
        }

        private static IEnumerable<IGrouping<string, int>> Lines(List<string[]> keys, int dimension, int count) =>
            Enumerable.Range(0, count).GroupBy(row => string.Join('|', keys[row].Where((_, place) => place != dimension)));
    }
}
