using System.Globalization;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Membership;

/// <summary>Keeps absurd figures out of size declarations; the bounds are those of the application form.</summary>
internal static class SizeChecks
{
    private const decimal MostTurnover = 5_000_000_000_000;
    private const decimal MostStaff = 5_000_000;
    private const int OldestYears = 10;

    /// <summary>What is wrong with a declaration; whether its basis fits the class is the procedure's to say.</summary>
    public static IEnumerable<Fault> Check(SizeDeclaration? size, DateOnly today)
    {
        if (size is null)
        {
            yield break;
        }

        bool turnover = size.Basis is SizeBasis.Turnover;
        decimal most = turnover ? MostTurnover : MostStaff;
        if (size.Figure < 0 || size.Figure > most)
        {
            yield return new Fault(
                "/size/figure", FaultCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"The figure must be between 0 and {most}."));
        }

        if (turnover && (size.Year is not { } year || year > today.Year || year < today.Year - OldestYears))
        {
            yield return new Fault(
                "/size/year",
                FaultCodes.OutOfRange,
                string.Create(CultureInfo.InvariantCulture, $"Give the year of that turnover, from {today.Year - OldestYears} to {today.Year}."));
        }

        if (!turnover && size.Year is not null)
        {
            yield return new Fault("/size/year", FaultCodes.NotAsked, "Staff is counted at the day of declaration; please leave the year out.");
        }
    }
}
