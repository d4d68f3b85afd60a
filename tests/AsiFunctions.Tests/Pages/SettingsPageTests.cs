using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AsiFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;

namespace AsiFunctions.Tests.Pages;

/// <summary>infra/SETTINGS.md says what the app does.</summary>
public sealed partial class SettingsPageTests
{
    /// <summary>What the app needs to start: what the page calls required, and its two services by connection string.</summary>
    private static readonly Dictionary<string, string> Needed = SettingsPage.Sample
        .Where(value => value.Key is "AzureWebJobsStorage" or "ServiceBus"
            || SettingsPage.App.Any(setting => setting.IsRequired && setting.Name == SettingsPage.NameOf(value.Key)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    [Fact]
    public async Task Every_setting_that_the_app_reads_is_on_the_page_and_no_other()
    {
        IEnumerable<string> read = (await AskedByTheAppAsync()).Concat(NamedByTriggers()).Distinct(StringComparer.OrdinalIgnoreCase);

        Assert.Equal(read.Order(StringComparer.Ordinal), SettingsPage.App.Select(setting => setting.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_default_that_is_written_into_the_settings_changes_nothing()
    {
        string before = Meaning(Needed);

        Assert.All(SettingsPage.App.Where(setting => SettingsPage.ValueOf(setting) is not null), setting =>
        {
            Assert.Equal(before, Meaning(With(setting.Name, SettingsPage.ValueOf(setting)!)));
        });
    }

    [Fact]
    public void Every_line_says_required_or_none_or_a_default() =>
        Assert.All(
            SettingsPage.App, setting => Assert.True(setting.IsRequired || setting.Default == "none" || SettingsPage.ValueOf(setting) is not null));

    [Fact]
    public void A_schedule_is_required_for_the_host_loads_no_function_without_it()
    {
        string[] schedules =
            [.. SettingsPage.App.Where(setting => setting.Takes == "schedule" && setting.IsRequired).Select(setting => setting.Name)];

        Assert.Equal(Schedules().Order(StringComparer.Ordinal), schedules.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_required_is_missed()
    {
        HashSet<string> schedules = [.. Schedules()];

        await Assert.AllAsync(SettingsPage.App.Where(setting => setting.IsRequired && !schedules.Contains(setting.Name)), async setting =>
        {
            Dictionary<string, string> without = Needed.Where(value => SettingsPage.NameOf(value.Key) != setting.Name).ToDictionary(
                StringComparer.OrdinalIgnoreCase);

            Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => ComposeAsync(new RecordedSettings(without)));
            Assert.Contains(setting.Name, refused.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_number_is_taken_to_the_ends_of_its_range_and_no_further()
    {
        Assert.All(SettingsPage.App.Where(setting => setting.Range is not null), setting =>
        {
            (int least, int most) = setting.Range!.Value;

            Meaning(With(setting.Name, Text(least)));
            Meaning(With(setting.Name, Text(most)));
            Assert.Contains(setting.Name, Refusal(setting.Name, Text(least - 1)), StringComparison.Ordinal);
            Assert.Contains(setting.Name, Refusal(setting.Name, Text(most + 1)), StringComparison.Ordinal);
        });

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_sample_sets_what_is_required_and_nothing_unknown()
    {
        HashSet<string> known = [.. SettingsPage.App.Concat(SettingsPage.Platform).Select(setting => setting.Name)];
        HashSet<string> set = [.. SettingsPage.Sample.Keys.Select(SettingsPage.NameOf)];

        Assert.All(set, name => Assert.Contains(name, known));
        Assert.All(SettingsPage.App.Where(setting => setting.IsRequired), setting => Assert.Contains(setting.Name, set));
    }

    [Fact]
    public void The_infrastructure_sets_nothing_unknown()
    {
        HashSet<string> known = [.. SettingsPage.App.Concat(SettingsPage.Platform).Select(setting => setting.Name)];
        IEnumerable<string> written =
            from file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "infra"), "*.bicep", SearchOption.AllDirectories)
            from name in AppSetting().Matches(File.ReadAllText(file)).Select(match => match.Value)
            select SettingsPage.NameOf(name);

        Assert.All(written.Distinct(StringComparer.Ordinal), name => Assert.Contains(name, known));
    }

    private static async Task<IEnumerable<string>> AskedByTheAppAsync()
    {
        RecordedSettings settings = new(Needed);
        await ComposeAsync(settings);

        // A storage that is reached by its addresses is asked for nothing else, and the other way round.
        RecordedSettings byAddress = new(
        [
            .. Needed.Where(value => value.Key is not "AzureWebJobsStorage"),
            new("Storage:TableServiceUri", "https://example.table.core.windows.net"),
            new("Storage:BlobServiceUri", "https://example.blob.core.windows.net"),
        ]);
        await ComposeAsync(byAddress);
        return settings.Asked.Concat(byAddress.Asked);
    }

    /// <summary>Puts the app together as it starts, and makes every one of its services.</summary>
    private static async Task ComposeAsync(RecordedSettings settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(Mock.Of<IHostEnvironment>(environment => environment.EnvironmentName == Environments.Development));
        BackOffice.AddCapabilities(services, settings.Configuration);
        await using ServiceProvider provider = services.BuildServiceProvider();
        foreach (Type service in services.Select(descriptor => descriptor.ServiceType).Where(type => !type.IsGenericTypeDefinition).Distinct()
            .ToArray())
        {
            _ = provider.GetServices(service).Count();
        }
    }

    private static IEnumerable<string> Schedules() => Parameters<TimerTriggerAttribute>().Select(trigger => trigger.Schedule.Trim('%')).Distinct();

    private static IEnumerable<string> NamedByTriggers() =>
        Schedules().Concat(Parameters<ServiceBusTriggerAttribute>().Select(trigger => trigger.Connection!)).Distinct();

    private static IEnumerable<TAttribute> Parameters<TAttribute>()
        where TAttribute : Attribute =>
        from type in typeof(BackOffice).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        from attribute in parameter.GetCustomAttributes<TAttribute>()
        select attribute;

    private static string Meaning(IEnumerable<KeyValuePair<string, string>> values) =>
        SettingsObjects.Text(new RecordedSettings(values).Configuration);

    private static string Refusal(string name, string value) =>
        Assert.Throws<TargetInvocationException>(() => Meaning(With(name, value))).InnerException!.Message;

    private static Dictionary<string, string> With(string name, string value) => new(Needed, StringComparer.OrdinalIgnoreCase) { [name] = value };

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AppSetting();
}
