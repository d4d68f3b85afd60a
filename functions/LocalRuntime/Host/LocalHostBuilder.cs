using System.Reflection;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Host.Settings;
using AsiFunctions.LocalRuntime.Host.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host;

/// <summary>Puts the local host together: the web server, the functions of an assembly and what their triggers need.</summary>
/// <remarks>
/// Settings, the later wins: host.json (below AzureFunctionsJobHost), local.settings.json or its sample, environment variables, command line.
/// The environment is Development unless AZURE_FUNCTIONS_ENVIRONMENT, ASPNETCORE_ENVIRONMENT or DOTNET_ENVIRONMENT says otherwise.
/// </remarks>
public sealed class LocalHostBuilder
{
    private static readonly string[] EnvironmentNames = ["AZURE_FUNCTIONS_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--port"] = "LocalRuntime:Port",
        ["-p"] = "LocalRuntime:Port",
    };

    private readonly Assembly app;

    /// <param name="args">The command line; settings as --Name=value, and --port.</param>
    /// <param name="app">The assembly whose functions are hosted; its folder holds host.json and local.settings.json.</param>
    /// <exception cref="HostStartException">A settings file cannot be read.</exception>
    public LocalHostBuilder(string[] args, Assembly app)
    {
        StartFailures.ShowAsOneLine();
        this.app = app;
        string folder = Path.GetDirectoryName(app.Location)!;
        IReadOnlyDictionary<string, string?> local = HostFiles.LocalSettings(folder);
        IConfiguration line = new ConfigurationBuilder().AddCommandLine(args, Short).Build();
        Web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = app.GetName().Name,
            ContentRootPath = folder,
            EnvironmentName = line["environment"]
                ?? EnvironmentNames.Select(Environment.GetEnvironmentVariable).FirstOrDefault(e => !string.IsNullOrEmpty(e))
                ?? EnvironmentNames.Select(e => local.GetValueOrDefault(e)).FirstOrDefault(e => !string.IsNullOrEmpty(e))
                ?? Environments.Development,
        });
        Web.Configuration.AddInMemoryCollection(HostFiles.HostJson(folder));
        Web.Configuration.AddInMemoryCollection(local);
        Web.Configuration.AddEnvironmentVariables();
        Web.Configuration.AddCommandLine(args, Short);
        Web.Logging.ClearProviders();
        Web.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        Web.Logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
        });
        MovableClock clock = new();
        LocalClock.Current = clock;
        Web.Services.AddSingleton(clock);
        Web.Services.AddSingleton<TimeProvider>(clock);
        Web.Services.AddRouting();
        Web.Services.AddMvcCore();
    }

    /// <summary>The web application that everything is built on.</summary>
    public WebApplicationBuilder Web { get; }

    /// <summary>The worker's middleware, outermost first.</summary>
    public IList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; } = [];

    /// <summary>Builds the host.</summary>
    /// <exception cref="HostStartException">A function is misdeclared or a setting is missing or wrong: one line for each.</exception>
    public IHost Build() => HostAssembly.Build(Web, app, [.. Middleware]);
}
