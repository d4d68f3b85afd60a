using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Certification.Duties;

/// <summary>The duty to certify in time.</summary>
internal static class DutyServices
{
    /// <summary>Adds the duties, their messages, their calendars and their daily comparison with the members.</summary>
    public static IServiceCollection AddDuties(this IServiceCollection services, IConfiguration configuration) => services
        .AddCaseKind<DutyKind>()
        .AddSingleton<DutyDesk>()
        .AddSingleton<DutyComparer>()
        .AddSingleton<IMailComposer, DutyMailComposer>()
        .AddSingleton(provider => CalendarLinks.Read(configuration, provider.GetRequiredService<SecretKeys>()));
}
