using System.Reflection;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Waits for what a function returned, whatever kind of task it is.</summary>
internal static class Returned
{
    public static Func<object?, ValueTask<object?>> Unwrapper(Type type)
    {
        if (type == typeof(void))
        {
            return static _ => ValueTask.FromResult<object?>(null);
        }

        if (type == typeof(Task))
        {
            return static async task =>
            {
                await (Task)task!;
                return null;
            };
        }

        if (type == typeof(ValueTask))
        {
            return static async task =>
            {
                await (ValueTask)task!;
                return null;
            };
        }

        Type? open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (open == typeof(Task<>))
        {
            return Close(nameof(OfTask), type);
        }

        return open == typeof(ValueTask<>) ? Close(nameof(OfValueTask), type) : ValueTask.FromResult;
    }

    private static Func<object?, ValueTask<object?>> Close(string method, Type task) =>
        typeof(Returned).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(task.GetGenericArguments()[0])
            .CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> OfTask<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> OfValueTask<T>(object? task) => await (ValueTask<T>)task!;
}
