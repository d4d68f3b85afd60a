using AsiFunctions.Domain.Dashboard.Aggregates;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>All figures of the dashboard.</summary>
public static class DashboardCatalogue
{
    /// <summary>All, by the shipped terms, in the order in which they are shown.</summary>
    public static IReadOnlyList<DashboardAggregate> All { get; } = Of(DashboardTerms.Shipped);

    /// <summary>All, by other terms.</summary>
    /// <param name="terms">The terms, dated.</param>
    public static IReadOnlyList<DashboardAggregate> Of(History<DashboardTerms> terms) =>
    [
        new MembersAggregate(),
        new GrowthAggregate(),
        new CertifyingShareAggregate(),
        new ClassShiftsAggregate(),
        new HeardAboutAggregate(),
        new ExitsAggregate(),
        new StandingAggregate(),
        new ApplicationsAggregate(),
        new ApplicationStepsAggregate(),
        new CertificatesAggregate(),
        new CertificatesByActivityAggregate(),
        new CertificatesByCountryAggregate(),
        new CertificatesByYearAggregate(),
        new DeadlinesAggregate(terms),
        new AuditsAggregate(),
        new OversightDurationsAggregate(),
        new RatingsAggregate(),
        new RatingsByActivityAggregate(),
        new NonConformancesAggregate(),
        new NonConformancesByActivityAggregate(),
        new ClosureTimesAggregate(),
        new SurveysAggregate(terms),
        new MailDeliveryAggregate(),
    ];

    /// <summary>The figure of a name, as it is written in addresses; null where there is none.</summary>
    public static DashboardAggregate? Find(string name) => All.FirstOrDefault(aggregate => aggregate.Name == name);
}
