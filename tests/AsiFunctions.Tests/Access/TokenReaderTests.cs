using AsiFunctions.Access;
using AsiFunctions.Domain.Time;
using AsiFunctions.Tests.Support;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Moq;

namespace AsiFunctions.Tests.Access;

public sealed class TokenReaderTests : IDisposable
{
    private static readonly AccessSettings Settings =
        new(TestIssuer.Name, TestIssuer.Audience, new Uri("https://issuer.example.org/metadata"), [], Period.OfDays(14));

    private readonly TestIssuer issuer = new();
    private readonly FrozenTime clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => issuer.Dispose();

    [Fact]
    public async Task A_good_token_names_its_person()
    {
        TokenReading.Valid read = Assert.IsType<TokenReading.Valid>(await ReadAsync(issuer.Token(clock.Now)));
        Assert.Equal(new PersonKey(TestIssuer.Name, "mia.member"), read.Person);
        Assert.Equal("Mia Member", read.Name);
    }

    [Fact]
    public Task A_token_of_another_issuer_is_refused() => RefusedAsync(issuer.Token(clock.Now, issuer: "https://elsewhere.example.org"), "issuer");

    [Fact]
    public Task A_token_for_another_audience_is_refused() => RefusedAsync(issuer.Token(clock.Now, audience: "another-app"), "audience");

    [Fact]
    public Task A_token_signed_with_an_unknown_key_is_refused() => RefusedAsync(issuer.Token(clock.Now, credentials: issuer.Stranger), "signature");

    [Fact]
    public Task A_token_signed_with_another_key_under_the_known_name_is_refused() =>
        RefusedAsync(issuer.Token(clock.Now, credentials: issuer.StrangerUnderTheGoodName), "signature");

    [Fact]
    public Task A_token_signed_symmetrically_with_the_public_key_is_refused() =>
        RefusedAsync(issuer.Token(clock.Now, credentials: issuer.Symmetric), "signature");

    [Fact]
    public Task A_token_without_signature_is_refused() => RefusedAsync(TestIssuer.Unsigned(clock.Now), "signature");

    [Fact]
    public Task A_token_without_subject_is_refused() => RefusedAsync(issuer.Token(clock.Now, subject: null), "subject");

    [Theory]
    [InlineData("")]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    public Task What_is_no_token_is_refused(string text) => RefusedAsync(text, "token");

    [Fact]
    public Task A_token_of_unreasonable_length_is_refused() => RefusedAsync(new string('a', 20_000), "too long");

    [Fact]
    public async Task A_token_ends_with_business_time_give_or_take_a_minute()
    {
        string token = issuer.Token(clock.Now);
        clock.Advance(TimeSpan.FromMinutes(60.5));
        Assert.IsType<TokenReading.Valid>(await ReadAsync(token));

        clock.Advance(TimeSpan.FromMinutes(1));
        await RefusedAsync(token, "expired");
    }

    [Fact]
    public async Task A_token_that_is_not_valid_yet_becomes_so_when_the_clock_is_moved()
    {
        string token = issuer.Token(clock.Now, startsIn: TimeSpan.FromDays(30), endsIn: TimeSpan.FromDays(31));
        await RefusedAsync(token, "not valid yet");

        clock.Advance(TimeSpan.FromDays(30));
        Assert.IsType<TokenReading.Valid>(await ReadAsync(token));
    }

    [Fact]
    public async Task An_unknown_key_has_the_issuer_asked_once_more()
    {
        OpenIdConnectConfiguration before = new();
        OpenIdConnectConfiguration after = new();
        after.SigningKeys.Add(issuer.Stranger.Key);
        bool refreshed = false;
        Mock<IConfigurationManager<OpenIdConnectConfiguration>> metadata = new();
        metadata.Setup(m => m.GetConfigurationAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() => refreshed ? after : before);
        metadata.Setup(m => m.RequestRefresh()).Callback(() => refreshed = true);

        TokenReading read = await new TokenReader(Settings, metadata.Object, clock).ReadAsync(
            issuer.Token(clock.Now, credentials: issuer.Stranger), default);

        Assert.IsType<TokenReading.Valid>(read);
    }

    [Fact]
    public async Task When_the_issuer_does_not_answer_nothing_is_said_about_the_token()
    {
        Mock<IConfigurationManager<OpenIdConnectConfiguration>> metadata = new();
        metadata.Setup(m => m.GetConfigurationAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("IDX20803"));

        Assert.IsType<TokenReading.Unknown>(await new TokenReader(Settings, metadata.Object, clock).ReadAsync(issuer.Token(clock.Now), default));
    }

    private Task<TokenReading> ReadAsync(string token) => new TokenReader(Settings, issuer.Metadata, clock).ReadAsync(token, default);

    private async Task RefusedAsync(string token, string why) =>
        Assert.Contains(why, Assert.IsType<TokenReading.Invalid>(await ReadAsync(token)).Why, StringComparison.Ordinal);
}
