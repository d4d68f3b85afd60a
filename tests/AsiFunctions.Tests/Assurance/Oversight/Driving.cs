using System.Reflection;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Membership;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>What an orchestration does, step by step and without an engine.</summary>
internal static class Driving
{
    private static readonly Dictionary<string, MethodInfo> Activities = RunningOffice.Triggered<ActivityTriggerAttribute>()
        .ToDictionary(found => found.Name, found => found.Method);

    /// <summary>Does what is due and the work, until nothing is left to do.</summary>
    public static async Task GoOnAsync(IServiceProvider services, CaseId id)
    {
        CaseAdvancer advancer = services.GetRequiredService<CaseAdvancer>();
        while (await advancer.AdvanceAsync(id, default) is { Work: { } work })
        {
            await RunningOffice.RunAsync(services, Activities[work], id.Value, BackOfficeDesk.NoDurable);
        }
    }
}
