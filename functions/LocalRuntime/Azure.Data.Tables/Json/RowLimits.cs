namespace Azure.Data.Tables.Json;

/// <summary>
/// What the service takes in one row. The emulator weighs a row by its UTF-8 text, the service by UTF-16, so that it is found here.
/// </summary>
internal struct RowLimits
{
    private const int MostBytes = 1024 * 1024;

    // Without the keys and the timestamp.
    private const int MostProperties = 252;
    private const int BytesPerProperty = 8;
    private const int BytesPerLength = 4;

    private static readonly DateTime FirstMoment = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private int bytes;
    private int properties;

    /// <exception cref="RequestFailedException">The row is larger than 1 MiB, has more than 252 properties or an instant before 1601.</exception>
    public void Count(string name, object? value)
    {
        if (value is null)
        {
            return;
        }

        bool isKey = name is PropertyName.PartitionKey or PropertyName.RowKey;
        properties += isKey ? 0 : 1;
        bytes += SizeOf(value) + (isKey ? 0 : BytesPerProperty + (name.Length * sizeof(char)));
        DateTime? instant = value switch
        {
            DateTimeOffset moment => moment.UtcDateTime,
            DateTime moment => moment,
            _ => null,
        };
        if (instant < FirstMoment)
        {
            throw new RequestFailedException(
                400, $"The property {name} holds an instant before {FirstMoment:yyyy}.", "OutOfRangeInput", innerException: null);
        }

        if (properties > MostProperties)
        {
            throw new RequestFailedException(400, $"A row takes at most {MostProperties} properties.", "TooManyProperties", innerException: null);
        }

        if (bytes > MostBytes)
        {
            throw new RequestFailedException(
                400, $"A row takes at most {MostBytes} bytes, texts counted as UTF-16.", "EntityTooLarge", innerException: null);
        }
    }

    private static int SizeOf(object value) => value switch
    {
        string text => (text.Length * sizeof(char)) + BytesPerLength,
        byte[] binary => binary.Length + BytesPerLength,
        BinaryData data => data.ToMemory().Length + BytesPerLength,
        Guid => 16,
        int => sizeof(int),
        bool => sizeof(bool),
        _ => sizeof(long),
    };
}
