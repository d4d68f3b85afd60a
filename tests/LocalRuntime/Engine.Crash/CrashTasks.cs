using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine.Crash;

/// <summary>Orchestrations whose effects can be counted afterwards, by lines in a file: one line a run of an activity.</summary>
public static class CrashTasks
{
    /// <summary>The instance that every test of a crash starts.</summary>
    public const string Id = "crash";

    public static void Register(DurableTaskRegistry tasks, string file) => tasks
        .AddActivityFunc<string, string>("Note", async (_, text) =>
        {
            await File.AppendAllLinesAsync(file, [text]);
            return text;
        })
        .AddOrchestratorFunc<object?, string>("Steps", async (context, _) =>
        {
            string first = await context.CallActivityAsync<string>("Note", "first");
            string second = await context.CallActivityAsync<string>("Note", "second");
            return first + second;
        })
        .AddOrchestratorFunc<string, string>("Child", (context, text) => context.CallActivityAsync<string>("Note", text))
        .AddOrchestratorFunc<object?, string>("Parent", (context, _) =>
            context.CallSubOrchestratorAsync<string>("Child", "child", new SubOrchestrationOptions(instanceId: "crash-child")))
        .AddOrchestratorFunc<object?, string>("Receiver", async (context, _) =>
        {
            string first = await context.WaitForExternalEvent<string>("News");
            return first + await context.WaitForExternalEvent<string>("News");
        })
        .AddOrchestratorFunc<object?, string>("Sender", async (context, _) =>
        {
            context.SendEvent("receiver", "News", "a");
            await context.CallActivityAsync("Note", "between");
            context.SendEvent("receiver", "News", "b");
            return "sent";
        })
        .AddOrchestratorFunc("Sleeper", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            await context.CallActivityAsync("Note", "awake");
        });
}
