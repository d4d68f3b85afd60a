namespace Azure.Data.Tables.Http;

/// <summary>What a storage connection string says about tables.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    // The emulator's key is the same everywhere and public: see "Use the Azurite emulator" in the Azure Storage documentation.
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">The string is not a connection string with an account, its key and a place.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        Dictionary<string, string> settings = ReadSettings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out string? development) && bool.TryParse(development, out bool use) && use)
        {
            string origin = settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1").TrimEnd('/');
            return new(new Uri($"{origin}:10002/{DevelopmentAccount}"), new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey));
        }

        string account = settings.GetValueOrDefault("AccountName") ?? throw Missing("AccountName");
        string key = settings.GetValueOrDefault("AccountKey") ?? throw Missing("AccountKey");
        return new(EndpointOf(settings, account), new TableSharedKeyCredential(account, key));
    }

    private static Uri EndpointOf(Dictionary<string, string> settings, string account)
    {
        if (settings.TryGetValue("TableEndpoint", out string? endpoint))
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? given)
                ? given
                : throw new FormatException("The connection string's TableEndpoint is not an absolute URL.");
        }

        string scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        string suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new Uri($"{scheme}://{account}.table.{suffix}");
    }

    private static Dictionary<string, string> ReadSettings(string connectionString)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("The connection string must consist of name=value pairs, parted by semicolons.");
            }

            settings[part[..equals]] = part[(equals + 1)..];
        }

        return settings;
    }

    private static FormatException Missing(string name) => new($"The connection string has no {name}.");
}
