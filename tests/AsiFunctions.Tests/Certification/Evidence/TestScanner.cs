using AsiFunctions.Certification.Evidence;

namespace AsiFunctions.Tests.Certification.Evidence;

/// <summary>Says what the test wants, and counts.</summary>
internal sealed class TestScanner : IVirusScanner
{
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScanVerdict Says { get; init; }

    public int Scans { get; private set; }

    public Task FirstScan => first.Task;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation)
    {
        Scans++;
        await content.CopyToAsync(Stream.Null, cancellation);
        first.TrySetResult();
        return Says;
    }
}
