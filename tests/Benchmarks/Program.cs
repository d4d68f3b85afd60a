using AsiFunctions.Benchmarks.Applications;
using AsiFunctions.Benchmarks.Engine;
using AsiFunctions.Tests.Support;

// dotnet run -c Release --project tests/Benchmarks [engine|applications] [number of sleeping orchestrations ...]
if (args is [EngineChild.Verb, ..])
{
    return await EngineChild.RunAsync(args);
}

string what = args.FirstOrDefault() ?? "all";
if (what is not ("all" or "engine" or "applications"))
{
    await Console.Error.WriteLineAsync("Say engine, applications, or nothing for both.");
    return 2;
}

await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} processors, {DateTimeOffset.UtcNow:yyyy-MM-dd}, .NET {Environment.Version}, Azurite with persistence");
if (what is "all" or "applications")
{
    await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
    await ApplicationBenchmarks.RunAsync(Console.Out, azurite.ConnectionString);
}

if (what is "all" or "engine")
{
    await using Azurite azurite = await Azurite.StartAsync(AzuritePersistence.OnDisk);
    await EngineBenchmarks.RunAsync(Console.Out, azurite.ConnectionString, [.. args.Skip(1).Select(int.Parse)]);
}

return 0;
