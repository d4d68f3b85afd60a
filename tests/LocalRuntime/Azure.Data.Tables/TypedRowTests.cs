using System.Runtime.Serialization;
using AsiFunctions.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class TypedRowTests(AzuriteFixture azurite) : StorageContract(azurite)
{
    private enum Status
    {
        Draft,
        Issued,
    }

    [Fact]
    public async Task A_class_is_stored_property_by_property_and_comes_back_with_its_version()
    {
        Certificate certificate = new()
        {
            PartitionKey = "p",
            RowKey = "a",
            Number = 17,
            Weight = 12.5,
            Sequence = 1L << 40,
            Id = Guid.NewGuid(),
            IssuedAt = new DateTimeOffset(2021, 3, 23, 0, 0, 0, TimeSpan.Zero),
            Until = new DateTime(2024, 3, 22, 0, 0, 0, DateTimeKind.Utc),
            Seal = [1, 2, 3],
            Status = Status.Issued,
            Previous = Status.Draft,
            Notice = TimeSpan.FromDays(90),
            IsPublic = true,
        };

        Response added = await Table.AddEntityAsync(certificate);
        Certificate read = await Table.GetEntityAsync<Certificate>("p", "a");

        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.NotNull(read.Timestamp);
        Assert.Equivalent(certificate with { ETag = read.ETag, Timestamp = read.Timestamp }, read, strict: true);
        Assert.Equal("Issued", (await ReadAsync("a")).GetString("Status"));
    }

    [Fact]
    public async Task What_a_class_leaves_empty_is_not_stored()
    {
        await Table.AddEntityAsync(new Certificate { PartitionKey = "p", RowKey = "a" });

        Certificate read = await Table.GetEntityAsync<Certificate>("p", "a");
        Assert.Null(read.Until);
        Assert.Null(read.Previous);
        Assert.Null(read.Seal);
        Assert.False((await ReadAsync("a")).ContainsKey("Until"));
    }

    [Fact]
    public async Task Names_and_omissions_are_honoured()
    {
        await Table.AddEntityAsync(new Certificate { PartitionKey = "p", RowKey = "a", Holder = "Example Smelter", Draft = "not stored" });

        TableEntity row = await ReadAsync("a");
        Assert.Equal("Example Smelter", row.GetString("holder"));
        Assert.False(row.ContainsKey("Holder"));
        Assert.False(row.ContainsKey("Draft"));
        Assert.Equal("Example Smelter", (await Table.GetEntityAsync<Certificate>("p", "a")).Value.Holder);
    }

    [Fact]
    public async Task A_name_that_the_enum_lacks_and_a_property_that_the_class_lacks_are_passed_over()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Status"] = "Withdrawn", ["Later"] = Guid.NewGuid(), ["Number"] = 3 });

        Certificate read = await Table.GetEntityAsync<Certificate>("p", "a");

        Assert.Equal((Status.Draft, 3), (read.Status, read.Number));
    }

    [Fact]
    public async Task A_class_goes_through_a_transaction_and_a_query()
    {
        await Table.SubmitTransactionAsync(Enumerable.Range(0, 3).Select(n => new TableTransactionAction(
            TableTransactionActionType.Add,
            new Certificate { PartitionKey = "p", RowKey = $"{n}", Number = n, Status = Status.Issued })));

        List<int> numbers = [];
        await foreach (Certificate certificate in Table.QueryAsync<Certificate>(c => c.PartitionKey == "p"
            && c.Status == Status.Issued
            && c.Number > 0))
        {
            numbers.Add(certificate.Number);
        }

        Assert.Equal([1, 2], numbers);
    }

    [Fact]
    public async Task A_class_may_keep_the_keys_to_itself()
    {
        await Table.AddEntityAsync(new Hidden("p", "a") { Value = 5 });

        Hidden read = await Table.GetEntityAsync<Hidden>("p", "a");

        Assert.Equal(5, read.Value);
        Assert.Equal("a", ((ITableEntity)read).RowKey);
    }

    private sealed record Certificate : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Number { get; init; }

        public double Weight { get; init; }

        public long Sequence { get; init; }

        public Guid Id { get; init; }

        public DateTimeOffset IssuedAt { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public DateTime? Until { get; init; }

        public byte[]? Seal { get; init; }

        public Status Status { get; init; }

        public Status? Previous { get; init; }

        public TimeSpan? Notice { get; init; }

        public bool IsPublic { get; init; }

        [DataMember(Name = "holder")]
        public string? Holder { get; init; }

        [IgnoreDataMember]
        public string? Draft { get; init; }
    }

    private sealed class Hidden : ITableEntity
    {
        public Hidden()
        {
        }

        public Hidden(string partitionKey, string rowKey)
        {
            ITableEntity self = this;
            self.PartitionKey = partitionKey;
            self.RowKey = rowKey;
        }

        public int Value { get; set; }

        string ITableEntity.PartitionKey { get; set; } = "";

        string ITableEntity.RowKey { get; set; } = "";

        DateTimeOffset? ITableEntity.Timestamp { get; set; }

        ETag ITableEntity.ETag { get; set; }
    }
}
