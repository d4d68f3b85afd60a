using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>Writes that presume what the rows were: somebody else may have been faster, which is an answer and no failure.</summary>
internal static class TableConflicts
{
    /// <summary>One transaction.</summary>
    /// <returns>The answers, one for each action; null where a row was not as presumed: nothing was stored.</returns>
    /// <exception cref="RequestFailedException">The storage does not answer or refuses for another reason, such as a missing table.</exception>
    public static async Task<IReadOnlyList<Response>?> TrySubmitAsync(
        this TableClient table,
        IEnumerable<TableTransactionAction> actions,
        CancellationToken cancellation)
    {
        try
        {
            return (await table.SubmitTransactionAsync(actions, cancellation)).Value;
        }
        catch (RequestFailedException e) when (e.IsConflict)
        {
            return null;
        }
    }

    /// <summary>One row: added where none was read, else replaced if it is still as it was read.</summary>
    /// <returns>The answer; null where the row was not as presumed.</returns>
    /// <exception cref="RequestFailedException">The storage does not answer or refuses for another reason, such as a missing table.</exception>
    public static async Task<Response?> TryPutAsync(this TableClient table, TableEntity row, ETag? read, CancellationToken cancellation)
    {
        try
        {
            return read is { } tag
                ? await table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellation)
                : await table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException e) when (e.IsConflict)
        {
            return null;
        }
    }

    extension(RequestFailedException refusal)
    {
        /// <summary>Whether a row was there already, had changed or was gone. The codes differ between single rows and transactions.</summary>
        public bool IsConflict =>
            refusal.ErrorCode is "EntityAlreadyExists" or "UpdateConditionNotSatisfied" or "ConditionNotMet" or "ResourceNotFound"
                or "EntityNotFound";
    }
}
