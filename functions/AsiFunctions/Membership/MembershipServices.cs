using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Membership;

/// <summary>Applications for membership, members, and the public register.</summary>
public static class MembershipServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddMembership(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(MembershipSettings.Read(configuration))
        .AddCaseKind<ApplicationKind>()
        .AddCaseKind<MemberKind>()
        .AddSingleton<MemberList>()
        .AddSingleton<MemberDesk>()
        .AddSingleton<ApplicationDesk>()
        .AddSingleton<IMailComposer, ApplicationMail>()
        .AddSingleton<IMailComposer, MemberMail>()
        .AddSingleton<IOrganisationDirectory, MemberDirectory>();
}
