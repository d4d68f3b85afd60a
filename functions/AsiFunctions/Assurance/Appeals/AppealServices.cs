using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>What appeals need.</summary>
internal static class AppealServices
{
    /// <summary>Adds their part of the capability.</summary>
    public static IServiceCollection AddAppeals(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(AppealSettings.Read(configuration))
        .AddCaseKind<AppealKind>()
        .AddSingleton<AppealDesk>()
        .AddSingleton<IMailComposer, AppealMailComposer>();
}
