using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace AsiFunctions.LocalRuntime.ServiceBus;

/// <summary>Calls to the table, told in the bus's own errors.</summary>
internal static class Storage
{
    /// <summary>True if another writer was first: a row is there that should not be, is gone, or has changed.</summary>
    public static bool IsConflict(RequestFailedException fault) => fault.Status is 404 or 409 or 412;

    /// <exception cref="ServiceBusException">ServiceCommunicationProblem, transient: the storage refused or did not answer.</exception>
    public static async Task<T> CallAsync<T>(string entity, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (IsStorageFault(fault))
        {
            throw new ServiceBusException(
                "The storage behind the queue refused or did not answer.", ServiceBusFailureReason.ServiceCommunicationProblem, entity, fault);
        }
    }

    /// <inheritdoc cref="CallAsync{T}"/>
    public static Task CallAsync(string entity, Func<Task> call) => CallAsync(
        entity,
        async () =>
        {
            await call();
            return true;
        });

    /// <summary>At most <paramref name="max"/> rows, in the order of their keys: one round trip.</summary>
    public static async Task<IReadOnlyList<TableEntity>> FirstAsync(
        this TableClient table,
        string filter,
        int max,
        CancellationToken cancellation,
        IEnumerable<string>? select = null)
    {
        await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, max, select, cancellation).AsPages())
        {
            if (page.Values.Count > 0)
            {
                return page.Values;
            }
        }

        return [];
    }

    /// <returns>False if the row was not there.</returns>
    /// <exception cref="RequestFailedException">412: the row has changed since that version.</exception>
    public static async Task<bool> TryDeleteAsync(this TableClient table, string rowKey, ETag version, CancellationToken cancellation)
    {
        using Response response = await table.DeleteEntityAsync(MessageRow.Partition, rowKey, version, cancellation);
        return response.Status != 404;
    }

    // When all its retries failed, the pipeline wraps what each of them met; a cancellation in there is its own timeout.
    private static bool IsStorageFault(Exception fault) =>
        fault is RequestFailedException
            or AggregateException { InnerExceptions: [.., RequestFailedException or IOException or OperationCanceledException] };
}
