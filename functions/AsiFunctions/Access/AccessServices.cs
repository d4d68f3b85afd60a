using AsiFunctions.Access.Accounts;
using AsiFunctions.Access.Invitations;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AsiFunctions.Access;

/// <summary>Who may do what.</summary>
public static class AccessServices
{
    /// <summary>Adds tokens, accounts, invitations and the authorisation of requests.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or malformed, or a function declares no audience.</exception>
    /// <exception cref="FormatException">The keys are missing or malformed.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(AccessSettings.Read(configuration));
        services.AddSingleton(AccessSettings.ReadKeys(configuration));
        services.AddSingleton(new Audiences(typeof(AccessServices).Assembly));
        services.AddSingleton<CaseKeys>();
        services.AddSingleton(Metadata);
        services.AddSingleton<TokenReader>();
        services.AddSingleton<RequestAuthorizer>();
        services.AddTable(AccountStore.TableName);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<OrganisationNames>();
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<InvitationTokens>();
        services.AddSingleton<InvitationMails>();
        services.AddSingleton<InvitationDesk>();
        services.AddSingleton<IMailComposer, InvitationComposer>();
        services.AddOutboxHandler<InviteOutbox>();
        return services;
    }

    private static IConfigurationManager<OpenIdConnectConfiguration> Metadata(IServiceProvider provider)
    {
        AccessSettings settings = provider.GetRequiredService<AccessSettings>();
        bool isDevelopment = provider.GetRequiredService<IHostEnvironment>().IsDevelopment();
        if (settings.MetadataAddress.Scheme != Uri.UriSchemeHttps && !isDevelopment)
        {
            throw new InvalidOperationException("Access:MetadataAddress must be an https address: only in Development may keys be read over http.");
        }

        return new ConfigurationManager<OpenIdConnectConfiguration>(
            settings.MetadataAddress.AbsoluteUri,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !isDevelopment });
    }
}
