using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Dashboard;

/// <summary>The settings under <c>Dashboard</c>.</summary>
/// <param name="SmallestCount">Where entities could be recognised, counts from 1 to below this are kept from the public. Default 3, an assumption.</param>
/// <param name="CachedFor">How long a process answers a figure without reading it again. Default 2 seconds.</param>
public sealed record DashboardSettings(int SmallestCount, TimeSpan CachedFor)
{
    /// <summary>Reads them.</summary>
    public static DashboardSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Dashboard");
        return new DashboardSettings(section.GetValue(nameof(SmallestCount), 3), section.GetValue(nameof(CachedFor), TimeSpan.FromSeconds(2)));
    }
}
