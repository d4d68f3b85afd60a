using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Http;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)" />
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity => QueryAsync<T>(FilterExpression.Translate(filter), maxPerPage, select, cancellationToken);

    /// <summary>Reads rows in the order of their keys: one round trip for each page, made when the enumeration comes to it.</summary>
    /// <param name="filter">In the service's language; null for all rows.</param>
    /// <param name="maxPerPage">At most 1,000, which is also the default.</param>
    /// <param name="select">The properties wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <remarks>A page may be shorter than asked, even empty, and yet not the last; its continuation token outlives this client.</remarks>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        string? columns = select is null ? null : string.Join(',', select);
        return new PageSequence<T>(
            (token, top, cancellation) => ReadPageAsync<T>(filter, columns, token, top, cancellation),
            maxPerPage,
            cancellationToken);
    }

    private async Task<Page<T>> ReadPageAsync<T>(string? filter, string? columns, string? token, int? top, CancellationToken cancellation)
        where T : class, ITableEntity
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Get, TableAddress.OfRows(Name), TableConnection.Success);
        QueryText.Append(message.Request.Uri, filter, top, columns);
        RowPosition.Parse(token).Append(message.Request.Uri);
        Response response = await connection.SendAsync(message, cancellation);
        return Page<T>.FromValues(EntityReader<T>.ReadPage(response.Content), RowPosition.Of(response).ToToken(), response);
    }
}
