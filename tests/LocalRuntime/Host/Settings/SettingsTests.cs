using AsiFunctions.LocalRuntime.Host.Services;
using AsiFunctions.LocalRuntime.Host.Settings;
using AsiFunctions.LocalRuntime.HostSample;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.Host.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("settings-");

    [Fact]
    public void Values_are_flat_and_two_underscores_or_a_colon_part_a_name()
    {
        Write("local.settings.json", """{ "Values": { "A": "1", "B__C": "2", "D:E": "3", "N": null, "T": true, "I": 7 } }""");

        IReadOnlyDictionary<string, string?> found = HostFiles.LocalSettings(folder.FullName);

        Assert.Equal(
            ["A=1", "B:C=2", "D:E=3", "I=7", "N=", "T=True"],
            found.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_sample_stands_in_where_there_is_no_file()
    {
        Write("local.settings.sample.json", """{ "Values": { "From": "sample" } }""");
        Assert.Equal("sample", HostFiles.LocalSettings(folder.FullName)["From"]);

        Write("local.settings.json", """{ "Values": { "From": "own" }, "Host": { "LocalHttpPort": 7099 }, "ConnectionStrings": { "Db": "x" } } // mine""");
        IReadOnlyDictionary<string, string?> own = HostFiles.LocalSettings(folder.FullName);
        Assert.Equal("own", own["From"]);
        Assert.Equal("7099", own["LocalRuntime:Port"]);
        Assert.Equal("x", own["ConnectionStrings:Db"]);
    }

    [Fact]
    public void Nothing_is_read_where_there_is_nothing()
    {
        Assert.Empty(HostFiles.LocalSettings(folder.FullName));
        Assert.Empty(HostFiles.HostJson(folder.FullName));
    }

    [Fact]
    public void A_file_that_is_no_JSON_or_encrypted_is_told()
    {
        Write("host.json", "{ oops");
        Assert.Contains(
            "host.json is not JSON", Assert.Throws<HostStartException>(() => HostFiles.HostJson(folder.FullName)).Message, StringComparison.Ordinal);

        Write("local.settings.json", """{ "IsEncrypted": true, "Values": {} }""");
        Assert.Contains(
            "is encrypted", Assert.Throws<HostStartException>(() => HostFiles.LocalSettings(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_levels_of_host_json_become_those_of_the_log()
    {
        Write("host.json", """{ "version": "2.0", "logging": { "logLevel": { "default": "Error", "Azure.Core": "None" } }, "extensions": { "http": { "routePrefix": "" } } }""");

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(HostFiles.HostJson(folder.FullName)).Build();

        Assert.Equal("Error", configuration["Logging:LogLevel:Default"]);
        Assert.Equal("None", configuration["Logging:LogLevel:Azure.Core"]);
        Assert.Equal("", configuration.HostValue("extensions:http:routePrefix"));
        Assert.Null(configuration.HostValue("extensions:http:other"));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_files()
    {
        Environment.SetEnvironmentVariable("Sample__Greeting", "from the environment");
        try
        {
            Assert.Equal("from the environment", Setting([], "Sample:Greeting"));
            Assert.Equal("from the line", Setting(["--Sample:Greeting=from the line"], "Sample:Greeting"));
            Assert.Equal("letters", Setting([], "Mailbox"));
            Assert.Equal("HostSample", Setting([], "AzureFunctionsJobHost:extensions:durableTask:hubName"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Sample__Greeting", null);
        }
    }

    [Theory]
    [InlineData(new string[0], 7071)]
    [InlineData(new[] { "--port", "7199" }, 7199)]
    [InlineData(new[] { "--LocalRuntime:Port=7198" }, 7198)]
    public void The_port_can_be_chosen(string[] args, int port) =>
        Assert.Equal(port, LocalRuntimeOptions.Read(new LocalHostBuilder(args, typeof(SampleApp).Assembly).Web.Configuration).Port);

    [Theory]
    [InlineData("--LocalRuntime:Port=soon", "The setting LocalRuntime:Port is 'soon'; it takes a number from 1 to 65535.")]
    [InlineData("--LocalRuntime:StartMail=maybe", "The setting LocalRuntime:StartMail is 'maybe'; it takes true or false.")]
    [InlineData(
        "--AzureWebJobsStorage=",
        "The setting AzureWebJobsStorage is missing; set it to UseDevelopmentStorage=true under Values in local.settings.json.")]
    [InlineData(
        "--AzureWebJobsStorage=nonsense",
        "The setting AzureWebJobsStorage is not a connection string. On one machine it is UseDevelopmentStorage=true.")]
    [InlineData(
        "--AzureFunctionsJobHost:functionTimeout=long", "functionTimeout in host.json is 'long'; it takes a time span such as 00:05:00, or -1.")]
    [InlineData("--TickSchedule=0 0 25 * * *", "Function Tick: its schedule '0 0 25 * * *' is wrong: the hours field has 25; it takes 0 to 23.")]
    [InlineData(
        "--ServiceBus=", "Function Deliver: the setting 'ServiceBus' with its connection is missing; set it under Values in local.settings.json.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:durableTask:hubname_=X",
        "extensions:durableTask:hubname_ in host.json is no option of the Functions host; look for a slip of the pen.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold=1",
        "extensions:blobs in host.json is no option of the Functions host; look for a slip of the pen.")]
    [InlineData(
        "--AzureFunctionsJobHost:telemetryMode=Open", "telemetryMode in host.json is 'Open'; here it can be ApplicationInsights or OpenTelemetry.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:durableTask:extendedSessionsEnabled=true",
        "extensions:durableTask:extendedSessionsEnabled in host.json is 'true'; here it can be false.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:type=mssql",
        "extensions:durableTask:storageProvider:type in host.json is 'mssql'; here it can be azureStorage.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:partitionCount=17",
        "extensions:durableTask:storageProvider:partitionCount in host.json is '17'; it takes a number from 1 to 16.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:durableTask:hubName=my-hub",
        "extensions:durableTask:hubName in host.json is 'my-hub'; it takes 3 to 45 letters and digits, a letter first.")]
    [InlineData(
        "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:connectionName=Other",
        "extensions:durableTask:storageProvider:connectionName in host.json names the setting 'Other', which is missing; set it under Values in local.settings.json.")]
    public void A_wrong_setting_stops_the_start_with_one_line_that_names_it(string argument, string message) =>
        Assert.Equal(message, Assert.Throws<HostStartException>(() => SampleApp.Build([argument])).Message);

    [Fact]
    public void A_setting_between_percent_signs_is_looked_up_and_missed_by_name()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Name", (string?)"value")]).Build();

        Assert.Equal("a value b", configuration.Resolve("a %Name% b", "F"));
        Assert.Equal(
            "Function F: the setting 'Other' that it names is missing; set it under Values in local.settings.json.",
            Assert.Throws<HostStartException>(() => configuration.Resolve("%Other%", "F")).Message);
        Assert.Equal(
            "Function F: the setting 'A:B' that it names has a colon or two underscores, by which Azure's scale controller does not find it.",
            Assert.Throws<HostStartException>(() => configuration.Resolve("%A:B%", "F")).Message);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", 10000, 10001, 10002)]
    [InlineData(
        "AccountName=devstoreaccount1;AccountKey=k==;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:2/a;TableEndpoint=http://127.0.0.1:3/a;",
        1,
        2,
        3)]
    public void The_development_storage_is_known_by_its_connection_string(string connection, int blob, int queue, int table) =>
        Assert.Equal(new StorageEndpoints(blob, queue, table), StorageEndpoints.Find(connection));

    [Fact]
    public void Another_storage_is_nobody_s_to_start() =>
        Assert.Null(StorageEndpoints.Find("DefaultEndpointsProtocol=https;AccountName=real;AccountKey=k==;EndpointSuffix=core.windows.net"));

    public void Dispose() => folder.Delete(recursive: true);

    private static string? Setting(string[] args, string key) => new LocalHostBuilder(args, typeof(SampleApp).Assembly).Web.Configuration[key];

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);
}
