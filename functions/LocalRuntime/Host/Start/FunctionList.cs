using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Http;
using AsiFunctions.LocalRuntime.Host.ServiceBus;
using AsiFunctions.LocalRuntime.Host.Timers;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Start;

/// <summary>Tells the person at the console which functions there are, grouped by what triggers them, with the addresses of HTTP functions.</summary>
internal static class FunctionList
{
    public static void Write(
        TextWriter output,
        string address,
        IReadOnlyList<HostedFunction> functions,
        IReadOnlyList<HttpRoute> routes,
        IReadOnlyList<TimerFunction> timers,
        IReadOnlyList<QueueTrigger> queues)
    {
        output.WriteLine();
        output.WriteLine("Functions");
        int width = functions.Select(f => f.Name.Length).DefaultIfEmpty().Max();
        Group(output, "HTTP", width, routes.Select(r => (r.Function.Name, $"[{Methods(r)}] {address}/{r.Template}")));
        Group(output, "Timer", width, timers.Select(t => (t.Function.Name, t.Schedule.Text)));
        Group(output, "Queue", width, queues.Select(q => (q.Function.Name, q.Queue)));
        Group(output, "Orchestration", width, functions.Where(f => f.Trigger is OrchestrationTriggerAttribute).Select(f => (f.Name, "")));
        Group(output, "Activity", width, functions.Where(f => f.Trigger is ActivityTriggerAttribute).Select(f => (f.Name, "")));
        output.WriteLine();
    }

    private static void Group(TextWriter output, string title, int width, IEnumerable<(string Name, string What)> lines)
    {
        bool first = true;
        foreach ((string name, string what) in lines)
        {
            if (first)
            {
                output.WriteLine();
                output.WriteLine("  " + title);
                first = false;
            }

            output.WriteLine($"    {name.PadRight(width)}  {what}".TrimEnd());
        }
    }

    private static string Methods(HttpRoute route) =>
        route.Methods is null ? "ALL" : string.Join(',', route.Methods.Select(m => m.ToUpperInvariant()));
}
