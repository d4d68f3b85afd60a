using Azure.Core;

namespace Azure.Data.Tables;

public class TableClientOptions : ClientOptions
{
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "No such version of the Table service."),
        };
    }

    // CA1707, CA1034: the names and the nesting are the package's.
#pragma warning disable CA1707, CA1034
    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707, CA1034

    /// <summary>Whose tokens the service accepts; the public cloud where nothing is set.</summary>
    public TableAudience? Audience { get; set; }

    internal string Version { get; }
}
