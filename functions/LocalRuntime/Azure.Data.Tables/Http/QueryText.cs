using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>The options of a query in its URL.</summary>
internal static class QueryText
{
    public static void Append(RequestUriBuilder uri, string? filter, int? top, string? select)
    {
        if (!string.IsNullOrEmpty(filter))
        {
            uri.AppendQuery("$filter", filter);
        }

        if (top is { } most)
        {
            uri.AppendQuery("$top", most.ToString(CultureInfo.InvariantCulture), escapeValue: false);
        }

        if (select is not null)
        {
            uri.AppendQuery("$select", select);
        }
    }
}
