using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Forms;

/// <summary>Forms and their drafts.</summary>
public static class FormsServices
{
    /// <summary>Adds the forms.</summary>
    /// <exception cref="FormDefinitionException">A definition goes beyond what the server enforces: the app does not start.</exception>
    public static IServiceCollection AddForms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(FormLibrary.Read());
        services.AddSingleton(DraftSettings.Read(configuration));
        services.AddSingleton<FormCatalogue>();
        services.AddSingleton<DraftKeys>();
        services.AddSingleton<DraftAnswers>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<IMailComposer, DraftMail>();
        return services;
    }
}
