namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function. The name is unique in the app, without regard to case.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
