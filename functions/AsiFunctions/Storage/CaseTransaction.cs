using System.Globalization;
using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The rows of one decision, stored all or none. Its limits are checked before anything is sent.</summary>
internal sealed class CaseTransaction(CaseId id)
{
    /// <summary>Rows that the service takes in one transaction.</summary>
    public const int MaxRows = 100;

    /// <summary>Bytes that the service takes in one transaction: 4 MiB, less what the envelope of 100 parts needs.</summary>
    public const int MaxBytes = (4 * 1024 * 1024) - (100 * 1024);

    /// <summary>Characters that the service takes in one property.</summary>
    public const int MaxText = 32 * 1024;

    private readonly List<TableTransactionAction> actions = [];

    public IReadOnlyList<TableTransactionAction> Actions => actions;

    public void Add(TableEntity row) => actions.Add(new TableTransactionAction(TableTransactionActionType.Add, row));

    public void Replace(TableEntity row, ETag etag) => actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, etag));

    public void Upsert(TableEntity row) => actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));

    public void Delete(string rowKey) =>
        actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(CaseTable.ShardOf(id), rowKey), ETag.All));

    /// <summary>One transaction.</summary>
    /// <returns>False when one of the rows is not as presumed: somebody else was faster, and nothing was stored.</returns>
    /// <exception cref="TransactionTooLargeException">It exceeds what the service takes.</exception>
    /// <exception cref="RequestFailedException">The storage does not answer or refuses for another reason.</exception>
    public async Task<bool> SubmitAsync(CaseTable table, CancellationToken cancellation)
    {
        Check();
        return await table.Client.TrySubmitAsync(actions, cancellation) is not null;
    }

    private void Check()
    {
        if (actions.Count > MaxRows)
        {
            throw new TransactionTooLargeException(id, string.Create(CultureInfo.InvariantCulture, $"{actions.Count} rows of at most {MaxRows}"));
        }

        foreach (TableEntity row in actions.Select(action => (TableEntity)action.Entity))
        {
            if (row.FirstOrDefault(property => property.Value is string { Length: > MaxText }) is { Key: { } name })
            {
                throw new TransactionTooLargeException(id, $"a text of more than {MaxText} characters as {name} of {row.RowKey}");
            }
        }

        long bytes = actions.Sum(action => Size((TableEntity)action.Entity));
        if (bytes > MaxBytes)
        {
            throw new TransactionTooLargeException(id, string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes of at most {MaxBytes}"));
        }
    }

    // As JSON: the names, the values and some punctuation. What is not plain ASCII text is escaped, as \u0022 for a quote.
    private static long Size(TableEntity row) => row.Sum(property => property.Key.Length + 16L + property.Value switch
    {
        string text => text.Sum(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or ':' or '-' or '.' or '{' or '}' or '[' or ']' ? 1L : 6L),
        _ => 40,
    });
}

/// <summary>A decision has more consequences than one transaction takes: they belong into a journal of resumable steps (design rule 2).</summary>
public sealed class TransactionTooLargeException(CaseId id, string size)
    : Exception($"A decision about {id} would store {size} in one transaction. Shorten it or split it into resumable steps.");
