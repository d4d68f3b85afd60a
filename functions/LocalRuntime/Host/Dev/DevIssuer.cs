using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AsiFunctions.LocalRuntime.Host.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AsiFunctions.LocalRuntime.Host.Dev;

/// <summary>Signs tokens for made-up people, so that one machine can be used without an identity provider. Development only.</summary>
internal sealed partial class DevIssuer : IDisposable
{
    /// <summary>How long a token is good, in business time.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string KeyBlob = "signing-key.json";
    private const int KeyBits = 2048;

    private readonly RSA rsa;
    private readonly RsaSecurityKey key;
    private readonly string audience;
    private readonly TimeProvider clock;

    private DevIssuer(RSA rsa, string issuer, string audience, TimeProvider clock)
    {
        this.rsa = rsa;
        this.audience = audience;
        this.clock = clock;
        Issuer = issuer;

        // Signers are not cached for the process: the next issuer has the same key id, but this one's key is gone by then.
        key = new RsaSecurityKey(rsa)
        {
            KeyId = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())),
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
    }

    public string Issuer { get; }

    /// <summary>Takes the key that the storage keeps, or makes one: tokens stay good over a restart.</summary>
    public static async Task<DevIssuer> OpenAsync(
        LocalStore store, string issuer, string audience, TimeProvider clock, CancellationToken cancellation)
    {
        StoredKey stored = await store.ReadOrAddAsync(KeyBlob, MakeKey, cancellation);
        RSA opened = RSA.Create();
        opened.ImportPkcs8PrivateKey(Convert.FromBase64String(stored.Pkcs8), out _);
        return new DevIssuer(opened, issuer, audience, clock);
    }

    /// <summary>Whether it can be a person here: lower-case letters, digits, dots and hyphens, 1 to 64 of them.</summary>
    public static bool IsPerson(string? person) => person is not null && Person().IsMatch(person);

    public string TokenFor(string person)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Subject = new ClaimsIdentity(
            [
                new Claim("sub", person),
                new Claim("name", Name(person)),
                new Claim("email", $"{person}@example.org"),
                new Claim("email_verified", "true", ClaimValueTypes.Boolean),
                new Claim("jti", Guid.NewGuid().ToString("N")),
            ]),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>The document behind /.well-known/openid-configuration.</summary>
    public object Discovery() => new
    {
        issuer = Issuer,
        jwks_uri = $"{Issuer}/jwks",
        response_types_supported = new[] { "token" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { SecurityAlgorithms.RsaSha256 },
        claims_supported = new[] { "sub", "name", "email", "email_verified" },
    };

    /// <summary>The public half of the key.</summary>
    public object Keys()
    {
        RSAParameters shown = rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    alg = SecurityAlgorithms.RsaSha256,
                    kid = key.KeyId,
                    n = Base64UrlEncoder.Encode(shown.Modulus),
                    e = Base64UrlEncoder.Encode(shown.Exponent),
                },
            },
        };
    }

    public void Dispose() => rsa.Dispose();

    private static StoredKey MakeKey()
    {
        using RSA made = RSA.Create(KeyBits);
        return new StoredKey(Convert.ToBase64String(made.ExportPkcs8PrivateKey()));
    }

    // sasha.secretariat is Sasha Secretariat.
    private static string Name(string person) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(person.Replace('.', ' ').Replace('-', ' ').Trim());

    [GeneratedRegex("^[a-z0-9.-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Person();

    private sealed record StoredKey(string Pkcs8);
}
