using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one account. Every call is one round trip to the service, a query one for each page.</summary>
public class TableServiceClient
{
    private readonly TableConnection connection;

    public TableServiceClient(string connectionString)
        : this(connectionString, options: null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(new TableConnection(TableConnectionString.Parse(connectionString), options))
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, options: null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(new TableConnection(endpoint, credential, options))
    {
    }

    /// <param name="endpoint">The service's address, over https: a token must not be sent in the open.</param>
    /// <param name="tokenCredential">Who asks.</param>
    /// <param name="options">Retries, transport and whose tokens the service accepts.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(new TableConnection(endpoint, tokenCredential, options))
    {
    }

    /// <summary>For mocks.</summary>
    protected TableServiceClient()
    {
        connection = null!;
    }

    private TableServiceClient(TableConnection connection)
    {
        this.connection = connection;
    }

    public virtual string AccountName => connection.Account;

    public virtual Uri Uri => connection.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => TableClient.CreateQueryFilter(filter);

    /// <summary>A client of one table, on the same connections. No round trip.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(connection, tableName);

    /// <exception cref="RequestFailedException">409: the table exists, or is being deleted.</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <inheritdoc cref="TableClient.CreateIfNotExistsAsync" />
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc cref="TableClient.DeleteAsync" />
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <param name="filter">Over the property <c>TableName</c>; null for all tables.</param>
    /// <param name="maxPerPage">At most 1,000, which is also the default.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        new PageSequence<TableItem>((token, top, cancellation) => ReadPageAsync(filter, token, top, cancellation), maxPerPage, cancellationToken);

    private async Task<Page<TableItem>> ReadPageAsync(string? filter, string? token, int? top, CancellationToken cancellation)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Get, TableAddress.Tables, TableConnection.Success);
        QueryText.Append(message.Request.Uri, filter, top, select: null);
        if (!string.IsNullOrEmpty(token))
        {
            message.Request.Uri.AppendQuery("NextTableName", token);
        }

        Response response = await connection.SendAsync(message, cancellation);
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out string? next);
        using JsonDocument body = JsonDocument.Parse(response.Content);
        List<TableItem> tables = [];
        foreach (JsonElement table in body.RootElement.GetProperty("value").EnumerateArray())
        {
            tables.Add(new TableItem(table.GetProperty("TableName").GetString()!));
        }

        return Page<TableItem>.FromValues(tables, next, response);
    }
}
