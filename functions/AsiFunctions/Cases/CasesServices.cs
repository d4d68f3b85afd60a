using AsiFunctions.Cases.Operations;
using AsiFunctions.Cases.Status;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Cases;

/// <summary>What the cases need.</summary>
public static class CasesServices
{
    /// <summary>Adds tasks, statuses and the driving of orchestrations; the storage comes from <see cref="StorageServices"/>.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton<DurableClients>();
        services.AddOutboxHandler<WakeHandler>();
        services.AddSingleton<CaseAdvancer>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton<CaseSummaries>();
        services.AddSingleton<CaseStatuses>();
        services.AddSingleton<CaseReconciler>();
        services.AddSingleton<WaitingWork>();
        services.AddSingleton<IColleagues, AccountColleagues>();
        return services;
    }

    /// <summary>Makes a kind of case known; each capability adds its own.</summary>
    public static IServiceCollection AddCaseKind<TKind>(this IServiceCollection services)
        where TKind : class, ICaseKind =>
        services.AddSingleton<TKind>().AddSingleton<ICaseKind>(provider => provider.GetRequiredService<TKind>());
}
