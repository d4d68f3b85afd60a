using System.Collections.Frozen;

namespace AsiFunctions.Domain.Membership;

/// <summary>The countries of ISO 3166-1, by alpha-2 code.</summary>
public static class Countries
{
    private static readonly FrozenDictionary<string, string> Names = Read();

    /// <summary>All codes, in alphabetical order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Names.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True for an officially assigned code, written in capital letters.</summary>
    public static bool IsKnown(string? code) => code is not null && Names.ContainsKey(code);

    /// <summary>The short English name.</summary>
    /// <exception cref="KeyNotFoundException">The code is not assigned.</exception>
    public static string EnglishName(string code) => Names[code];

    private static FrozenDictionary<string, string> Read()
    {
        using Stream stream = typeof(Countries).Assembly.GetManifestResourceStream("countries.txt")
            ?? throw new InvalidOperationException("The list of countries is not part of the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToFrozenDictionary(line => line[..2], line => line[3..]);
    }
}
