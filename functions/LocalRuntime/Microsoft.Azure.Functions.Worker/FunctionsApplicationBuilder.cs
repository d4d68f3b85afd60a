using System.Reflection;
using AsiFunctions.LocalRuntime.Host;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds the app together with the host that runs it: on one machine they are one process.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly LocalHostBuilder host;

    internal FunctionsApplicationBuilder(string[] args, Assembly app) => host = new LocalHostBuilder(args, app);

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)host.Web).Properties;

    public ConfigurationManager Configuration => host.Web.Configuration;

    public IHostEnvironment Environment => host.Web.Environment;

    public ILoggingBuilder Logging => host.Web.Logging;

    public IMetricsBuilder Metrics => host.Web.Metrics;

    public IServiceCollection Services => host.Web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => host.Web.Configuration;

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)host.Web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        host.Middleware.Add(middleware);
        return this;
    }

    public IHost Build() => host.Build();
}
