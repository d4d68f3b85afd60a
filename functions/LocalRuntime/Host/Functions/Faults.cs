namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Gathers what is wrong, so that a person mends it all at once.</summary>
internal sealed class Faults
{
    private readonly List<string> lines = [];

    public void Add(string function, string what) => lines.Add(FunctionCatalog.Fault(function, what).Message);

    public void Add(string line) => lines.Add(line);

    public void Catch(Action action)
    {
        try
        {
            action();
        }
        catch (HostStartException fault)
        {
            lines.Add(fault.Message);
        }
    }

    public void ThrowIfAny()
    {
        if (lines.Count > 0)
        {
            throw new HostStartException(string.Join(Environment.NewLine, lines));
        }
    }
}
