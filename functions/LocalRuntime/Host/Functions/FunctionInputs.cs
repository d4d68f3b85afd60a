using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>The arguments of an invocation: each is bound once, whether a middleware or the function asks first.</summary>
internal sealed class FunctionInputs(LocalFunctionContext context) : IFunctionInputs
{
    private readonly object?[] values = new object?[context.Function.Binders.Count];
    private readonly bool[] bound = new bool[context.Function.Binders.Count];

    public async ValueTask<object?[]> BindAllAsync()
    {
        for (int i = 0; i < values.Length; i++)
        {
            await BindAsync(i);
        }

        return values;
    }

    public ValueTask<object?> GetAsync(string parameter) => BindAsync(IndexOf(parameter));

    public void Set(string parameter, object? value)
    {
        int index = IndexOf(parameter);
        values[index] = value;
        bound[index] = true;
    }

    private async ValueTask<object?> BindAsync(int index)
    {
        if (!bound[index])
        {
            values[index] = await context.Function.Binders[index](context);
            bound[index] = true;
        }

        return values[index];
    }

    private int IndexOf(string parameter)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (context.Function.Definition.Parameters[i].Name == parameter)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Function {context.Function.Name} has no parameter '{parameter}'.");
    }
}
