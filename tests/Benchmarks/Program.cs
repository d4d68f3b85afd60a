using AsiFunctions.Benchmarks.Applications;
using AsiFunctions.Benchmarks.Duties;
using AsiFunctions.Benchmarks.Engine;
using AsiFunctions.Tests.Support;

// dotnet run -c Release --project tests/Benchmarks [engine|applications|duties] [number of sleeping orchestrations, or of members ...]
if (args is [EngineChild.Verb, ..])
{
    return await EngineChild.RunAsync(args);
}

string what = args.FirstOrDefault() ?? "all";
if (what is not ("all" or "engine" or "applications" or "duties"))
{
    await Console.Error.WriteLineAsync("Say engine, applications, duties, or nothing for all.");
    return 2;
}

await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} processors, {DateTimeOffset.UtcNow:yyyy-MM-dd}, .NET {Environment.Version}, Azurite with persistence");
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

if (what is "all" or "engine")
{
    await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
    await EngineBenchmarks.RunAsync(Console.Out, azurite.ConnectionString, [.. args.Skip(1).Select(int.Parse)]);
}

return 0;
