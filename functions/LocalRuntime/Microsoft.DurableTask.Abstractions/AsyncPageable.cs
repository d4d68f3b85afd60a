namespace Microsoft.DurableTask;

/// <summary>Values that come in pages; read one by one, or page by page to keep the continuation token.</summary>
// CA1710: the name is the real type's.
#pragma warning disable CA1710
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
#pragma warning restore CA1710
    where T : notnull
{
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default);

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T value in page.Values)
            {
                yield return value;
            }
        }
    }
}
