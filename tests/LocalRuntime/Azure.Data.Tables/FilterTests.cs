using System.Linq.Expressions;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class FilterTests
{
    private static readonly string Owner = "O'Neill";

    private enum Status
    {
        Draft,
        Issued,
    }

    public static TheoryData<string, Expression<Func<Case, bool>>> Lambdas => new()
    {
        { "PartitionKey eq 'p'", c => c.PartitionKey == "p" },
        { "owner eq 'O''Neill'", c => c.Owner == Owner },
        { "owner eq 'O''Neill'", c => c.Owner!.Equals(Owner) },
        { "owner eq 'O''Neill'", c => string.Equals(c.Owner, Owner) },
        { "Number lt 5", c => 5 > c.Number },
        { "(Number ge 1) and (Number ne 3)", c => c.Number >= 1 && c.Number != 3 },
        { "(Number lt 1) or (not (IsOpen eq true))", c => c.Number < 1 || !c.IsOpen },
        { "IsOpen eq false", c => c.IsOpen == false },
        { "Sequence le 9L", c => c.Sequence <= 9 },
        { "Weight gt 2.0", c => c.Weight > 2 },
        { "Due lt datetime'2024-02-29T00:00:00.0000000Z'", c => c.Due < new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero) },
        { "Due lt datetime'2024-02-28T22:00:00.0000000Z'", c => c.Due!.Value < new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.FromHours(2)) },
        { "Id eq guid'00000000-0000-0000-0000-000000000000'", c => c.Id == Guid.Empty },
        { "DayOfWeek eq 'Monday'", c => c.DayOfWeek == DayOfWeek.Monday },
        { "DayOfWeek eq 'Friday'", c => DayOfWeek.Friday == c.DayOfWeek },
        { "(RowKey ge 'a') and (RowKey lt 'b')", c => string.Compare(c.RowKey, "a") >= 0 && c.RowKey.CompareTo("b") < 0 },
        { "(RowKey ge 'a') and (RowKey lt 'b')", c => string.CompareOrdinal(c.RowKey, "a") >= 0 && string.CompareOrdinal(c.RowKey, "b") < 0 },
    };

    [Theory]
    [MemberData(nameof(Lambdas))]
    public void A_lambda_becomes_a_filter(string expected, Expression<Func<Case, bool>> lambda)
    {
        Assert.Equal(expected, TableClient.CreateQueryFilter(lambda));
    }

    [Fact]
    public void A_lambda_over_a_dictionary_row_names_the_property_by_its_key()
    {
        string name = "Number";

        Assert.Equal("Number gt 5", TableClient.CreateQueryFilter<TableEntity>(r => (int)r[name]! > 5));
        Assert.Equal("Number gt 5", TableClient.CreateQueryFilter<TableEntity>(r => r.GetInt32("Number") > 5));
        Assert.Equal("Owner eq 'O''Neill'", TableClient.CreateQueryFilter<TableEntity>(r => r.GetString("Owner") == Owner));
        Assert.Equal("Flag eq true", TableClient.CreateQueryFilter<TableEntity>(r => r.GetBoolean("Flag") == true));
    }

    [Fact]
    public void A_lambda_that_takes_every_row_is_no_filter()
    {
        Assert.Null(TableClient.CreateQueryFilter<TableEntity>(_ => true));
    }

    [Fact]
    public void What_the_service_cannot_ask_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Case>(c => c.Owner!.StartsWith("O'")));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Case>(c => c.Number == c.Sequence));
    }

    [Fact]
    public void An_interpolated_filter_writes_each_value_in_its_type()
    {
        Assert.Equal(
            "A eq 'O''Neill' and B eq 1 and C eq 2L and D eq 0.5 and E eq true and F eq 'Issued' and G eq X'00ff'",
            TableClient.CreateQueryFilter(
                $"A eq {Owner} and B eq {1} and C eq {2L} and D eq {0.5} and E eq {true} and F eq {Status.Issued} and G eq {new byte[] { 0, 255 }}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
    }

    public sealed class Case : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Number { get; set; }

        public long Sequence { get; set; }

        public double Weight { get; set; }

        public bool IsOpen { get; set; }

        public Guid Id { get; set; }

        public DateTimeOffset? Due { get; set; }

        public DayOfWeek DayOfWeek { get; set; }

        [DataMember(Name = "owner")]
        public string? Owner { get; set; }
    }
}
