using AsiFunctions.Cases;
using AsiFunctions.Dashboard.Alerts;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Dashboard;

/// <summary>The dashboard: the change feed, the counts, and the figures made of them.</summary>
public static class DashboardServices
{
    /// <summary>Adds the capability; its settings are under <c>Dashboard</c>.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTable(ChangeFeed.TableName);
        services.AddTable(CountTable.TableName);
        services.AddSingleton(DashboardSettings.Read(configuration));
        services.AddSingleton<ChangeFeed>();
        services.AddOutboxHandler<FeedHandler>();
        services.AddSingleton<CountTable>();
        services.AddSingleton<DigestStore>();
        services.AddSingleton<Census>();
        services.AddSingleton<RollUp>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<RebuildReports>();
        services.AddSingleton<FigureMaker>();
        services.AddSingleton<FigureStore>();
        services.AddSingleton<FigureDesk>();
        services.AddSingleton<SnapshotStore>();
        services.AddCaseKind<DashboardAlertKind>();
        services.AddSingleton<IMailComposer, AlertMailComposer>();
        services.AddSingleton<FigureAlarms>();
        services.AddSingleton<AlertWatch>();
        return services;
    }
}
