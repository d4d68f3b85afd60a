using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.HostSample;

public sealed class DurableFunctions(Journal journal, TimeProvider clock)
{
    [Function("Sleep")]
    public static async Task<string> Sleep([OrchestrationTrigger] TaskOrchestrationContext context, int days)
    {
        await context.CreateTimer(context.CurrentUtcDateTime.AddDays(days), CancellationToken.None);
        return await context.CallActivityAsync<string>("Wake", context.InstanceId);
    }

    [Function("Wake")]
    public string Wake([ActivityTrigger] string instance, FunctionContext context)
    {
        journal.Add($"woke {instance} {clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        return $"{instance} woken in {context.FunctionDefinition.Name}";
    }

    [Function("StartSleep")]
    public static async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/sleeps/{id}/{days:int}")] HttpRequest request,
        string id,
        int days,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        string instance = await client.ScheduleNewOrchestrationInstanceAsync("Sleep", days, new StartOrchestrationOptions(id), cancellation);
        return Results.Accepted(value: instance);
    }

    [Function("ReadSleep")]
    public static async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/sleeps/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        OrchestrationMetadata? found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation);
        return found is null ? Results.NotFound() : Results.Text($"{found.RuntimeStatus} {found.SerializedOutput}");
    }
}
