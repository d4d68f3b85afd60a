using System.Globalization;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>Reads the parameters of an address, and keeps the answer for the first one that cannot be used.</summary>
public sealed class QueryReader(HttpRequest request)
{
    // The initiative was founded in 2015.
    private const int FirstYear = 2015;
    private const int LastYear = 9998;

    /// <summary>The answer to give at once; null where all is well.</summary>
    public IResult? Problem { get; private set; }

    /// <summary>A text; null where it is missing or empty.</summary>
    public string? Text(string name, int maxLength = 200)
    {
        string? value = request.Query[name];
        return value is { Length: var length } && length > maxLength ? Refuse<string>(name, $"At most {maxLength} characters.")
            : string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>A date, <c>2026-01-31</c>.</summary>
    public DateOnly? Date(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
        : RefuseValue<DateOnly>(name, "Write a date as 2026-01-31.");

    /// <summary>A reference.</summary>
    public CaseId? Reference(string name) => Text(name) is not { } text ? null
        : CaseId.TryParse(text, out CaseId? id) ? id
        : RefuseValue<CaseId>(name, "This is no reference; check it letter by letter.");

    /// <summary>A reference that begins with one of these letters.</summary>
    public CaseId? Reference(string name, params ReadOnlySpan<string> prefixes) => Reference(name) is not { } id ? null
        : prefixes.Contains(id.Prefix) ? id
        : RefuseValue<CaseId>(name, $"Write a reference that begins with {string.Join(" or ", prefixes.ToArray())}.");

    /// <summary>One of an enum's names, in kebab case.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (T value in Enum.GetValues<T>())
        {
            if (Kebab.Of(value) == text)
            {
                return value;
            }
        }

        return RefuseValue<T>(name, $"Write one of {string.Join(", ", Enum.GetValues<T>().Select(Kebab.Of))}.");
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => RefuseValue<bool>(name, "Write true or false."),
    };

    /// <summary>A whole number within bounds.</summary>
    public int? Number(string name, int least, int most) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
        : RefuseValue<int>(name, string.Create(CultureInfo.InvariantCulture, $"Write a number from {least} to {most}."));

    /// <summary>A year of the initiative's life, <c>2026</c>.</summary>
    public int? Year(string name) => Number(name, FirstYear, LastYear);

    /// <summary>How many a page shall have.</summary>
    public int PageSize() => Text("size") is not { } text ? Paging.DefaultSize
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= Paging.MaxSize ? size
        : RefuseValue<int>("size", string.Create(CultureInfo.InvariantCulture, $"Write a number from 1 to {Paging.MaxSize}.")) ?? Paging.DefaultSize;

    private T? Refuse<T>(string name, string message)
        where T : class
    {
        Problem ??= Problems.InvalidParameter(name, message);
        return null;
    }

    private T? RefuseValue<T>(string name, string message)
        where T : struct
    {
        Problem ??= Problems.InvalidParameter(name, message);
        return null;
    }
}

/// <summary>Names of enums as they are written in JSON and addresses.</summary>
public static class Kebab
{
    /// <summary><c>MemberAdmin</c> as <c>member-admin</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
