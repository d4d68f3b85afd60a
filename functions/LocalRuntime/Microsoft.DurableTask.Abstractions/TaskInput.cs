namespace Microsoft.DurableTask;

/// <summary>Hands an input to code of a declared type: null becomes the type's default, another type is refused.</summary>
internal static class TaskInput
{
    public static T As<T>(object? input) => input switch
    {
        T typed => typed,
        null => default!,
        _ => throw new ArgumentException($"Input type '{input.GetType()}' does not match expected type '{typeof(T)}'.", nameof(input)),
    };
}
