using System.Diagnostics.Metrics;

namespace AsiFunctions.Telemetry;

/// <summary>What the app measures of itself, for whoever watches it. The alerts in infra/modules/alerts.bicep know the measures by name.</summary>
/// <remarks>
/// Only timers measure, each at the end of its run: a run that fails, or never comes, shows as silence. Requests, dependencies and orchestrations are
/// measured by the host.
/// </remarks>
public sealed class Instruments
{
    /// <summary>The meter's name, which exporters are told of.</summary>
    public const string MeterName = "AsiFunctions";

    private readonly Counter<long> swept;
    private readonly Counter<long> mended;
    private readonly Counter<long> rollUps;

    /// <param name="meters">Makes the meter.</param>
    public Instruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        swept = meter.CreateCounter<long>("asi.outbox.swept", "{entry}", "Outbox entries that the sweep took over from the relay.");
        mended = meter.CreateCounter<long>("asi.cases.mended", "{case}", "Cases that a comparison mended, by what was done to them.");
        rollUps = meter.CreateCounter<long>("asi.dashboard.rollups", "{run}", "Runs of the dashboard's roll-up that ended well.");
    }

    /// <summary>The sweep took over entries of the outbox; 0 where nothing was left behind.</summary>
    public void Swept(int entries) => swept.Add(entries);

    /// <summary>A comparison mended cases; 0 where all was as it should be.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="repair">What was done: <c>orchestration-restarted</c>, <c>duty-begun</c>.</param>
    public void Mended(int cases, string repair) => mended.Add(cases, new KeyValuePair<string, object?>("repair", repair));

    /// <summary>The dashboard was rolled up.</summary>
    public void RolledUp() => rollUps.Add(1);
}
