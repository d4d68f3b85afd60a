using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AsiFunctions.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AsiFunctions.LocalRuntime.Host.Tests.Dev;

public sealed class DevEndpointsTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>
{
    [Fact]
    public async Task A_token_is_good_for_whoever_asks_the_issuer_for_its_keys_and_survives_a_restart()
    {
        string token;
        string address;
        await using (RunningHost first = await RunningHost.StartAsync(azurite.ConnectionString))
        {
            JsonElement answer = await SignInAsync(first);
            token = answer.GetProperty("access_token").GetString()!;
            address = first.Client.BaseAddress!.ToString();
            Assert.Equal("Bearer", answer.GetProperty("token_type").GetString());
            Assert.Equal(3600, answer.GetProperty("expires_in").GetInt32());
            Assert.Equal("sasha.secretariat", answer.GetProperty("subject").GetString());
        }

        await using RunningHost second = await RunningHost.StartAsync(azurite.ConnectionString);
        TokenValidationResult result = await ValidateAsync(second, token, issuer: address + "dev");

        Assert.True(result.IsValid, result.Exception?.Message);
        JsonWebToken read = (JsonWebToken)result.SecurityToken;
        Assert.Equal("sasha.secretariat", read.Subject);
        Assert.Equal("Sasha Secretariat", read.GetPayloadValue<string>("name"));
        Assert.Equal("sasha.secretariat@example.org", read.GetPayloadValue<string>("email"));
        Assert.True(read.GetPayloadValue<bool>("email_verified"));
        Assert.Equal("RS256", read.Alg);
    }

    [Fact]
    public async Task A_token_s_time_follows_the_moved_clock()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString);
        await host.MoveAsync("2101-01-01T00:00:00Z");

        JsonWebToken read = new((await SignInAsync(host)).GetProperty("access_token").GetString());

        Assert.Equal(new DateTime(2101, 1, 1, 1, 0, 0, DateTimeKind.Utc), read.ValidTo, TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromHours(1), read.ValidTo - read.IssuedAt);
    }

    [Fact]
    public async Task The_host_says_when_it_is_ready()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString);

        Assert.Equal("""{"status":"ready"}""", await host.Client.GetStringAsync(new Uri("/dev/health", UriKind.Relative)));
    }

    [Theory]
    [InlineData("/dev/health")]
    [InlineData("/dev/clock")]
    [InlineData("/dev/jwks")]
    [InlineData("/dev/.well-known/openid-configuration")]
    [InlineData("/dev/sign-in")]
    public async Task Outside_development_none_of_it_exists(string path)
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString, "--environment=Production");

        using HttpResponseMessage got = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        using HttpResponseMessage posted = await host.Client.PostAsJsonAsync(path, new { person = "sasha" });

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [got.StatusCode, posted.StatusCode]);
    }

    private static async Task<JsonElement> SignInAsync(RunningHost host)
    {
        using HttpResponseMessage response = await host.Client.PostAsJsonAsync("/dev/sign-in", new { person = "sasha.secretariat" });
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<TokenValidationResult> ValidateAsync(RunningHost host, string token, string issuer)
    {
        HttpDocumentRetriever documents = new(host.Client) { RequireHttps = false };
        ConfigurationManager<OpenIdConnectConfiguration> discovery =
            new($"{host.Client.BaseAddress}dev/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents);
        OpenIdConnectConfiguration configuration = await discovery.GetConfigurationAsync(CancellationToken.None);
        Assert.Equal($"{host.Client.BaseAddress}dev", configuration.Issuer);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = "asi-back-office",
            IssuerSigningKeys = configuration.SigningKeys,
            ValidateLifetime = false,
        });
    }
}
