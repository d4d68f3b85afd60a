using Microsoft.Extensions.Configuration;

namespace AsiFunctions;

/// <summary>Reads terms that are configured as one JSON text, and shipped where they are not.</summary>
internal static class DatedTerms
{
    /// <summary>Reads a setting.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="name">The setting's name: <c>Certification:Terms</c>.</param>
    /// <param name="read">Reads the text.</param>
    /// <param name="shipped">What holds where nothing is set.</param>
    /// <exception cref="InvalidOperationException">The text cannot be read; the message names the setting and says where.</exception>
    public static T Read<T>(IConfiguration configuration, string name, Func<string, T> read, T shipped)
    {
        string? json = configuration[name];
        try
        {
            return string.IsNullOrWhiteSpace(json) ? shipped : read(json);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"The setting {name} is wrong. {e.Message}", e);
        }
    }
}
