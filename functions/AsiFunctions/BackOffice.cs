using AsiFunctions.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions;

/// <summary>Puts the app together, the same for every host.</summary>
public static class BackOffice
{
    /// <summary>Builds the app, ready to run.</summary>
    /// <param name="args">The command line; settings as <c>--Name=value</c>.</param>
    public static IHost Build(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpHabits();
        return builder.Build();
    }
}
