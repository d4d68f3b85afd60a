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
using Microsoft.Azure.Functions.Worker.Builder;
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

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddMetrics().AddSingleton<Telemetry>();
        builder.Services.AddHttpHabits(builder.Configuration);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddCases();
        builder.Services.AddForms(builder.Configuration);
        builder.Services.AddMembership(builder.Configuration);
        builder.Services.AddCertification(builder.Configuration);
        builder.Services.AddAssurance(builder.Configuration);
        builder.Services.AddDashboard(builder.Configuration);
        builder.Services.AddImport();
        builder.Services.AddSurveys(builder.Configuration);
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddNotifications(builder.Configuration);
        return builder.Build();
    }
}
