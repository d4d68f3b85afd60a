using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Rounds;

/// <summary>What a plan of a round has to keep to. Assumptions, all of them.</summary>
public static class SurveyChecks
{
    /// <summary>Certificates that one round may list.</summary>
    public const int MostCertificates = 500;

    private const int LongestTitle = 200;
    private const int MostReminders = 5;
    private const int MostMinutes = 240;
    private const int MostMonths = 12;
    private const int MostDays = 366;

    /// <summary>Everything that is wrong with a plan; pointers into the request that it came with.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The day, UTC.</param>
    public static IEnumerable<Fault> Of(SurveyPlan plan, DateOnly today)
    {
        if (plan.Title.Length is 0 or > LongestTitle)
        {
            yield return new Fault("/title", FaultCodes.Required, $"Call the round something, in at most {LongestTitle} characters.");
        }

        if (plan.OpensOn < today)
        {
            yield return new Fault("/opensOn", FaultCodes.OutOfRange, "The first day is today or later.");
        }

        if (plan.ClosesOn < plan.OpensOn)
        {
            yield return new Fault("/closesOn", FaultCodes.OutOfRange, "The last day may not lie before the first.");
        }

        if (plan.Quota < plan.Minimum)
        {
            yield return new Fault("/quota", FaultCodes.OutOfRange, "A quota below the minimum of replies would never be published.");
        }

        if (plan.Minimum is < SurveyPlan.LeastMinimum or > SurveyPlan.MostMinimum)
        {
            yield return new Fault(
                "/minimum", FaultCodes.OutOfRange, $"The minimum of replies is a number from {SurveyPlan.LeastMinimum} to {SurveyPlan.MostMinimum}.");
        }

        if (plan.Reminders.Count > MostReminders || !plan.Reminders.All(IsWithinAYear))
        {
            yield return new Fault(
                "/reminders",
                FaultCodes.OutOfRange,
                $"At most {MostReminders} reminders, each from a day to a year after the invitation, such as P7D.");
        }

        if (plan.Minutes is < 1 or > MostMinutes)
        {
            yield return new Fault("/minutes", FaultCodes.OutOfRange, $"Say how long a reply takes, from 1 to {MostMinutes} minutes.");
        }

        switch (plan.Audience)
        {
            case SurveyAudience.Certificates { Listed.Count: 0 or > MostCertificates }:
                yield return new Fault("/certificates", FaultCodes.OutOfRange, $"List from 1 to {MostCertificates} certificates.");
                break;
            case SurveyAudience.Members { Classes.Count: 0 }:
                yield return new Fault("/classes", FaultCodes.Required, "Name at least one class.");
                break;
        }
    }

    // A period may be thousands of years: the day after it would be beyond every calendar, and nobody could be invited.
    private static bool IsWithinAYear(Period period) => period is { Months: > 0 and <= MostMonths } or { Days: > 0 and <= MostDays };
}
