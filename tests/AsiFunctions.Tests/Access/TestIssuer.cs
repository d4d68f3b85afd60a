using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AsiFunctions.Tests.Access;

/// <summary>Signs tokens as an identity provider does, and can be wrong in each way that matters.</summary>
internal sealed class TestIssuer : IDisposable
{
    public const string Name = "https://issuer.example.org";
    public const string Audience = "back-office";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly RSA stranger = RSA.Create(2048);
    private readonly StaticConfigurationManager<OpenIdConnectConfiguration> metadata;

    public TestIssuer()
    {
        OpenIdConnectConfiguration configuration = new() { Issuer = Name };
        configuration.SigningKeys.Add(new RsaSecurityKey(rsa) { KeyId = "good" });
        metadata = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
    }

    public IConfigurationManager<OpenIdConnectConfiguration> Metadata => metadata;

    public SigningCredentials Good => new(new RsaSecurityKey(rsa) { KeyId = "good" }, SecurityAlgorithms.RsaSha256);

    public SigningCredentials Stranger => new(new RsaSecurityKey(stranger) { KeyId = "stranger" }, SecurityAlgorithms.RsaSha256);

    public SigningCredentials StrangerUnderTheGoodName => new(new RsaSecurityKey(stranger) { KeyId = "good" }, SecurityAlgorithms.RsaSha256);

    /// <summary>The public key, taken for the secret of a symmetric algorithm.</summary>
    public SigningCredentials Symmetric =>
        new(new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) { KeyId = "good" }, SecurityAlgorithms.HmacSha256);

    public string Token(
        DateTimeOffset now,
        string? subject = "mia.member",
        string issuer = Name,
        string audience = Audience,
        SigningCredentials? credentials = null,
        TimeSpan? startsIn = null,
        TimeSpan? endsIn = null)
    {
        SecurityTokenDescriptor token = new()
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = (now + (startsIn ?? TimeSpan.Zero)).UtcDateTime,
            Expires = (now + (endsIn ?? TimeSpan.FromHours(1))).UtcDateTime,
            Subject = new ClaimsIdentity(subject is null ? [] : [new Claim("sub", subject), new Claim("name", "Mia Member")]),
            SigningCredentials = credentials ?? Good,
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public static string Unsigned(DateTimeOffset now)
    {
        string header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        string payload = Base64UrlEncoder.Encode(
            $$"""{"iss":"{{Name}}","aud":"{{Audience}}","sub":"olga.operator","nbf":{{now.ToUnixTimeSeconds()}},"exp":{{now.AddHours(1).ToUnixTimeSeconds()}}}""");
        return $"{header}.{payload}.";
    }

    public void Dispose()
    {
        rsa.Dispose();
        stranger.Dispose();
    }
}
