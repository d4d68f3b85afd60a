using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table. Every call is one round trip to the service, a query one for each page.</summary>
/// <remarks>
/// What the service cannot answer (500, 502, 503, 504, 408, 429, a broken connection, no answer in time) is tried again by the
/// options' retry policy. A write whose answer was lost may thus be made twice: an insert then ends in 409 and a
/// conditional update in 412, though the first try was stored.
/// </remarks>
public partial class TableClient
{
    private readonly TableConnection connection;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, options: null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(new TableConnection(TableConnectionString.Parse(connectionString), options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, options: null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(new TableConnection(endpoint, credential, options), tableName)
    {
    }

    /// <param name="endpoint">The service's address, over https: a token must not be sent in the open.</param>
    /// <param name="tableName">The table.</param>
    /// <param name="tokenCredential">Who asks.</param>
    /// <param name="options">Retries, transport and whose tokens the service accepts.</param>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(new TableConnection(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.connection = connection;
        Name = tableName;
    }

    /// <summary>For mocks.</summary>
    protected TableClient()
    {
        connection = null!;
        Name = null!;
    }

    public virtual string Name { get; }

    public virtual string AccountName => connection.Account;

    public virtual Uri Uri => new($"{connection.Endpoint.GetLeftPart(UriPartial.Authority)}{connection.BasePath}/{Name}");

    /// <summary>A filter in which every value of the interpolated string is written as the service wants it, quotes doubled.</summary>
    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return FilterLiteral.Of(filter);
    }

    /// <summary>A filter from comparisons of a row's properties with values; null if it takes every row.</summary>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterExpression.Translate(filter)!;

    /// <exception cref="RequestFailedException">409: the table exists, or is being deleted.</exception>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        CreateTableAsync(TableConnection.Success, cancellationToken);

    /// <summary>Creates the table. Where it exists the answer's status is 409.</summary>
    /// <exception cref="RequestFailedException">409: the table is being deleted; wait and try again.</exception>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        CreateTableAsync(TableConnection.SuccessOrConflict, cancellationToken);

    /// <summary>Deletes the table. Where there is none the answer's status is 404.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Delete, TableAddress.OfTable(Name), TableConnection.SuccessOrNotFound);
        return await connection.SendAsync(message, cancellationToken);
    }

    /// <returns>The answer, whose headers hold the row's ETag.</returns>
    /// <exception cref="RequestFailedException">409: the row exists.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        RequireKeys(entity);
        using HttpMessage message = connection.CreateMessage(RequestMethod.Post, Name, TableConnection.Success);
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Headers.SetValue("Content-Type", "application/json");
        return await connection.SendAsync(message, EntityWriter.WriteBody(entity), cancellationToken);
    }

    /// <exception cref="RequestFailedException">404: there is no such row, or no such table.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = CreateRead(partitionKey, rowKey, select, TableConnection.Success);
        Response response = await connection.SendAsync(message, cancellationToken);
        return Response.FromValue(EntityReader<T>.ReadEntity(response.Content), response);
    }

    /// <returns>The row; without a value where there is no such row, or no such table.</returns>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = CreateRead(partitionKey, rowKey, select, TableConnection.SuccessOrNotFound);
        Response response = await connection.SendAsync(message, cancellationToken);
        return response.Status == 404
            ? new NoValueResponse<T>(response)
            : Response.FromValue(EntityReader<T>.ReadEntity(response.Content), response);
    }

    /// <summary>Updates a row of a known version.</summary>
    /// <param name="entity">What is written.</param>
    /// <param name="ifMatch">The version that the row must have; <see cref="ETag.All" /> for any.</param>
    /// <param name="mode">What becomes of the row's other properties.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RequestFailedException">412: the row has another version. 404: there is no such row.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
        {
            throw new ArgumentException("An update needs the version that it changes, or ETag.All.", nameof(ifMatch));
        }

        return WriteAsync(entity, ifMatch, mode, cancellationToken);
    }

    /// <summary>Writes a row whether or not it exists, and whatever its version.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity => WriteAsync(entity, ifMatch: default, mode, cancellationToken);

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)" />
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        RequireKeys(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Deletes a row, of any version unless one is named. Where there is none the answer's status is 404.</summary>
    /// <exception cref="RequestFailedException">412: the row has another version.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey,
        string rowKey,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        using HttpMessage message = connection.CreateMessage(
            RequestMethod.Delete,
            TableAddress.OfRow(Name, partitionKey, rowKey),
            TableConnection.SuccessOrNotFound);
        message.Request.Headers.SetValue("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await connection.SendAsync(message, cancellationToken);
    }

    /// <summary>Stores all actions or none, in one round trip: at most 100, on rows of one partition, each row once.</summary>
    /// <returns>One answer for each action, in their order, with the rows' new ETags.</returns>
    /// <exception cref="TableTransactionFailedException">An action was refused, and with it all.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        (BodyBuffer body, string contentType) = TransactionBody.Write(connection, Name, transactionActions);
        using HttpMessage message = connection.CreateMessage(RequestMethod.Post, TableAddress.Batch, TableConnection.Success);
        message.Request.Headers.SetValue("Content-Type", contentType);
        Response reply = await connection.SendAsync(message, body, cancellationToken);
        return Response.FromValue(TransactionReply.Read(reply), reply);
    }

    private static void RequireKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (entity.PartitionKey is null || entity.RowKey is null)
        {
            throw new ArgumentNullException(nameof(entity), "The entity has no PartitionKey or no RowKey.");
        }
    }

    private HttpMessage CreateRead(string partitionKey, string rowKey, IEnumerable<string>? select, ResponseClassifier expected)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        HttpMessage message = connection.CreateMessage(RequestMethod.Get, TableAddress.OfRow(Name, partitionKey, rowKey), expected);
        QueryText.Append(message.Request.Uri, filter: null, top: null, select is null ? null : string.Join(',', select));
        return message;
    }

    private async Task<Response> WriteAsync(ITableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellation)
    {
        RequireKeys(entity);
        RequestMethod method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
        };
        using HttpMessage message = connection.CreateMessage(
            method,
            TableAddress.OfRow(Name, entity.PartitionKey, entity.RowKey),
            TableConnection.Success);
        message.Request.Headers.SetValue("Content-Type", "application/json");
        if (ifMatch != default)
        {
            message.Request.Headers.SetValue("If-Match", ifMatch.ToString());
        }

        return await connection.SendAsync(message, EntityWriter.WriteBody(entity), cancellation);
    }

    private async Task<Response<TableItem>> CreateTableAsync(ResponseClassifier expected, CancellationToken cancellation)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Post, TableAddress.Tables, expected);
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Headers.SetValue("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(new Dictionary<string, string>(StringComparer.Ordinal) { ["TableName"] = Name });
        Response response = await connection.SendAsync(message, cancellation);
        if (response.Status == 409 && new RequestFailedException(response) is { ErrorCode: "TableBeingDeleted" } beingDeleted)
        {
            throw beingDeleted;
        }

        return Response.FromValue(new TableItem(Name), response);
    }
}
