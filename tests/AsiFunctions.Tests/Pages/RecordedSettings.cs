using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Tests.Pages;

/// <summary>Settings that note which of them are asked for.</summary>
internal sealed class RecordedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    public RecordedSettings(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach ((string name, string value) in values)
        {
            Data[name] = value;
        }
    }

    /// <summary>What was asked for so far; a list without the number of its entry.</summary>
    public IEnumerable<string> Asked => asked;

    public IConfiguration Configuration => new ConfigurationBuilder().Add(this).Build();

    public override bool TryGet(string key, out string? value)
    {
        asked.Add(SettingsPage.NameOf(key));
        return base.TryGet(key, out value);
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        asked.Add(parentPath ?? "");
        return base.GetChildKeys(earlierKeys, parentPath);
    }

    IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) => this;
}
