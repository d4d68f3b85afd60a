using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class DuplicateTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_message_id_is_taken_once_within_the_window_even_if_the_first_was_completed()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("id");
        Assert.Equal(["id"], await bus.DrainAsync());
        await bus.Clock.MoveToAsync(TestBus.Start + Window);
        await bus.SendAsync("id");
        Assert.Empty(await bus.DrainAsync());
    }

    [Fact]
    public async Task After_the_window_the_id_is_taken_again_and_remembered_anew()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("id");
        await bus.Clock.MoveToAsync(TestBus.Start + Window + TimeSpan.FromTicks(1));
        await bus.SendAsync("id");
        await bus.SendAsync("id");
        Assert.Equal(["id", "id"], await bus.DrainAsync());
    }

    [Fact]
    public async Task Duplicates_within_a_call_are_dropped_and_the_others_kept()
    {
        await using TestBus bus = new(azurite);
        await bus.SendAsync("b");
        string[] ids = ["a", "b", "a", "c", "b"];
        await bus.Sender.SendMessagesAsync(ids.Select(id => new ServiceBusMessage(id) { MessageId = id }));
        Assert.Equal(["b", "a", "c"], await bus.DrainAsync());
    }

    [Fact]
    public async Task Scheduled_messages_count_from_the_moment_they_were_sent()
    {
        await using TestBus bus = new(azurite);
        DateTimeOffset later = TestBus.Start + TimeSpan.FromMinutes(5);
        long first = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("scheduled") { MessageId = "id" }, later);
        long again = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("scheduled twice") { MessageId = "id" }, later);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("at once") { MessageId = "id" });
        await bus.Clock.MoveToAsync(later);
        Assert.Equal(["scheduled"], await bus.DrainAsync());
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Another_process_and_another_queue_have_their_say()
    {
        await using TestBus one = new(azurite);
        await using TestBus two = one.Another();
        await using TestBus elsewhere = new(azurite);
        await one.SendAsync("id");
        await two.SendAsync("id");
        await elsewhere.SendAsync("id");
        Assert.Equal(["id"], await one.DrainAsync());
        Assert.Equal(["id"], await elsewhere.DrainAsync());
    }

    [Fact]
    public async Task Of_many_at_once_one_is_taken()
    {
        await using TestBus one = new(azurite);
        await using TestBus two = one.Another();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? one : two).SendAsync("id")));
        Assert.Equal(["id"], await one.DrainAsync());
    }

    [Fact]
    public async Task Messages_without_an_id_and_queues_without_detection_take_everything()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("x"));
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(["x", "x"], await bus.DrainAsync());

        await using TestBus off = new(azurite, new LocalQueueOptions { RequiresDuplicateDetection = false });
        await off.SendAsync("id");
        await off.SendAsync("id");
        Assert.Equal(["id", "id"], await off.DrainAsync());
    }

    [Fact]
    public async Task Ids_beyond_the_window_are_forgotten_in_an_idle_moment()
    {
        await using TestBus bus = new(azurite);
        await bus.Sender.SendMessagesAsync(Enumerable.Range(0, 130).Select(n => new ServiceBusMessage("x") { MessageId = $"old{n}" }));
        await bus.Clock.MoveToAsync(TestBus.Start + Window + Window);
        await bus.SendAsync("young");

        await using TestBus next = bus.Another();
        _ = await next.DrainAsync();
        List<string> remembered = [];
        await foreach (TableEntity row in bus.Table.QueryAsync<TableEntity>("RowKey ge 'd'"))
        {
            remembered.Add(row.GetString("MessageId")!);
        }

        Assert.Equal(["young"], remembered);
    }
}
