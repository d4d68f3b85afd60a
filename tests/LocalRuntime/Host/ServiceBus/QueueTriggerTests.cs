using System.Net.Http.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Tests.ServiceBus;

public sealed class QueueTriggerTests(HostFixture host) : IClassFixture<HostFixture>
{
    private IReadOnlyCollection<string> Lines => host.Running.Journal.Lines;

    [Fact]
    public async Task A_message_runs_its_function_inside_the_middleware_and_is_gone()
    {
        await PostAsync("Ana", "hello");
        await host.Running.Journal.Seen("delivered to Ana");

        Assert.Contains("delivery 1 to Ana, bound 1", Lines);
        Assert.Contains("outer before Deliver", Lines);
        Assert.Null(await PeekAsync(SubQueue.None, "Ana"));
    }

    [Fact]
    public async Task A_message_whose_function_throws_comes_again_and_goes_to_the_dead_letters_at_last()
    {
        await PostAsync("Bea", "refuse");
        await host.Running.Journal.Seen("delivery 10 to Bea, bound 10");

        await using ServiceBusReceiver dead = Bus().CreateReceiver("letters", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        ServiceBusReceivedMessage message = (await dead.ReceiveMessageAsync())!;

        Assert.Contains("Bea", message.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal("MaxDeliveryCountExceeded", message.DeadLetterReason);
        Assert.Equal(10, Lines.Count(l => l.Contains(" to Bea,", StringComparison.Ordinal)));
        Assert.DoesNotContain("delivered to Bea", Lines);
    }

    [Fact]
    public async Task No_more_messages_are_worked_on_at_once_than_host_json_allows()
    {
        string[] people = ["Cora", "Dora", "Enya"];
        foreach (string person in people)
        {
            await PostAsync(person, "wait");
        }

        // Two calls at once: of three messages, two have begun and the third has not until one is done.
        List<Task> waiting = [.. people.Select(p => host.Running.Journal.Seen($"delivery 1 to {p}, bound 1"))];
        waiting.Remove(await Task.WhenAny(waiting));
        waiting.Remove(await Task.WhenAny(waiting));
        Assert.False(waiting[0].IsCompleted);

        foreach (string person in people)
        {
            host.Running.Journal.Open(person);
        }

        await Task.WhenAll(people.Select(p => host.Running.Journal.Seen($"delivered to {p}")));
    }

    [Fact]
    public async Task A_stop_waits_for_the_message_that_is_worked_on()
    {
        await using RunningHostWithStorage own = await RunningHostWithStorage.StartAsync();
        using HttpResponseMessage posted = await own.Host.Client.PostAsJsonAsync("/api/post", new { to = "Flora", text = "wait" });
        await own.Host.Journal.Seen("delivery 1 to Flora, bound 1");

        Task stop = own.Host.Host.StopAsync();
        Assert.False(stop.IsCompleted);
        own.Host.Journal.Open("Flora");
        await stop;

        Assert.Contains("delivered to Flora", own.Host.Journal.Lines);
    }

    private async Task PostAsync(string to, string text)
    {
        using HttpResponseMessage posted = await host.Client.PostAsJsonAsync("/api/post", new { to, text });
        posted.EnsureSuccessStatusCode();
    }

    private ServiceBusClient Bus() => host.Running.Host.Services.GetRequiredService<ServiceBusClient>();

    /// <summary>Moves until the system is idle, then looks what is left.</summary>
    private async Task<ServiceBusReceivedMessage?> PeekAsync(SubQueue sub, string person)
    {
        await host.Running.SettleAsync();
        await using ServiceBusReceiver receiver = Bus().CreateReceiver("letters", new ServiceBusReceiverOptions { SubQueue = sub });
        IReadOnlyList<ServiceBusReceivedMessage> left = await receiver.PeekMessagesAsync(100);
        return left.FirstOrDefault(m => m.Body.ToString().Contains(person, StringComparison.Ordinal));
    }
}
