using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>One choice of several.</summary>
/// <param name="Asked">What all questions have.</param>
/// <param name="Options">What is offered.</param>
/// <param name="HasOther">The person may choose <see cref="Other"/> and then writes their own, under <c>{name}-Comment</c>.</param>
public sealed record ChoiceQuestion(QuestionBasics Asked, IReadOnlyList<Option> Options, bool HasOther) : Question(Asked)
{
    /// <summary>The value of SurveyJS's "other" choice.</summary>
    public const string Other = "other";

    private readonly HashSet<string> offered = Offered(Options, HasOther);

    /// <inheritdoc/>
    public override string Kind => "the single choice";

    /// <summary>The values that may be sent.</summary>
    internal static HashSet<string> Offered(IReadOnlyList<Option> options, bool hasOther)
    {
        HashSet<string> all = options.Select(o => o.Value).ToHashSet(StringComparer.Ordinal);
        if (hasOther)
        {
            all.Add(Other);
        }

        return all;
    }

    /// <inheritdoc/>
    internal override FormValue? Read(JsonElement answer, Reading reading)
    {
        string? value = reading.Text(answer);
        if (value is null)
        {
            return null;
        }

        return offered.Contains(value) ? new FormValue.Choice(value) : reading.Fault(FaultCodes.NotOffered, reading.Say.NotOffered(value));
    }
}
