using AsiFunctions.Access;
using AsiFunctions.Assurance;
using AsiFunctions.Cases;
using AsiFunctions.Certification;
using AsiFunctions.Dashboard;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Import;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys;
using AsiFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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

        // Outermost first: whatever goes wrong further in is answered as a problem.
        builder.UseMiddleware<HttpHabits>();
        builder.UseMiddleware<AuthorizeMiddleware>();
        builder.UseMiddleware<AnonymousPostLimit>();
        builder.UseMiddleware<DurableClientMiddleware>();

        // The web server would log every address, and the address of a calendar holds its key.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        AddCapabilities(builder.Services, builder.Configuration);
        return builder.Build();
    }

    /// <summary>Adds everything that reads settings. infra/SETTINGS.md is held to what is read here.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message says which.</exception>
    /// <exception cref="FormatException">The keys are missing or malformed.</exception>
    internal static void AddCapabilities(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTelemetry(configuration);
        services.AddHttpHabits(configuration);
        services.AddStorage(configuration);
        services.AddCases();
        services.AddForms(configuration);
        services.AddMembership(configuration);
        services.AddCertification(configuration);
        services.AddAssurance(configuration);
        services.AddDashboard(configuration);
        services.AddImport();
        services.AddSurveys(configuration);
        services.AddAccess(configuration);
        services.AddNotifications(configuration);
    }
}
