namespace Microsoft.DurableTask;

/// <summary>Names a class-based orchestrator or activity, and its version.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = false)]
public sealed class DurableTaskAttribute(string? name = null) : Attribute
{
    // CA1019: the argument is text, the property a TaskName, as in the real attribute.
#pragma warning disable CA1019
    public TaskName Name { get; } = string.IsNullOrEmpty(name) ? default : new TaskName(name);
#pragma warning restore CA1019

    public string? Version { get; set; }
}
