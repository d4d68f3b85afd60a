using AsiFunctions.Benchmarks.Applications;
using AsiFunctions.Benchmarks.Dashboard;
using AsiFunctions.Benchmarks.Duties;
using AsiFunctions.Benchmarks.Engine;
using AsiFunctions.Tests.Support;

// dotnet run -c Release --project tests/Benchmarks [engine|applications|duties|dashboard] [number of sleeping orchestrations, or of members ...]
// For dashboard: [rollup|rebuild|figures] [members behind the roll-up] [members of the rebuild]
if (args is [EngineChild.Verb, ..])
{
    return await EngineChild.RunAsync(args);
}

string what = args.FirstOrDefault() ?? "all";
if (what is not ("all" or "engine" or "applications" or "duties" or "dashboard"))
{
    await Console.Error.WriteLineAsync("Say engine, applications, duties, dashboard, or nothing for all.");
    return 2;
}

await Console.Out.WriteLineAsync(
    $"{Environment.ProcessorCount} processors, {DateTimeOffset.UtcNow:yyyy-MM-dd}, .NET {Environment.Version}, Azurite with persistence");
if (what is "all" or "applications")
{
    await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
    await ApplicationBenchmarks.RunAsync(Console.Out, azurite.ConnectionString);
}

if (what is "all" or "duties")
{
    int[] counts = what is "duties" ? [.. args.Skip(1).Select(int.Parse)] : [];
    foreach (int count in counts is [] ? [2000, 5000] : counts)
    {
        await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
        await DutyBenchmarks.RunAsync(Console.Out, azurite.ConnectionString, count);
    }
}

if (what is "all" or "dashboard")
{
    string[] rest = what is "dashboard" ? args[1..] : [];
    string? only = rest.FirstOrDefault() is "rollup" or "rebuild" or "figures" ? rest[0] : null;
    int[] counts = [.. rest.Skip(only is null ? 0 : 1).Select(int.Parse)];
    await DashboardBenchmarks.RunAsync(Console.Out, counts.ElementAtOrDefault(0), counts.ElementAtOrDefault(1), only);
}

if (what is "all" or "engine")
{
    await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
    await EngineBenchmarks.RunAsync(Console.Out, azurite.ConnectionString, [.. args.Skip(1).Select(int.Parse)]);
}

return 0;
