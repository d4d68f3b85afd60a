using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Certification.Evidence;

/// <summary>The settings under <c>Evidence</c>.</summary>
/// <param name="MaxBytes">Bytes of a file, at most. Default 50 MiB; the host's own limit for bodies has to be as high.</param>
/// <param name="MediaTypes">Media types of files that are taken, of those in <see cref="FileTypes"/>.
/// <c>Evidence:MediaTypes</c>, with commas; default: all of those.</param>
/// <param name="Scanner">What scans files: <c>Evidence:Scanner</c> = <c>none</c> switches scanning
/// off; otherwise a ClamAV daemon, where one is set.</param>
/// <param name="OrphansAfter">How old a blob has to be before it is deleted where no piece names it. Default 1 day.</param>
/// <param name="ClamAv">Host and port of the ClamAV daemon, <c>localhost:3310</c>; its StreamMaxLength has to be as high as
/// <paramref name="MaxBytes"/>. Null where none is set: files stay in quarantine.</param>
public sealed record EvidenceSettings(
    long MaxBytes, IReadOnlySet<string> MediaTypes, ScannerKind Scanner, ScannerAddress? ClamAv, TimeSpan OrphansAfter)
{
    private const long DefaultMaxBytes = 50 * 1024 * 1024;

    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">Something cannot be used; the message says what to set.</exception>
    public static EvidenceSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Evidence");
        ScannerAddress? address = ScannerAddress.Read(section["ClamAv"]);
        ScannerKind scanner = section["Scanner"] switch
        {
            "none" => ScannerKind.None,
            null or "" => address is null ? ScannerKind.Missing : ScannerKind.ClamAv,
            string other => throw new InvalidOperationException(
                $"The setting Evidence:Scanner is '{other}'; set it to none, or leave it out and set Evidence:ClamAv."),
        };
        return new EvidenceSettings(
            section.GetValue(nameof(MaxBytes), DefaultMaxBytes),
            ReadTypes(section["MediaTypes"]),
            scanner,
            address,
            section.GetValue(nameof(OrphansAfter), TimeSpan.FromDays(1)));
    }

    private static HashSet<string> ReadTypes(string? list)
    {
        string[] types = list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return Array.Find(types, type => !FileTypes.Known.Contains(type)) is { } unknown
            ? throw new InvalidOperationException(
                $"The setting Evidence:MediaTypes names {unknown}, whose files cannot be told; known are {string.Join(", ", FileTypes.Known)}.")
            : new HashSet<string>(types.Length == 0 ? FileTypes.Known : types, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>What scans files.</summary>
public enum ScannerKind
{
    /// <summary>Nothing is set: files stay in quarantine.</summary>
    Missing,

    /// <summary>The operator has switched scanning off.</summary>
    None,

    /// <summary>A ClamAV daemon.</summary>
    ClamAv,
}

/// <summary>Where a scanner listens.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its TCP port.</param>
public sealed record ScannerAddress(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; null where nothing is set.</summary>
    /// <exception cref="InvalidOperationException">The text is not of that form.</exception>
    public static ScannerAddress? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        int colon = text.LastIndexOf(':');
        return colon > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= 65535
            ? new ScannerAddress(text[..colon], port)
            : throw new InvalidOperationException("The setting Evidence:ClamAv is not of the form host:port, such as localhost:3310.");
    }
}
