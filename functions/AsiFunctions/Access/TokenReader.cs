using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AsiFunctions.Access;

/// <summary>What a bearer token turned out to be.</summary>
public abstract record TokenReading
{
    private TokenReading()
    {
    }

    /// <summary>The issuer vouches for this person, now and for this app.</summary>
    public sealed record Valid(PersonKey Person, string? Name) : TokenReading;

    /// <summary>The token is not accepted.</summary>
    /// <param name="Why">One sentence for <c>error_description</c>; says nothing of what the token holds.</param>
    public sealed record Invalid(string Why) : TokenReading;

    /// <summary>The issuer's keys cannot be read, so nothing can be said about the token.</summary>
    public sealed record Unknown : TokenReading;
}

/// <summary>Checks bearer tokens: signature by the issuer's published keys, issuer, audience, lifetime in business time.</summary>
/// <param name="settings">Whose tokens, for whom.</param>
/// <param name="metadata">The issuer's metadata, cached, refreshed when a key is unknown.</param>
/// <param name="clock">Business time.</param>
public sealed class TokenReader(AccessSettings settings, IConfigurationManager<OpenIdConnectConfiguration> metadata, TimeProvider clock)
{
    private const int LongestToken = 16 * 1024;

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Checks one token. Never throws for what the token holds.</summary>
    public async Task<TokenReading> ReadAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > LongestToken)
        {
            return new TokenReading.Invalid("The token is too long.");
        }

        try
        {
            TokenValidationResult result = await ValidateAsync(token, cancellation);
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                // The issuer may have published a new key since; the manager limits how often it really asks.
                metadata.RequestRefresh();
                result = await ValidateAsync(token, cancellation);
            }

            return Reading(result);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            return new TokenReading.Unknown();
        }
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration issuer = await metadata.GetConfigurationAsync(cancellation);
        return await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = issuer.SigningKeys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
        });
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        return expires is not null
            && now < expires.Value + AccessSettings.ClockSkew
            && (notBefore is null || notBefore.Value - AccessSettings.ClockSkew <= now);
    }

    private static TokenReading Reading(TokenValidationResult result)
    {
        if (!result.IsValid)
        {
            return new TokenReading.Invalid(result.Exception switch
            {
                SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "The token has expired, or is not valid yet.",
                SecurityTokenInvalidIssuerException => "The token comes from another issuer.",
                SecurityTokenInvalidAudienceException => "The token was issued for another audience.",
                SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException
                    => "The token's signature is not accepted.",
                _ => "The token cannot be read.",
            });
        }

        JsonWebToken token = (JsonWebToken)result.SecurityToken;
        return string.IsNullOrEmpty(token.Subject)
            ? new TokenReading.Invalid("The token has no subject.")
            : new TokenReading.Valid(
                new PersonKey(token.Issuer, token.Subject), token.TryGetPayloadValue("name", out string? name) ? name : null);
    }
}
