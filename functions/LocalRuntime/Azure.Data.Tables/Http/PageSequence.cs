namespace Azure.Data.Tables.Http;

/// <summary>Reads pages one after the other, each when it is asked for.</summary>
/// <param name="readPage">Reads one page: given a continuation token (null for the first page), the
/// most items wanted, and the caller's cancellation.</param>
/// <param name="maxPerPage">The most items wanted in a page where the enumeration does not say.</param>
/// <param name="cancellation">Ends every read.</param>
internal sealed class PageSequence<T>(
    Func<string?, int?, CancellationToken, Task<Page<T>>> readPage,
    int? maxPerPage,
    CancellationToken cancellation) : AsyncPageable<T>(cancellation)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<T> page = await readPage(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken);
        string? continuationToken = null;
        do
        {
            Page<T> page = await readPage(continuationToken, maxPerPage, either.Token);
            foreach (T item in page.Values)
            {
                yield return item;
            }

            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
