using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>Reads the service's errors: OData JSON, or XML where a request does not get as far as the tables.</summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    /// <summary>Where the index of the refused action is found in an exception's data; the real client uses the same name.</summary>
    public const string FailedEntity = "FailedEntity";

    public static TableErrors Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        if (!TryRead(response, out string? code, out string? message))
        {
            response.Headers.TryGetValue("x-ms-error-code", out code);
            error = code is null ? null : new ResponseError(code, message: null);
            return code is not null;
        }

        if (TryReadIndex(message, out int index))
        {
            data = new Dictionary<string, string>(StringComparer.Ordinal) { [FailedEntity] = index.ToString(CultureInfo.InvariantCulture) };
            message += $"\nThe action at {index} of the transaction was refused; nothing of the transaction was stored.";
        }

        error = new ResponseError(code, message);
        return true;
    }

    /// <summary>The exception of a transaction that is refused before it is sent, in the service's own terms.</summary>
    public static TableTransactionFailedException Refuse(int index, string code, string message)
    {
        RequestFailedException refusal = new(400, $"{index}:{message}", code, innerException: null);
        refusal.Data[FailedEntity] = index.ToString(CultureInfo.InvariantCulture);
        return new TableTransactionFailedException(refusal);
    }

    private static bool TryRead(Response response, [NotNullWhen(true)] out string? code, [NotNullWhen(true)] out string? message)
    {
        (code, message) = (null, null);
        ReadOnlyMemory<byte> body = response.ContentStream is null ? default : response.Content.ToMemory();
        try
        {
            (code, message) = body.Span.TrimStart("\r\n\t "u8) switch
            {
                [(byte)'{', ..] => ReadJson(body),
                [(byte)'<' or 0xEF, ..] => ReadXml(response.Content),
                _ => default,
            };
        }
        catch (Exception malformed) when (malformed is JsonException or XmlException)
        {
            // Something between the service and here answered; its status says enough.
            return false;
        }

        return code is not null && message is not null;
    }

    private static (string? Code, string? Message) ReadJson(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        if (!document.RootElement.TryGetProperty("odata.error", out JsonElement error))
        {
            return default;
        }

        return (error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
    }

    private static (string? Code, string? Message) ReadXml(BinaryData body)
    {
        using Stream stream = body.ToStream();
        XElement root = XElement.Load(stream);
        return (Find(root, "code"), Find(root, "message"));
    }

    private static string? Find(XElement root, string name) =>
        root.Elements().FirstOrDefault(e => string.Equals(e.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>In a transaction the message begins with the place of the refused action, as in <c>3:The specified …</c>.</summary>
    private static bool TryReadIndex(string message, out int index)
    {
        index = 0;
        int colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}
