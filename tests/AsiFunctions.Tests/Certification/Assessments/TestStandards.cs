using System.Globalization;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Tests.Certification.Assessments;

/// <summary>
/// Made-up versions with a given number of criteria, 5 principles each; the title names the number,
/// so that it is the same in each version unless a test changes it.
/// </summary>
internal sealed class TestStandards(params IReadOnlyList<StandardVersion> versions) : IStandards
{
    public List<StandardVersion> Versions { get; } = [.. versions];

    /// <summary>What happens while somebody asks for the versions, once.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public async ValueTask<IReadOnlyList<StandardVersion>> AllAsync(CancellationToken cancellation)
    {
        Func<Task>? meanwhile = Meanwhile;
        Meanwhile = null;
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        return Versions;
    }

    public ValueTask<IReadOnlyList<StandardVersion>> PinnedAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<StandardVersion>>(Versions);

    public ValueTask<StandardVersion?> FindAsync(StandardRef standard, CancellationToken cancellation) =>
        ValueTask.FromResult(Versions.Find(version => version.Ref == standard));

    public static StandardVersion Version(
        string version,
        int criteria,
        StandardCode code = StandardCode.PerformanceStandard,
        string from = "2022-05-01",
        string? until = null,
        Func<string, string>? title = null) => new(
        new StandardRef(code, version),
        $"{code} {version}",
        Sample: true,
        DateOnly.Parse(from, CultureInfo.InvariantCulture),
        until is null ? null : DateOnly.Parse(until, CultureInfo.InvariantCulture),
        [
            .. Enumerable.Range(0, criteria).GroupBy(n => (n % 5) + 1).Select(group => new Principle(
                $"{group.Key}",
                $"Principle {group.Key}",
                [.. group.Select((_, i) => $"{group.Key}.{i + 1}")
                    .Select(key => new Criterion(key, title?.Invoke(key) ?? $"Title of {key}", Critical: false, Applies: null, []))])),
        ]);
}
