using System.Globalization;
using System.Text.RegularExpressions;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>The lowest or highest value of a number or date question: fixed, or counted from today.</summary>
/// <remarks>
/// SurveyJS's <c>min</c>, <c>max</c>, <c>minValueExpression</c> and <c>maxValueExpression</c>. Of its expressions, bounds may use
/// <c>today()</c>, <c>today(14)</c> (days, negative for the past), <c>currentYear()</c> and <c>currentYear() - 5</c>. Today is the
/// date in UTC: where a person may already be a day ahead, the form allows for it with <c>today(1)</c>.
/// </remarks>
public abstract partial record Bound
{
    private const RegexOptions PatternOptions = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private Bound()
    {
    }

    /// <summary>The bound of a number question.</summary>
    public virtual decimal Number(DateOnly today) => throw new InvalidOperationException("This bound is a date.");

    /// <summary>The bound of a date question.</summary>
    public virtual DateOnly Date(DateOnly today) => throw new InvalidOperationException("This bound is a number.");

    /// <summary>A number.</summary>
    public sealed record OfNumber(decimal Value) : Bound
    {
        /// <inheritdoc/>
        public override decimal Number(DateOnly today) => Value;
    }

    /// <summary>A date.</summary>
    public sealed record OfDate(DateOnly Value) : Bound
    {
        /// <inheritdoc/>
        public override DateOnly Date(DateOnly today) => Value;
    }

    /// <summary>So many days from today.</summary>
    public sealed record FromToday(int Days) : Bound
    {
        /// <inheritdoc/>
        public override DateOnly Date(DateOnly today) => today.AddDays(Days);
    }

    /// <summary>So many years from this year.</summary>
    public sealed record FromThisYear(int Years) : Bound
    {
        /// <inheritdoc/>
        public override decimal Number(DateOnly today) => today.Year + Years;
    }

    /// <summary>Reads an expression of a date's bound; null where it is none.</summary>
    internal static Bound? ReadDays(string expression) =>
        TodayPattern().Match(expression) is { Success: true } match ? new FromToday(ReadOffset(match)) : null;

    /// <summary>Reads an expression of a number's bound; null where it is none.</summary>
    internal static Bound? ReadYears(string expression) =>
        YearPattern().Match(expression) is { Success: true } match ? new FromThisYear(ReadOffset(match)) : null;

    private static int ReadOffset(Match match)
    {
        string offset = match.Groups["offset"].Value.Replace(" ", "", StringComparison.Ordinal);
        return offset.Length == 0 ? 0 : int.Parse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^today\((?<offset>-?[0-9]{1,5})?\)$", PatternOptions, matchTimeoutMilliseconds: 100)]
    private static partial Regex TodayPattern();

    [GeneratedRegex(@"^currentYear\(\)( *(?<offset>[+-] *[0-9]{1,3}))?$", PatternOptions, matchTimeoutMilliseconds: 100)]
    private static partial Regex YearPattern();
}
