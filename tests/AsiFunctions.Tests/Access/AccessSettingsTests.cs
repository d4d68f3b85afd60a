using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Moq;

namespace AsiFunctions.Tests.Access;

public sealed class AccessSettingsTests
{
    [Fact]
    public void Staff_the_term_and_the_place_of_the_metadata_are_read()
    {
        AccessSettings settings = AccessSettings.Read(Configuration());

        Assert.Equal("https://issuer.example.org/.well-known/openid-configuration", settings.MetadataAddress.AbsoluteUri);
        Assert.Equal(Period.OfDays(14), settings.InvitationTerm);
        Assert.Equal(["olga.operator", "bela.board"], settings.Staff.Select(entry => entry.Subject));
        Assert.Equal([Role.Secretariat, Role.Board], settings.Staff[1].Roles.Order());
    }

    [Theory]
    [InlineData("olga.operator|Olga|member")]
    [InlineData("olga.operator|Olga|king")]
    [InlineData("olga.operator|Olga|")]
    [InlineData("olga.operator|operator")]
    [InlineData("|Olga|operator")]
    public void A_malformed_entry_of_staff_stops_the_app(string entry) => Assert.Throws<InvalidOperationException>(() => StaffEntry.Parse(entry));

    [Theory]
    [InlineData("Access:Issuer", null)]
    [InlineData("Access:Audience", null)]
    [InlineData("Access:MetadataAddress", "somewhere")]
    [InlineData("Access:InvitationTerm", "two weeks")]
    public void What_is_missing_or_malformed_is_named(string name, string? value)
    {
        InvalidOperationException told = Assert.Throws<InvalidOperationException>(() => AccessSettings.Read(Configuration((name, value))));
        Assert.Contains(name, told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Development", true)]
    public async Task Keys_are_read_over_plain_http_in_development_only(string environment, bool isAllowed)
    {
        Mock<IHostEnvironment> host = new();
        host.Setup(h => h.EnvironmentName).Returns(environment);
        ServiceCollection services = new();
        services.AddSingleton(host.Object);
        services.AddAccess(Configuration(("Access:Issuer", "http://localhost/dev")));
        await using ServiceProvider provider = services.BuildServiceProvider();

        Exception? told = Record.Exception(provider.GetRequiredService<IConfigurationManager<OpenIdConnectConfiguration>>);

        Assert.Equal(isAllowed, told is null);
    }

    private static IConfiguration Configuration(params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string?> values = new()
        {
            ["Access:Issuer"] = "https://issuer.example.org/",
            ["Access:Audience"] = "back-office",
            ["Access:Keys:0"] = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]),
            ["Access:Staff:0"] = "olga.operator|Olga Operator|operator",
            ["Access:Staff:1"] = "bela.board|Bela Board|board,secretariat",
        };
        foreach ((string name, string? value) in changes)
        {
            values[name] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
