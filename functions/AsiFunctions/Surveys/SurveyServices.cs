using AsiFunctions.Cases;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Invitations;
using AsiFunctions.Surveys.Replies;
using AsiFunctions.Surveys.Rounds;
using AsiFunctions.Surveys.Tallies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Surveys;

/// <summary>Surveys: rounds, invitations, replies and results.</summary>
public static class SurveyServices
{
    /// <summary>Adds the capability.</summary>
    /// <exception cref="InvalidOperationException">A setting is malformed; the message says which.</exception>
    public static IServiceCollection AddSurveys(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(SurveySettings.Read(configuration))
        .AddTable(SurveyTable.Name)
        .AddSingleton<SurveyTable>()
        .AddSingleton<SurveyTokens>()
        .AddCaseKind<SurveyKind>()
        .AddCaseKind<SurveyInvitationKind>()
        .AddSingleton<RoundStore>()
        .AddSingleton<SurveyOptOuts>()
        .AddSingleton<SurveyRecipients>()
        .AddSingleton<SurveyInvitationDesk>()
        .AddSingleton<IMailComposer, SurveyMailComposer>()
        .AddSingleton<TotalsStore>()
        .AddSingleton<ReplyStore>()
        .AddSingleton<ReplyDesk>()
        .AddSingleton<ReplyMover>()
        .AddSingleton<SurveyResultDesk>()
        .AddSingleton<IFactSource, SurveyFacts>();
}
