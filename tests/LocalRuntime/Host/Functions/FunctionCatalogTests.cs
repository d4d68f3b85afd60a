using System.Reflection;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.HostSample;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Host.Tests.Functions;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void The_functions_of_an_assembly_are_found_in_the_order_of_their_names()
    {
        IReadOnlyList<HostedFunction> found = FunctionCatalog.Find(typeof(SampleApp).Assembly);

        Assert.Equal(
            ["Break", "Deliver", "Echo", "Files", "Greet", "Keyed", "Kinds", "Plain", "Post", "ReadSleep", "Scope", "Sleep", "StartSleep", "Tick", "Wait", "Wake"],
            found.Select(f => f.Name));
    }

    [Fact]
    public void The_entry_point_leads_a_middleware_to_the_method()
    {
        FunctionDefinition definition = FunctionCatalog.Find(typeof(SampleApp).Assembly).Single(f => f.Name == "Tick").Definition;

        int dot = definition.EntryPoint.LastIndexOf('.');
        Type? type = typeof(SampleApp).Assembly.GetType(definition.EntryPoint[..dot]);
        Assert.Equal("Tick", type!.GetMethod(definition.EntryPoint[(dot + 1)..])!.Name);
        Assert.Equal(typeof(SampleApp).Assembly.Location, definition.PathToAssembly);
        Assert.Equal("timerTrigger", definition.InputBindings["timer"].Type);
    }

    [Theory]
    [InlineData(nameof(Misdeclared.NoTrigger), "X", "Function X: no parameter has a trigger attribute.")]
    [InlineData(nameof(Misdeclared.TwoTriggers), "X", "Function X: it has more than one trigger.")]
    [InlineData(
        nameof(Misdeclared.Hidden),
        "X",
        "Function X: AsiFunctions.LocalRuntime.Host.Tests.Functions.FunctionCatalogTests+Misdeclared.Hidden must be public, in a public class.")]
    [InlineData(nameof(Misdeclared.Sound), "1st", "Function 1st: a name begins with a letter")]
    [InlineData(nameof(Misdeclared.Sound), "a b", "Function a b: a name begins with a letter")]
    [InlineData(nameof(Misdeclared.Sound), "Host", "Function Host: a name begins with a letter")]
    [InlineData(nameof(Misdeclared.NotARequest), "X", "Function X: nothing binds its parameter 'request' of type String (trigger: HttpTrigger).")]
    [InlineData(nameof(Misdeclared.NotInTheRoute), "X", "Function X: nothing binds its parameter 'other' of type String (trigger: HttpTrigger).")]
    [InlineData(nameof(Misdeclared.NotWritable), "X", "Function X: nothing binds its parameter 'id' of type Object (trigger: HttpTrigger).")]
    [InlineData(nameof(Misdeclared.NotATimer), "X", "Function X: nothing binds its parameter 'timer' of type String (trigger: TimerTrigger).")]
    [InlineData(nameof(Misdeclared.BodyOfATimer), "X", "Function X: nothing binds its parameter 'body' of type String (trigger: TimerTrigger).")]
    [InlineData(nameof(Misdeclared.NotAClient), "X", "Function X: nothing binds its parameter 'client' of type Object (trigger: TimerTrigger).")]
    [InlineData(
        nameof(Misdeclared.Several),
        "X",
        "Function X: nothing binds its parameter 'messages' of type ServiceBusReceivedMessage[] (trigger: ServiceBusTrigger).")]
    public void A_misdeclared_function_stops_the_start(string method, string name, string message)
    {
        HostStartException fault = Assert.Throws<HostStartException>(() => FunctionParts.Declare(typeof(Misdeclared), method, name));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        HostStartException fault = Assert.Throws<HostStartException>(() => FunctionParts.Declare(
            (FunctionParts.Method(typeof(Misdeclared), nameof(Misdeclared.Sound)), "Greet"),
            (FunctionParts.Method(typeof(Misdeclared), nameof(Misdeclared.SoundToo)), "greet")));

        Assert.StartsWith("Function Greet: the name is taken more than once, by ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Misdeclared.Sound and ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_real_worker_could_not_call_stops_the_start()
    {
        MethodInfo[] runs = typeof(Misdeclared).GetMethods().Where(m => m.Name == nameof(Misdeclared.Run)).ToArray();

        HostStartException fault = Assert.Throws<HostStartException>(() =>
            FunctionCatalog.CheckWhatTheWorkerGenerates([.. runs.Select((run, number) => (run, $"Run{number}"))]));

        string type = typeof(Misdeclared).ToString();
        Assert.Equal(
            [
                $"Function Run0: {type} must be a class of its own that is not generic; the real worker finds no other.",
                $"Function Run1: {type} must be a class of its own that is not generic; the real worker finds no other.",
                $"Function Run0: {type}.Run is overloaded, by which the real worker cannot tell its functions apart.",
            ],
            fault.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        HostStartException fault = Assert.Throws<HostStartException>(() => FunctionParts.Declare(
            (FunctionParts.Method(typeof(Misdeclared), nameof(Misdeclared.NoTrigger)), "A"),
            (FunctionParts.Method(typeof(Misdeclared), nameof(Misdeclared.TwoTriggers)), "B")));

        Assert.Equal(2, fault.Message.Split(Environment.NewLine).Length);
    }

    public sealed class Misdeclared
    {
        public static void Sound([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
        }

        public static void SoundToo([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
        }

        public static void Run([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
        }

        public static void Run([TimerTrigger("0 0 6 * * *")] TimerInfo timer, CancellationToken cancellation)
        {
        }

        public static void NoTrigger(string text)
        {
        }

        public static void TwoTriggers([TimerTrigger("0 0 6 * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request)
        {
        }

        public static void NotARequest([HttpTrigger] string request)
        {
        }

        public static void NotInTheRoute([HttpTrigger(Route = "api/{id}")] HttpRequest request, string other)
        {
        }

        public static void NotWritable([HttpTrigger(Route = "api/{id}")] HttpRequest request, object id)
        {
        }

        public static void NotATimer([TimerTrigger("0 0 6 * * *")] string timer)
        {
        }

        public static void BodyOfATimer([TimerTrigger("0 0 6 * * *")] TimerInfo timer, [FromBody] string body)
        {
        }

        public static void NotAClient(
            [TimerTrigger("0 0 6 * * *")] TimerInfo timer, [DurableClient] object client, [DurableClient] DurableTaskClient other)
        {
        }

        public static void Several([ServiceBusTrigger("letters")] ServiceBusReceivedMessage[] messages)
        {
        }

        internal static void Hidden([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
        }
    }
}
