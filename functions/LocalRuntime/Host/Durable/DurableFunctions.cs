using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Host.Durable;

/// <summary>Makes orchestrator and activity functions known to the engine, by the names of their functions.</summary>
internal static class DurableFunctions
{
    public static DurableTaskRegistry Register(IEnumerable<HostedFunction> functions, FunctionPipeline pipeline)
    {
        DurableTaskRegistry registry = new();
        foreach (HostedFunction function in functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTriggerAttribute:
                    registry.AddOrchestrator(function.Name, new Orchestrator(function, pipeline));
                    break;
                case ActivityTriggerAttribute:
                    registry.AddActivity(function.Name, new Activity(function, pipeline));
                    break;
            }
        }

        return registry;
    }

    /// <summary>
    /// Runs inside the worker's middleware too, as on the real worker: a middleware that awaits before an orchestrator breaks its replay.
    /// </summary>
    private sealed class Orchestrator(HostedFunction function, FunctionPipeline pipeline) : ITaskOrchestrator
    {
        public Type InputType => typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
        {
            Dictionary<string, object?> data = new() { ["instanceId"] = context.InstanceId };
            return pipeline.ReplayAsync(function, new TriggerInput(context, data, "orchestration"));
        }
    }

    private sealed class Activity(HostedFunction function, FunctionPipeline pipeline) : ITaskActivity
    {
        public Type InputType { get; } = function.Method.GetParameters()
            .First(p => p.IsDefined(typeof(ActivityTriggerAttribute), inherit: false)).ParameterType;

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskActivityContext context, object? input)
        {
            Dictionary<string, object?> data = new() { ["instanceId"] = context.InstanceId };
            return pipeline.InvokeAsync(function, new TriggerInput(input, data, $"activity of {context.InstanceId}"));
        }
    }
}
