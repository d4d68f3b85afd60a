using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class ValueTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(2021, 3, 23, 14, 5, 6, 789, TimeSpan.FromHours(2)).AddTicks(1234);

    public static TheoryData<string> Texts =>
    [
        "", " ", "O'Neill said \"{}\" and \\", "line\r\nbreak\tand \u2028 separator", "Größe 日本 🏭", "{\"json\":[\"in\",\"json\"]}", "--changeset_", "2021-03-23T00:00:00Z",
    ];

    public static TheoryData<double> Numbers =>
        [0, -0.0, 1, -1.5, 0.1, 1e300, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_comes_back_as_it_was(string text)
    {
        await Table.AddEntityAsync(new TableEntity("p", "single") { ["Value"] = text });
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "batch") { ["Value"] = text })]);

        Assert.Equal(text, (await ReadAsync("single")).GetString("Value"));
        Assert.Equal(text, (await ReadAsync("batch")).GetString("Value"));
    }

    [Fact]
    public async Task A_long_text_beyond_ASCII_comes_back_as_it_was()
    {
        string text = string.Concat(Enumerable.Repeat("ü日🏭", 8_000));

        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Value"] = text });

        Assert.Equal(text, (await ReadAsync("a")).GetString("Value"));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_double_stays_a_double(double number)
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Value"] = number });

        Assert.Equal(number, (await ReadAsync("a")).GetDouble("Value"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task An_int_stays_an_int_and_a_long_a_long(int number)
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Int"] = number, ["Long"] = (long)number, ["Huge"] = number * 4_000_000_000 });

        TableEntity row = await ReadAsync("a");
        Assert.Equal(number, row.GetInt32("Int"));
        Assert.Equal(number, row.GetInt64("Long"));
        Assert.Equal(number * 4_000_000_000, row.GetInt64("Huge"));
    }

    [Fact]
    public async Task Every_other_type_comes_back_as_itself()
    {
        Guid id = Guid.NewGuid();
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(b => (byte)b)];
        await Table.AddEntityAsync(new TableEntity("p", "a")
        {
            ["Yes"] = true,
            ["No"] = false,
            ["Id"] = id,
            ["Moment"] = Moment,
            ["Date"] = Moment.UtcDateTime,
            ["Bytes"] = bytes,
            ["NoBytes"] = Array.Empty<byte>(),
            ["Data"] = BinaryData.FromBytes(bytes),
        });

        TableEntity row = await ReadAsync("a");
        Assert.True(row.GetBoolean("Yes"));
        Assert.False(row.GetBoolean("No"));
        Assert.Equal(id, row.GetGuid("Id"));
        Assert.Equal(Moment, row.GetDateTimeOffset("Moment"));
        Assert.Equal(TimeSpan.Zero, row.GetDateTimeOffset("Moment")!.Value.Offset);
        Assert.Equal((Moment.UtcDateTime, DateTimeKind.Utc), (row.GetDateTime("Date")!.Value, row.GetDateTime("Date")!.Value.Kind));
        Assert.Equal(bytes, row.GetBinary("Bytes"));
        Assert.Empty(row.GetBinary("NoBytes")!);
        Assert.Equal(bytes, row.GetBinaryData("Data")!.ToArray());
    }

    [Fact]
    public async Task A_row_is_weighed_as_the_service_does_which_counts_two_bytes_a_letter()
    {
        TableEntity full = Filled(pieces: 16, length: 32_000);
        TableEntity over = Filled(pieces: 17, length: 32_000);

        await Table.AddEntityAsync(full);
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table.UpsertEntityAsync(over));

        Assert.Equal((400, "EntityTooLarge"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_row_takes_252_properties_and_no_instant_before_1601()
    {
        TableEntity wide = new("p", "wide");
        foreach (int number in Enumerable.Range(0, 253))
        {
            wide[$"P{number}"] = number;
        }

        RequestFailedException many = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(wide));
        RequestFailedException early = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.AddEntityAsync(new TableEntity("p", "early") { ["At"] = DateTimeOffset.MinValue }));

        Assert.Equal(("TooManyProperties", "OutOfRangeInput"), (many.ErrorCode, early.ErrorCode));
    }

    [Fact]
    public async Task What_a_table_cannot_store_is_refused_by_name()
    {
        foreach (object value in new object[] { 1.5m, new DateOnly(2021, 3, 23), new[] { "list" }, DayOfWeek.Monday, DateTime.Now })
        {
            NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(
                () => Table.AddEntityAsync(new TableEntity("p", "a") { ["Fees"] = value }));
            Assert.Contains("Fees", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_getter_of_another_type_is_refused_by_name()
    {
        TableEntity row = new("p", "a") { ["Fees"] = "many" };

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => row.GetInt32("Fees"));

        Assert.Contains("Fees", refused.Message, StringComparison.Ordinal);
        Assert.Null(row.GetInt32("None"));
    }

    [Fact]
    public void A_property_keeps_its_type_but_widens_whole_numbers()
    {
        TableEntity row = new("p", "a") { ["Long"] = 1L, ["Double"] = 1.0, ["Int"] = 1, ["Text"] = "x" };

        row["Long"] = 2;
        row["Double"] = 2;
        row["Int"] = 2.5;

        Assert.Equal((2L, 2.0, 2.5), (row.GetInt64("Long"), row.GetDouble("Double"), row.GetDouble("Int")));
        Assert.Throws<InvalidOperationException>(() => row["Text"] = 1);
    }

    private static TableEntity Filled(int pieces, int length)
    {
        TableEntity row = new("p", "texts");
        foreach (int number in Enumerable.Range(0, pieces))
        {
            row[$"Text{number}"] = new string('x', length);
        }

        return row;
    }
}
