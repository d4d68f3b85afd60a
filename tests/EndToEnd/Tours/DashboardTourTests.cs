using System.Globalization;

namespace AsiFunctions.EndToEnd.Tests.Tours;

/// <summary>The tour of the dashboard: an import, a survey, and the published figures.</summary>
public sealed class DashboardTourTests
{
    [Fact]
    public async Task The_tour_of_the_dashboard_prints_what_the_insights_of_2021_and_the_report_on_the_survey_print()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string[] lines =
            [.. (await Tour.WalkAsync(app, "functions/AsiFunctions/Dashboard/README.md")).Split('\n').Select(line => line.TrimEnd('\r'))];
        void Printed(params ReadOnlySpan<string> expected)
        {
            foreach (string line in expected)
            {
                Assert.Contains(lines, printed => printed == line);
            }
        }

        // Seed 000: members, growth, shifts, how they heard, exits; and the certificates of the end of 2020.
        Printed(
            "all,all,161,100.0,161,100.0", "turnover-based,medium,58,43.9,132,36.0", "staff-based,micro,20,69.0,29,12.4", "certifying,105,65.2,161");
        Printed(
            "2015,2015-12-31,13,13,,0,13,0",
            "2016,2016-12-31,22,9,69.2,13,10,1",
            "2017,2017-12-31,40,18,81.8,22,20,2",
            "2018,2018-12-31,72,32,80.0,40,34,2",
            "2019,2019-12-31,109,37,51.4,72,40,3",
            "2020,2020-12-31,143,34,31.2,109,38,4",
            "2019-Q3,2019-09-30,100,9,9.9,91,10,1");
        Printed("all,DS,IU,2", "all,IU,DS,4", "business-partner-supplier-or-customer,28,46.7,60");
        Assert.Contains(lines, line => line.StartsWith("all,true-loss,all,6,3.7,161", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("all,all,all,12,", StringComparison.Ordinal));
        Printed("PS,V2,full,full,68,64.8,105", "PS,V2,provisional,provisional,6,5.7,105", "CoC,V1,full,full,31,29.5,105");

        // Seed 002, appendix 2: counts, denominators and printed percentages; of question 9 the computed one.
        Printed("106", "     39 responded", "  denominator: 106,", "  percent: 38,");
        string[] results =
            [.. lines.SkipWhile(line => !line.StartsWith("\ufeffQuestion,Option,", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)];
        foreach ((string option, string figures) in Appendix2)
        {
            Assert.Contains(
                results, line => line.Contains($",{option},", StringComparison.Ordinal) && line.Contains(figures, StringComparison.Ordinal));
        }

        // Reminders to the 67 of 106 that have not finished, twice.
        Assert.Equal(
            134, lines.Where(line => line.Contains("reminder", StringComparison.OrdinalIgnoreCase) || line.Contains("温馨提醒", StringComparison.Ordinal)).Sum(
                Mails));
        Printed("161", "true");
    }

    /// <summary>A few lines of each question: option, then count, denominator and percentage.</summary>
    private static IEnumerable<(string Option, string Figures)> Appendix2 =>
    [
        ("responsible-practices", ",35,40,88,"), ("expectations", ",31,40,78,"), ("competitive-advantage", ",27,40,68,"), ("risks", ",15,40,38,"),
        ("responsible-sourcing", ",23,34,68,"), ("requested", ",22,34,65,"), ("off-product-claim", ",9,34,26,"), ("on-product-claim", ",8,34,24,"),
        ("strongly-agree", ",21,40,53,"), ("agree", ",13,40,33,"), ("moderate", ",28,40,70,"), ("straightforward", ",17,40,43,"),
        ("in-progress", ",7,39,18,"), ("preparation", ",15,39,38,"), ("correction", ",3,39,8,"), ("both", ",14,39,36,"), ("neither", ",7,39,18,"),
    ];

    /// <summary>How many messages a line of the tour's <c>mails</c> stands for.</summary>
    private static int Mails(string line) => int.TryParse(line.TrimStart().Split(' ')[0], CultureInfo.InvariantCulture, out int count) ? count : 0;
}
