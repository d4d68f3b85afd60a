using System.Globalization;
using System.Reflection;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Host.Dev;
using AsiFunctions.LocalRuntime.Host.Durable;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Http;
using AsiFunctions.LocalRuntime.Host.ServiceBus;
using AsiFunctions.LocalRuntime.Host.Services;
using AsiFunctions.LocalRuntime.Host.Settings;
using AsiFunctions.LocalRuntime.Host.Storage;
using AsiFunctions.LocalRuntime.Host.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.Start;

/// <summary>Makes a host of its parts, checking everything that can be checked before anything starts.</summary>
internal static class HostAssembly
{
    // The real host's limit of a request's body.
    private const long StandardBodyLimit = 104_857_600;

    public static LocalHost Build(
        WebApplicationBuilder builder,
        Assembly app,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        LocalRuntimeOptions options = LocalRuntimeOptions.Read(builder.Configuration);
        string storage = builder.Configuration["AzureWebJobsStorage"] is { Length: > 0 } found
            ? found
            : throw new HostStartException(
                "The setting AzureWebJobsStorage is missing; set it to UseDevelopmentStorage=true under Values in local.settings.json.");
        StorageEndpoints? endpoints = StorageEndpoints.Find(storage);
        HostJsonCheck.Check(builder.Configuration);
        HostedFunction[] functions = [.. FunctionCatalog.Find(app).Where(f => !IsDisabled(builder.Configuration, f))];
        Listen(builder, options);
        DurableEngineHost durable = new(storage, builder.Configuration);
        builder.Services.AddSingleton(new DurableClientSource(() => durable.Client));

        WebApplication web = builder.Build();
        MovableClock clock = web.Services.GetRequiredService<MovableClock>();
        ILoggerFactory logs = web.Services.GetRequiredService<ILoggerFactory>();
        ConstructorCheck.Check(functions, web.Services);
        FunctionPipeline pipeline = new(
            middleware, web.Services.GetRequiredService<IServiceScopeFactory>(), Timeout(web.Configuration), logs.CreateLogger<FunctionPipeline>());
        HttpFunctions http = new(pipeline, options.FunctionKey, logs.CreateLogger<HttpFunctions>());
        HttpRoutes routes = new(
            functions,
            web.Configuration.HostValue("extensions:http:routePrefix") ?? "api",
            http.HandleAsync,
            web.Services.GetRequiredService<IInlineConstraintResolver>());
        LocalStore store = new(storage);
        HostState state = new(clock);
        Answer(web, routes, state);
        durable.Registry = DurableFunctions.Register(functions, pipeline);
        Faults faults = new();
        List<TimerFunction> timers = [];
        List<QueueTrigger> queues = [];
        foreach (HostedFunction function in functions)
        {
            faults.Catch(() =>
            {
                switch (function.Trigger)
                {
                    case TimerTriggerAttribute timer:
                        timers.Add(new TimerFunction(
                            function, Schedule(web.Configuration, function, timer), pipeline, clock, store, logs.CreateLogger<TimerFunction>()));
                        break;
                    case ServiceBusTriggerAttribute queue:
                        queues.Add(QueueTriggers.Create(web.Configuration, function, queue, pipeline, logs));
                        break;
                }
            });
        }

        faults.ThrowIfAny();
        return new LocalHost(web, new HostParts
        {
            Options = options,
            Storage = endpoints,
            Services = new LocalServices(options, endpoints),
            Store = store,
            State = state,
            Functions = functions,
            Routes = routes.All,
            Pipeline = pipeline,
            Durable = durable,
            Queues = queues,
            Timers = timers,
        });
    }

    private static void Listen(WebApplicationBuilder builder, LocalRuntimeOptions options)
    {
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = options.Drain);
        builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize =
                long.TryParse(builder.Configuration["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"], CultureInfo.InvariantCulture, out long limit)
                    ? limit
                    : StandardBodyLimit;
            kestrel.ListenLocalhost(options.Port);
        });
    }

    private static void Answer(WebApplication web, HttpRoutes routes, HostState state)
    {
        (string Name, string? Value)[] headers =
            [.. web.Configuration.HostSectionOf("extensions:http:customHeaders").GetChildren().Select(h => (h.Key, h.Value))];
        web.Use((context, next) =>
        {
            foreach ((string name, string? value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            return next(context);
        });
        if (web.Environment.IsDevelopment())
        {
            web.MapDev(state);
        }

        web.UseWhen(
            context => context.GetEndpoint() is null && !HttpRoutes.IsReserved(context.Request.Path),
            functions => functions.UseRouter(routes.Router));
    }

    // As on the real host: AzureWebJobs.{function}.Disabled.
    private static bool IsDisabled(ConfigurationManager configuration, HostedFunction function) =>
        bool.TryParse(configuration[$"AzureWebJobs.{function.Name}.Disabled"], out bool disabled) && disabled;

    private static TimerSchedule Schedule(IConfiguration configuration, HostedFunction function, TimerTriggerAttribute trigger)
    {
        string text = configuration.Resolve(trigger.Schedule, function.Name);
        try
        {
            return TimerSchedule.Parse(text);
        }
        catch (FormatException exception)
        {
            throw FunctionCatalog.Fault(function.Name, $"its schedule '{text}' is wrong: {exception.Message}");
        }
    }

    private static TimeSpan? Timeout(IConfiguration configuration)
    {
        const string Endless = "-1";
        return configuration.HostValue("functionTimeout") switch
        {
            null or "" or Endless => null,
            { } text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan limit) && limit > TimeSpan.Zero
                ? limit
                : throw new HostStartException($"functionTimeout in host.json is '{text}'; it takes a time span such as 00:05:00, or -1."),
        };
    }
}
