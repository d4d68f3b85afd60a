using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

/// <summary>What the group commits stand on: one connection kept, and no waiting for leave to send.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Calls_one_after_the_other_share_a_connection_and_send_their_body_unasked()
    {
        ConcurrentBag<(string Connection, bool Expects, long? Length)> seen = [];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication server = builder.Build();
        server.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            seen.Add((http.Connection.Id, http.Request.Headers.ContainsKey("Expect"), http.Request.ContentLength));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await server.StartAsync();
        TableClient table = new($"AccountName=asi;AccountKey=c2VjcmV0;TableEndpoint={server.Urls.First()}/asi", "cases");

        for (int n = 0; n < 20; n++)
        {
            await table.AddEntityAsync(new TableEntity("p", $"{n}") { ["Text"] = new string('x', 20_000) });
        }

        Assert.Equal(20, seen.Count);
        Assert.Single(seen.Select(s => s.Connection).Distinct(StringComparer.Ordinal));
        Assert.All(seen, s => Assert.False(s.Expects));
        Assert.All(seen, s => Assert.InRange(s.Length ?? 0, 20_000, 21_000));
    }
}
