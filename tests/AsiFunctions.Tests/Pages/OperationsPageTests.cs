using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AsiFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Tests.Pages;

/// <summary>What infra/OPERATIONS.md and infra/DEPLOY.md tell somebody to call, run or look for is there.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly string Text = string.Join(
        '\n', new[] { "OPERATIONS.md", "DEPLOY.md" }.Select(page => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "infra", page))));

    private static readonly MethodInfo[] Methods =
    [
        .. typeof(BackOffice).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)),
    ];

    [Fact]
    public void Every_request_on_the_pages_has_its_function()
    {
        HashSet<string> requests =
        [
            .. from method in Methods
               from parameter in method.GetParameters()
               let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
               where trigger is not null
               from verb in trigger.Methods!
               select $"{verb.ToUpperInvariant()} /{Parameter().Replace(trigger.Route!, "{}")}",
        ];
        string[] told = [.. Request().Matches(Text).Select(request => Parameter().Replace(request.Groups["request"].Value, "{}")).Distinct()];

        Assert.NotEmpty(told);
        Assert.All(told, request => Assert.Contains(request, requests));
    }

    [Fact]
    public void Every_timer_that_is_run_by_hand_or_switched_off_is_there()
    {
        HashSet<string> functions = [.. Methods.Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()];
        string[] told = [.. Function().Matches(Text).Select(function => function.Groups["name"].Value).Distinct()];

        Assert.NotEmpty(told);
        Assert.All(told, name => Assert.Contains(name, functions));
    }

    [Fact]
    public void Every_log_event_on_the_pages_is_logged()
    {
        HashSet<int> events = [.. Methods.Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId ?? 0)];
        int[] told = [.. LogEvent().Matches(Text).Select(log => int.Parse(log.Groups["number"].Value, CultureInfo.InvariantCulture)).Distinct()];

        Assert.NotEmpty(told);
        Assert.All(told, number => Assert.Contains(number, events));
    }

    [GeneratedRegex(@"`(?<request>(GET|POST|PUT|DELETE) /api/[^`?]+)[`?]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Request();

    [GeneratedRegex(@"(`run |AzureWebJobs__)(?<name>[A-Z][A-Za-z]+)(`|__Disabled)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Function();

    [GeneratedRegex(@"\bevent (?<number>\d{4})\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
