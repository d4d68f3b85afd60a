using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

public sealed class ConnectionStringTests
{
    private const string Key = "c2VjcmV0";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite", "http://azurite:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("AccountName=asi;AccountKey=c2VjcmV0", "https://asi.table.core.windows.net/", "asi")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=asi;AccountKey=c2VjcmV0;EndpointSuffix=example.org", "http://asi.table.example.org/", "asi")]
    [InlineData("accountname=asi; accountkey=c2VjcmV0; TableEndpoint=http://localhost:1234/asi/;", "http://localhost:1234/asi/", "asi")]
    public void A_connection_string_names_a_place_and_an_account(string connectionString, string uri, string account)
    {
        TableServiceClient service = new(connectionString);

        Assert.Equal((new Uri(uri), account), (service.Uri, service.AccountName));
        Assert.Equal($"{uri.TrimEnd('/')}/cases", service.GetTableClient("cases").Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("AccountName=asi")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("nonsense")]
    [InlineData("AccountName=asi;AccountKey=c2VjcmV0;TableEndpoint=nowhere")]
    public void A_broken_connection_string_is_refused(string connectionString)
    {
        Assert.Throws<FormatException>(() => new TableServiceClient(connectionString));
    }

    [Fact]
    public void An_account_is_known_from_the_credential_the_host_or_the_path()
    {
        TableSharedKeyCredential key = new("named", Key);
        TokenCredential token = new StubToken();

        Assert.Equal("named", new TableClient(new Uri("https://asi.table.core.windows.net"), "t", key).AccountName);
        Assert.Equal("asi", new TableClient(new Uri("https://asi.table.core.windows.net"), "t", token).AccountName);
        Assert.Equal("asi", new TableClient(new Uri("https://127.0.0.1:10002/asi"), "t", token).AccountName);
    }

    [Fact]
    public void Nothing_is_built_from_nothing()
    {
        Assert.Throws<ArgumentException>(() => new TableClient("UseDevelopmentStorage=true", ""));
        Assert.Throws<ArgumentNullException>(
            () => new TableClient(new Uri("https://asi.table.core.windows.net"), "t", (TableSharedKeyCredential)null!));
        Assert.Throws<ArgumentNullException>(() => new TableClient(new Uri("https://asi.table.core.windows.net"), "t", (TokenCredential)null!));
    }
}
