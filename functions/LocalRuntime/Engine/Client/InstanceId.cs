namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>What the Functions host accepts as the id of an orchestration that a client starts.</summary>
internal static class InstanceId
{
    private const int Longest = 256;

    private static readonly char[] Forbidden = ['/', '\\', '#', '?'];

    /// <exception cref="ArgumentException">The id is longer than 256 characters, begins with @, or
    /// has one of / \ # ? or a control character.</exception>
    public static string Check(string id)
    {
        if (id.Length is 0 or > Longest || id[0] == '@' || id.AsSpan().IndexOfAny(Forbidden) >= 0 || id.Any(char.IsControl))
        {
            string rule =
                $"it must have 1 to {Longest} characters, must not begin with '@' and must not have '/', '\\', '#', '?' or control characters";
            throw new ArgumentException($"'{id}' cannot be an instance ID: {rule}.", nameof(id));
        }

        return id;
    }
}
