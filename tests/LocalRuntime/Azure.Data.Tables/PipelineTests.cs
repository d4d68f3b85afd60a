using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

/// <summary>What goes over the wire, answered by a stub.</summary>
public sealed class PipelineTests
{
    private const string Key = "c2VjcmV0LW9mLXRoZS1hY2NvdW50";
    private static readonly Uri Endpoint = new("https://asi.table.core.windows.net");

    private static string EntityJson => """{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"a"}""";

    [Fact]
    public async Task Each_try_is_signed_over_its_date_and_its_escaped_path()
    {
        (TableClient table, StubTransport wire) = Client(() => StubTransport.Answer(503), () => StubTransport.Answer(200, EntityJson));

        await table.GetEntityAsync<TableEntity>("it's", "a b");

        Assert.Equal(2, wire.Sent.Count);
        foreach (StubTransport.SentRequest sent in wire.Sent)
        {
            string path = "/cases(PartitionKey='it%27%27s',RowKey='a%20b')";
            byte[] hash = HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes($"{sent.Headers["x-ms-date"]}\n/asi{path}"));
            Assert.Equal(path, sent.Uri.AbsolutePath);
            Assert.Equal($"SharedKeyLite asi:{Convert.ToBase64String(hash)}", sent.Headers["Authorization"]);
            Assert.Equal("2020-12-06", sent.Headers["x-ms-version"]);
            Assert.Equal("application/json;odata=minimalmetadata", sent.Headers["Accept"]);
        }
    }

    [Fact]
    public async Task A_changed_key_signs_the_next_request()
    {
        TableSharedKeyCredential credential = new("asi", Key);
        StubTransport wire = new(() => StubTransport.Answer(200, EntityJson), () => StubTransport.Answer(200, EntityJson));
        TableClient table = new(Endpoint, "cases", credential, Options(wire));

        await table.GetEntityAsync<TableEntity>("p", "a");
        credential.SetAccountKey("b3RoZXI=");
        await table.GetEntityAsync<TableEntity>("p", "a");

        StubTransport.SentRequest sent = wire.Sent[1];
        byte[] hash = HMACSHA256.HashData("other"u8, Encoding.UTF8.GetBytes($"{sent.Headers["x-ms-date"]}\n/asi{sent.Uri.AbsolutePath}"));
        Assert.Equal($"SharedKeyLite asi:{Convert.ToBase64String(hash)}", sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_token_is_asked_for_the_audience_and_sent()
    {
        StubTransport wire = new(() => StubTransport.Answer(200, EntityJson));
        StubToken token = new();

        await new TableClient(Endpoint, "cases", token, Options(wire)).GetEntityAsync<TableEntity>("p", "a");

        Assert.Equal(["https://storage.azure.com/.default"], token.Scopes);
        Assert.Equal("Bearer a-token", wire.Sent[0].Headers["Authorization"]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task A_transaction_that_the_service_cannot_take_now_is_sent_again_whole(int status)
    {
        (TableClient table, StubTransport wire) = Client(
            () => StubTransport.Answer(status),
            () => throw new RequestFailedException("the connection broke"),
            () => BatchAnswer("HTTP/1.1 204 No Content\r\nETag: W/\"datetime'1'\"\r\n\r\n"));

        Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new TableEntity("p", "a"))]);

        Assert.Equal("W/\"datetime'1'\"", Assert.Single(answer.Value).Headers.ETag.ToString());
        Assert.Equal(3, wire.Sent.Count);
        Assert.NotEmpty(wire.Sent[0].Body);
        Assert.All(wire.Sent, s => Assert.Equal(wire.Sent[0].Body, s.Body));
    }

    [Fact]
    public async Task After_the_last_try_the_service_s_own_words_are_told()
    {
        (TableClient table, StubTransport wire) = Client([.. Enumerable.Repeat(
            () => StubTransport.Answer(503, """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"The server is busy."}}}"""),
            3)]);

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "a")));

        Assert.Equal((503, "ServerBusy", 3), (failed.Status, failed.ErrorCode, wire.Sent.Count));
        Assert.StartsWith("The server is busy.", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """<?xml version="1.0"?><m:error xmlns:m="m"><m:code>AuthenticationFailed</m:code><m:message xml:lang="en-US">No.</m:message></m:error>""",
        "AuthenticationFailed")]
    [InlineData("<html>a proxy's page", null)]
    [InlineData("", null)]
    [InlineData("{}", null)]
    public async Task An_error_is_read_in_any_dress(string body, string? code)
    {
        (TableClient table, _) = Client(() => StubTransport.Answer(403, body));

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "a")));

        Assert.Equal((403, code), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public async Task A_table_being_deleted_is_not_taken_for_one_that_exists()
    {
        (TableClient table, _) = Client(() => StubTransport.Answer(
            409, """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"Wait."}}}"""));

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync());

        Assert.Equal("TableBeingDeleted", failed.ErrorCode);
    }

    [Fact]
    public async Task A_transaction_is_one_change_set_of_requests()
    {
        (TableClient table, StubTransport wire) = Client(() => BatchAnswer("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n"));

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "a'b") { ["Sum"] = 5L }, new ETag("W/\"datetime'1'\"")),
            new(TableTransactionActionType.Delete, new TableEntity("p", "c")),
        ]);

        StubTransport.SentRequest sent = Assert.Single(wire.Sent);
        string batch = sent.Headers["Content-Type"].Split("boundary=")[1];
        string changes = sent.Body.Split("boundary=")[1].Split("\r\n")[0];
        Assert.Equal("/$batch", sent.Uri.AbsolutePath);
        Assert.Equal(
            $$"""
            --{{batch}}
            Content-Type: multipart/mixed; boundary={{changes}}

            --{{changes}}
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PUT https://asi.table.core.windows.net/cases(PartitionKey='p',RowKey='a%27%27b') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: W/"datetime'1'"
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"a'b","Sum@odata.type":"Edm.Int64","Sum":"5"}
            --{{changes}}
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            DELETE https://asi.table.core.windows.net/cases(PartitionKey='p',RowKey='c') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: *

            --{{changes}}--
            --{{batch}}--

            """.ReplaceLineEndings("\r\n"),
            sent.Body);
    }

    [Fact]
    public async Task An_annotation_may_follow_its_property()
    {
        (TableClient table, _) = Client(() => StubTransport.Answer(200, """
            {"odata.metadata":"m","odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"a","Timestamp":"2021-03-23T14:05:06.1234567Z",
             "L":"5","L@odata.type":"Edm.Int64","D@odata.type":"Edm.Double","D":1,"E":1,"E@odata.type":"Edm.Double","N":"NaN","N@odata.type":"Edm.Double",
             "G":"0f8fad5b-d9cb-469f-a165-70867728950e","G@odata.type":"Edm.Guid","B":"AQI=","B@odata.type":"Edm.Binary",
             "T":"2021-03-23T00:00:00Z","T@odata.type":"Edm.DateTime","Nothing":null,"Real":1.0,"Whole":1,"Wide":5000000000}
            """));

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "a");

        Assert.Equal((5L, 1.0, 1.0, double.NaN), (row["L"], row["D"], row["E"], row["N"]));
        Assert.Equal(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), row.GetGuid("G"));
        Assert.Equal([1, 2], row.GetBinary("B"));
        Assert.Equal(new DateTimeOffset(2021, 3, 23, 0, 0, 0, TimeSpan.Zero), row.GetDateTimeOffset("T"));
        Assert.Equal((1.0, 1, 5_000_000_000L), (row["Real"], row["Whole"], row["Wide"]));
        Assert.Null(row["Nothing"]);
        Assert.Equal(DateTimeOffset.Parse("2021-03-23T14:05:06.1234567Z", CultureInfo.InvariantCulture), row.Timestamp);
        Assert.False(row.ContainsKey("odata.metadata"));
    }

    [Fact]
    public async Task Every_call_is_one_round_trip()
    {
        (TableClient table, StubTransport wire) = Client(
            () => StubTransport.Answer(204),
            () => StubTransport.Answer(204),
            () => StubTransport.Answer(204),
            () => StubTransport.Answer(200, EntityJson),
            () => StubTransport.Answer(404),
            () => StubTransport.Answer(204),
            () => StubTransport.Answer(200, $$"""{"value":[{{EntityJson}}]}"""));
        TableEntity row = new("p", "a");

        await table.AddEntityAsync(row);
        await table.UpdateEntityAsync(row, ETag.All);
        await table.UpsertEntityAsync(row);
        await table.GetEntityAsync<TableEntity>("p", "a");
        await table.GetEntityIfExistsAsync<TableEntity>("p", "a");
        await table.DeleteEntityAsync(row);
        await foreach (TableEntity found in table.QueryAsync<TableEntity>())
        {
            Assert.Equal("a", found.RowKey);
        }

        Assert.Equal(["POST", "PATCH", "PATCH", "GET", "GET", "DELETE", "GET"], wire.Sent.Select(s => s.Method));
    }

    private static StubAnswer BatchAnswer(params string[] parts)
    {
        StringBuilder body = new("--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n");
        foreach (string part in parts)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{part}\r\n");
        }

        body.Append("--changesetresponse_2--\r\n--batchresponse_1--\r\n");
        return StubTransport.Answer(202, body.ToString(), ("Content-Type", "multipart/mixed; boundary=batchresponse_1"));
    }

    private static (TableClient Table, StubTransport Wire) Client(params Func<StubAnswer>[] answers)
    {
        StubTransport wire = new(answers);
        return (new TableClient(Endpoint, "cases", new TableSharedKeyCredential("asi", Key), Options(wire)), wire);
    }

    private static TableClientOptions Options(StubTransport wire) => new()
    {
        Transport = wire,
        Retry = { MaxRetries = 2, Mode = RetryMode.Fixed, Delay = TimeSpan.Zero },
    };
}
