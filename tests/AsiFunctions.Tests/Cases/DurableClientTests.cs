using System.Reflection;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Certification.Standards;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Tests.Cases;

/// <summary>The relay, which wakes orchestrations, gets the engine's client from functions only: each that adds or decides has to take it.</summary>
public sealed class DurableClientTests
{
    // Who works on a task, and when they want to see it again, leaves nothing in the outbox; the standards are no cases.
    private static readonly string[] Without =
    [
        nameof(ClaimTask), nameof(FollowUpTask), nameof(LoadStandards), nameof(ReassignTask), nameof(ReleaseTask),
    ];

    [Fact]
    public void Every_function_that_may_change_a_case_takes_the_engines_client()
    {
        MethodInfo[] changing =
        [
            .. typeof(CaseAdvancer).Assembly.GetTypes()
                .Where(type => Folders()
                    .Any(folder => type.Namespace?.StartsWith($"{nameof(AsiFunctions)}.{folder}", StringComparison.Ordinal) == true))
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
                .Where(Changes),
        ];

        Assert.NotEmpty(changing);
        Assert.Equal(Without, changing.Where(method => !TakesTheClient(method)).Select(NameOf).Order(StringComparer.Ordinal));
    }

    private static string[] Folders() =>
        [nameof(AsiFunctions.Membership), nameof(AsiFunctions.Certification), nameof(AsiFunctions.Assurance), nameof(AsiFunctions.Cases)];

    private static bool Changes(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>() is not null
        && method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is { Methods: { } methods }
            && methods.Any(verb => !verb.Equals("get", StringComparison.OrdinalIgnoreCase)));

    private static bool TakesTheClient(MethodInfo method) => method.GetParameters().Any(parameter =>
        parameter.ParameterType == typeof(DurableTaskClient) && parameter.GetCustomAttribute<DurableClientAttribute>() is not null);

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;
}
