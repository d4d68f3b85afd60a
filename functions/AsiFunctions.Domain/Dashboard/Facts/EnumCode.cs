using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>The code that a value bears in JSON, without writing JSON: cells are counted at every commit.</summary>
internal static class EnumCode
{
    /// <summary>The code: <c>very-large</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Codes<T>.ByValue.GetValueOrDefault(value) ?? Coordinate.Unknown;

    /// <summary>All codes, in the order of their values.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Codes<T>.All;

    private static class Codes<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(value => value, Read);

        public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<T>().Select(value => ByValue[value])];

        private static string Read(T value) =>
            typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
    }
}
