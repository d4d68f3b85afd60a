using AsiFunctions.LocalRuntime.Host.Functions;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Tests.Functions;

public sealed class MessageBindingTests
{
    private static readonly ServiceBusReceivedMessage Message =
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString("""{"name":"Ana","age":7}"""), messageId: "m1");

    [Theory]
    [InlineData(nameof(Functions.Whole), "m1")]
    [InlineData(nameof(Functions.Text), """{"name":"Ana","age":7}""")]
    [InlineData(nameof(Functions.Binary), "22")]
    [InlineData(nameof(Functions.Bytes), "22")]
    [InlineData(nameof(Functions.FromJson), "Ana is 7")]
    [InlineData(nameof(Functions.Both), "m1 Ana is 7")]
    public async Task A_message_is_bound_in_the_form_that_the_function_takes(string method, string expected)
    {
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        using FunctionPipeline pipeline = FunctionParts.Pipeline(services);
        HostedFunction function = FunctionParts.Declare(typeof(Functions), method);

        object? result = await pipeline.InvokeAsync(function, Input());

        Assert.Equal(expected, result);
    }

    [Fact]
    public async Task What_is_no_such_JSON_fails_the_invocation_without_a_word_of_its_content()
    {
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        using FunctionPipeline pipeline = FunctionParts.Pipeline(services);
        HostedFunction function = FunctionParts.Declare(typeof(Functions), nameof(Functions.Wrong));

        FunctionInputConverterException fault =
            await Assert.ThrowsAsync<FunctionInputConverterException>(() => pipeline.InvokeAsync(function, Input()));

        Assert.Equal("The message cannot be read as Int32.", fault.Message);
    }

    private static TriggerInput Input() => new(new TriggeredMessage(Message, new NoActions()), new Dictionary<string, object?>(), "test");

    public sealed record Person(string Name, int Age);

    public static class Functions
    {
        public static string Whole([ServiceBusTrigger("q")] ServiceBusReceivedMessage message) => message.MessageId!;

        public static string Text([ServiceBusTrigger("q")] string message) => message;

        public static string Binary([ServiceBusTrigger("q")] BinaryData message) => $"{message.ToMemory().Length}";

        public static string Bytes([ServiceBusTrigger("q")] byte[] message) => $"{message.Length}";

        public static string FromJson([ServiceBusTrigger("q")] Person message) => $"{message.Name} is {message.Age}";

        public static string Both([ServiceBusTrigger("q")] Person person, ServiceBusReceivedMessage message, ServiceBusMessageActions actions) =>
            $"{message.MessageId} {person.Name} is {person.Age}{(actions is NoActions ? "" : "?")}";

        public static string Wrong([ServiceBusTrigger("q")] int message) => $"{message}";
    }

    private sealed class NoActions : ServiceBusMessageActions;
}
