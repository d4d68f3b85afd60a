using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AsiFunctions.Http;

/// <summary>Tables to download, as RFC 4180 says, in UTF-8 with its mark.</summary>
internal static class CsvTable
{
    /// <summary>Its type.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    // With its mark, or spreadsheets take UTF-8 for something older and break every name that is not English.
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        // A cell that begins like a formula is shown by spreadsheets, not computed.
        InjectionOptions = InjectionOptions.Escape,
        NewLine = "\r\n",
    };

    /// <summary>Writes a table whose columns are the properties of its rows.</summary>
    public static async Task<byte[]> WriteAsync<TRow>(IEnumerable<TRow> rows)
    {
        using MemoryStream bytes = new();
        await using (StreamWriter text = new(bytes, Utf8WithMark, leaveOpen: true))
        await using (CsvWriter csv = new(text, Csv))
        {
            await csv.WriteRecordsAsync(rows);
        }

        return bytes.ToArray();
    }
}
