using System.Text.Json;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Tests;

/// <summary>host.json has no room for reasons, which stand in infra/HOST.md; what the code relies on is held here.</summary>
public sealed class HostJsonTests
{
    // The real host takes no larger body, unless FUNCTIONS_REQUEST_BODY_SIZE_LIMIT says so.
    private const long HostBodyLimit = 104_857_600;

    private static readonly IConfiguration Host = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"))
        .Build();

    [Fact]
    public void It_is_plain_JSON_for_the_scale_controller_reads_it_too() =>
        JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")), new JsonDocumentOptions { AllowTrailingCommas = false })
            .Dispose();

    [Fact]
    public void Routes_are_as_the_functions_write_them() => Assert.Equal("", Host["extensions:http:routePrefix"]);

    [Fact]
    public void The_sender_of_mail_ends_before_its_lock_and_before_the_host_would_kill_it()
    {
        TimeSpan renewal = TimeSpan.Parse(Host["extensions:serviceBus:maxAutoLockRenewalDuration"]!, null);
        TimeSpan timeout = TimeSpan.Parse(Host["functionTimeout"]!, null);

        Assert.True(MailSender.LongestRun * 2 <= renewal, $"{MailSender.LongestRun} in {renewal}");
        Assert.True(renewal <= timeout, $"{renewal} in {timeout}");
        Assert.Equal("True", Host["extensions:serviceBus:autoCompleteMessages"]);
    }

    [Fact]
    public void The_hub_has_a_name_and_lies_in_the_hosts_storage_and_orchestrations_have_a_version()
    {
        IConfigurationSection durable = Host.GetSection("extensions:durableTask");

        Assert.Equal(
            ("AsiBackOffice", null, "1.0", "CurrentOrOlder", "Reject"),
            (durable["hubName"], durable["storageProvider:connectionName"], durable["defaultVersion"], durable["versionMatchStrategy"], durable["versionFailureStrategy"]));
    }

    [Fact]
    public void Inputs_and_outputs_stay_out_of_the_traces() => Assert.Equal("False", Host["extensions:durableTask:tracing:traceInputsAndOutputs"]);

    [Fact]
    public void The_largest_upload_fits_through_the_host() =>
        Assert.True(EvidenceSettings.Read(new ConfigurationBuilder().Build()).MaxBytes < HostBodyLimit);
}
