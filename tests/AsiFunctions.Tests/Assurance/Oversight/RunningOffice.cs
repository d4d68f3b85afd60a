using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>
/// The whole back office on tables of its own, all its orchestrations and activities on the durable
/// engine, with a clock that is moved. Times are noon of a day unless they are given.
/// </summary>
internal sealed class RunningOffice : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly DurableEngine engine;
    private readonly Outgoing outgoing;
    private readonly MailLog mail = new();

    private RunningOffice(string connection, DateOnly on)
    {
        FrozenTime real = new(new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero));
        Clock = new MovableClock(real);
        ServiceCollection parts = BackOfficeDesk.Parts(connection, Clock, mail);
        parts.AddSingleton(new CaseTable(new TableServiceClient(connection), $"Cases{Guid.NewGuid():N}"));
        services = parts.BuildServiceProvider();
        outgoing = new Outgoing(Get<OutboxRelay>().Activities);
        EngineOptions options = new() { GenerationEnded = (id, history) => Generations.Enqueue((id, history)) };
        engine = DurableEngine.InMemory(Functions(), options, Clock, NullLoggerFactory.Instance, services);
        services.GetRequiredService<DurableClients>().Offer(engine.Client);
    }

    public MovableClock Clock { get; }

    /// <summary>The generations that ended, in order: instance and history.</summary>
    public ConcurrentQueue<(string Instance, string History)> Generations { get; } = [];

    public static async Task<RunningOffice> StartAsync(AzuriteFixture azurite, string on)
    {
        RunningOffice office = new(azurite.ConnectionString, DateOnly.Parse(on, null));
        await office.Get<CaseTable>().Client.CreateAsync();
        await office.Get<OutboxRelay>().StartAsync(default);
        await office.engine.StartAsync();
        office.Clock.Register(office.outgoing);
        return office;
    }

    /// <summary>The orchestrators alone, for replays.</summary>
    public static DurableTaskRegistry Orchestrators()
    {
        DurableTaskRegistry registry = new();
        foreach ((string name, MethodInfo method, _) in Triggered<OrchestrationTriggerAttribute>())
        {
            registry.AddOrchestratorFunc(name, context => (Task)method.Invoke(obj: null, [context])!);
        }

        return registry;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task MoveToAsync(string day) => Clock.MoveToAsync(new DateTimeOffset(DateOnly.Parse(day, null), new TimeOnly(12, 0), TimeSpan.Zero));

    public async Task<TCase> CaseAsync<TCase>(CaseId id)
        where TCase : ICase => (await Get<ICaseStore>().FindAsync<TCase>(id, default))!.Case;

    /// <summary>The messages about a case so far: whom to and which text, in the order of sending.</summary>
    public string[] Mails(CaseId about) =>
        [.. mail.Sent.Where(sent => sent.Case == about).Select(sent => $"{Kebab(sent.Mail.To)} {sent.Mail.Template}")];

    /// <summary>The messages about a case so far, in the order of sending.</summary>
    public IReadOnlyList<Effect.SendMail> Sent(CaseId about) => [.. mail.Sent.Where(sent => sent.Case == about).Select(sent => sent.Mail)];

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await Get<OutboxRelay>().StopAsync(default);
        outgoing.Dispose();
        await Get<CaseTable>().Client.DeleteAsync();
        await services.DisposeAsync();
        Clock.Dispose();
    }

    /// <summary>Runs an activity by name, as the host does.</summary>
    public static async Task<object?> RunAsync(IServiceProvider services, MethodInfo method, string input, DurableTaskClient durable)
    {
        object function = ActivatorUtilities.CreateInstance(services, method.DeclaringType!);
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            Type type when type == typeof(string) => (object?)input,
            Type type when type == typeof(DurableTaskClient) => durable,
            _ => CancellationToken.None,
        })];
        Task running = (Task)method.Invoke(function, arguments)!;
        await running;
        return running.GetType().GetProperty("Result")?.GetValue(running) is { } result && result.GetType().Name != "VoidTaskResult" ? result : null;
    }

    /// <summary>The functions of the app with a trigger of that kind.</summary>
    public static IEnumerable<(string Name, MethodInfo Method, ParameterInfo Trigger)> Triggered<TTrigger>()
        where TTrigger : Attribute =>
        from type in typeof(BackOffice).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters().FirstOrDefault(parameter => parameter.GetCustomAttribute<TTrigger>() is not null)
        where trigger is not null
        select (function.Name, method, trigger);

    private DurableTaskRegistry Functions()
    {
        DurableTaskRegistry registry = Orchestrators();
        foreach ((string name, MethodInfo method, _) in Triggered<ActivityTriggerAttribute>())
        {
            registry.AddActivityFunc<string, object?>(name, (_, input) => RunAsync(services, method, input, engine.Client));
        }

        return registry;
    }

    private static string Kebab(Role role) => JsonSerializer.Serialize(role).Trim('"');

    /// <summary>Takes note of messages; one that is dispatched twice is one message.</summary>
    private sealed class MailLog : IOutboxHandler
    {
        private readonly ConcurrentDictionary<string, (CaseId Case, DateTimeOffset At, Effect.SendMail Mail)> sent = new();

        public string Kind => OutboxKinds.Mail;

        public IEnumerable<(CaseId Case, DateTimeOffset At, Effect.SendMail Mail)> Sent =>
            sent.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

        public Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
        {
            foreach (OutboxEntry entry in entries)
            {
                sent[entry.Id] = (entry.CaseId, entry.At, entry.Payload.Deserialize<Effect.SendMail>(Json.Options)!);
            }

            return Task.CompletedTask;
        }
    }
}
