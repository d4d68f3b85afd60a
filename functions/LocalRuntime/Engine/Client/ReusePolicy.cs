using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>What a start does when an instance of the same id exists.</summary>
/// <param name="Refused">Statuses in which it is refused. An instance in any other status is replaced; terminated first, if it runs.</param>
internal sealed record ReusePolicy(IReadOnlySet<OrchestrationRuntimeStatus> Refused)
{
    /// <summary>As the Functions host does unless told otherwise: what has ended may be replaced, what has not may not.</summary>
    public static ReusePolicy Default { get; } = new(new HashSet<OrchestrationRuntimeStatus>
    {
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    });

    /// <exception cref="ArgumentException">A status is unknown, or the combination contradicts itself.</exception>
    public static ReusePolicy From(IReadOnlyList<string>? dedupeStatuses)
    {
        if (dedupeStatuses is null)
        {
            return Default;
        }

        HashSet<OrchestrationRuntimeStatus> refused = [.. dedupeStatuses.Select(Parse)];
        if (refused.Contains(OrchestrationRuntimeStatus.Terminated) && !refused.IsSupersetOf(Default.Refused))
        {
            throw new ArgumentException(
                "Invalid dedupe statuses: 'Terminated' cannot be among them while a running instance may be replaced, "
                + "because that instance would be terminated and then refuse the start.",
                nameof(dedupeStatuses));
        }

        return new ReusePolicy(refused);
    }

    private static OrchestrationRuntimeStatus Parse(string status) => Enum.TryParse(status, ignoreCase: true, out OrchestrationRuntimeStatus parsed)
        ? parsed
        : throw new ArgumentException($"Invalid orchestration runtime status: '{status}' for deduplication.", nameof(status));
}
