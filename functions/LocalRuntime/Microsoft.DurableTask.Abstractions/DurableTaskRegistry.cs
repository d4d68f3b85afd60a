using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities that a worker can run, by name and version.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskActivity>> activities = [];
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskOrchestrator>> orchestrators = [];

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() =>
        activities.Select(a => KeyValuePair.Create(a.Key.Name, a.Value));

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() =>
        orchestrators.Select(o => KeyValuePair.Create(o.Key.Name, o.Value));

    internal Func<IServiceProvider, ITaskActivity>? FindActivity(TaskName name, TaskVersion version) => Find(activities, name, version);

    internal Func<IServiceProvider, ITaskOrchestrator>? FindOrchestrator(TaskName name, TaskVersion version) => Find(orchestrators, name, version);

    // The exact version; the unversioned registration stands for all versions only where the name has no versioned one.
    private static T? Find<T>(Dictionary<(TaskName Name, TaskVersion Version), T> all, TaskName name, TaskVersion version)
        where T : class
    {
        if (all.TryGetValue((name, version), out T? exact))
        {
            return exact;
        }

        bool versioned = all.Keys.Any(k => k.Name == name && k.Version != TaskVersion.Unversioned);
        return versioned ? null : all.GetValueOrDefault((name, TaskVersion.Unversioned));
    }

    private static void Add<T>(Dictionary<(TaskName Name, TaskVersion Version), T> all, TaskName name, TaskVersion version, T factory)
    {
        if (string.IsNullOrEmpty(name.Name))
        {
            throw new ArgumentException("The name must not be empty.", nameof(name));
        }

        ArgumentNullException.ThrowIfNull(factory);
        if (!all.TryAdd((name, version), factory))
        {
            string kind = all is Dictionary<(TaskName, TaskVersion), Func<IServiceProvider, ITaskActivity>>
                ? nameof(ITaskActivity)
                : nameof(ITaskOrchestrator);
            string which = version == TaskVersion.Unversioned ? "" : $" with version '{version.Version}'";
            throw new ArgumentException($"An {kind} named '{name}'{which} is already added.", nameof(name));
        }
    }

    private static Type Concrete<T>(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type is { IsAbstract: false, IsInterface: false } && typeof(T).IsAssignableFrom(type)
            ? type
            : throw new ArgumentException($"{type} must be a concrete {typeof(T).Name}.", nameof(type));
    }

    private static TaskName NameOf(Type type) =>
        type.GetCustomAttribute<DurableTaskAttribute>() is { Name.Name.Length: > 0 } named ? named.Name : new TaskName(type.Name);

    private static TaskVersion VersionOf(Type type) => new(type.GetCustomAttribute<DurableTaskAttribute>()?.Version);
}
