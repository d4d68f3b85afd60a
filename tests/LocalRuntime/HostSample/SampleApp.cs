using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions.LocalRuntime.HostSample;

public static class SampleApp
{
    public static IHost Build(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<OuterMiddleware>();
        builder.UseMiddleware(async (context, next) =>
        {
            context.InstanceServices.GetRequiredService<Journal>().Add($"inner before {context.FunctionDefinition.Name}");
            await next();
            context.InstanceServices.GetRequiredService<Journal>().Add($"inner after {context.FunctionDefinition.Name}");
        });
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddScoped<Visit>();
        builder.Services.AddSingleton(_ => new ServiceBusClient(builder.Configuration["ServiceBus"]!));
        return builder.Build();
    }
}
