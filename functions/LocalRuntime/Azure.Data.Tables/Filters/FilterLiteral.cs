using System.Globalization;

namespace Azure.Data.Tables.Filters;

/// <summary>Writes values as the service's filters want them.</summary>
internal static class FilterLiteral
{
    public static string Of(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, Array.ConvertAll(filter.GetArguments(), a => (object)Of(a)));

    /// <exception cref="ArgumentException">A filter cannot hold such a value.</exception>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        char letter => Quote(letter.ToString()),
        bool flag => flag ? "true" : "false",
        byte or short or int => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        long or ulong => string.Create(CultureInfo.InvariantCulture, $"{value}L"),
        float or double or decimal => OfReal(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        Guid id => $"guid'{id}'",
        DateTimeOffset moment => OfMoment(moment.UtcDateTime),
        DateTime moment => OfMoment(moment.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexStringLower(data)}'",
        Enum name => Quote(name.ToString()),
        _ => throw new ArgumentException($"A filter cannot compare with a {value.GetType()}.", nameof(value)),
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string OfMoment(DateTime utc) => string.Create(CultureInfo.InvariantCulture, $"datetime'{utc:O}'");

    private static string OfReal(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return double.IsInteger(number) && !text.Contains('E', StringComparison.Ordinal) ? text + ".0" : text;
    }
}
