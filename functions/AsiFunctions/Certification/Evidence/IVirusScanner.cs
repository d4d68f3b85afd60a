namespace AsiFunctions.Certification.Evidence;

/// <summary>Looks for viruses in files.</summary>
public interface IVirusScanner
{
    /// <summary>Scans a stream from where it stands to its end.</summary>
    /// <exception cref="IOException">The scanner does not answer, or not as it should; the file stays in quarantine and is scanned again.</exception>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation);
}

/// <summary>What a scanner says.</summary>
public enum ScanVerdict
{
    /// <summary>It found nothing.</summary>
    Clean,

    /// <summary>It found something.</summary>
    Infected,

    /// <summary>It does not scan: the operator has switched scanning off.</summary>
    NotScanned,

    /// <summary>There is none; the file stays in quarantine.</summary>
    Unavailable,
}

/// <summary>Lets everything through, marked as not scanned: for development, and for whoever scans elsewhere.</summary>
public sealed class NoScanner : IVirusScanner
{
    /// <inheritdoc/>
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation) => Task.FromResult(ScanVerdict.NotScanned);
}

/// <summary>Stands where no scanner is set: lets nothing through.</summary>
public sealed class MissingScanner : IVirusScanner
{
    /// <inheritdoc/>
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation) => Task.FromResult(ScanVerdict.Unavailable);
}
