using System.Text.Json;
using AsiFunctions.Domain.Forms.Conditions;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>A question of a form, as far as the server enforces it.</summary>
/// <param name="Asked">What all questions have.</param>
public abstract record Question(QuestionBasics Asked)
{
    /// <summary>The name under which its answer is sent.</summary>
    public string Name => Asked.Name;

    /// <summary>What kind of answer it takes, for messages about the definition.</summary>
    public abstract string Kind { get; }

    /// <summary>Reads an answer that is not empty.</summary>
    /// <param name="answer">As it was sent.</param>
    /// <param name="reading">Takes the faults.</param>
    /// <returns>Null where the answer is at fault.</returns>
    internal abstract FormValue? Read(JsonElement answer, Reading reading);
}

/// <summary>What all questions have.</summary>
/// <param name="Name">Unique within the form.</param>
/// <param name="Title">What people read.</param>
/// <param name="Path">Where it stands in the definition.</param>
/// <param name="IsRequired">Must be answered whenever it is asked.</param>
/// <param name="AskedIf">The conditions of its page, its panels and its own; it is asked when all hold.</param>
/// <param name="RequiredIf">Must be answered when this holds; null where there is no such rule.</param>
/// <param name="Rules">Conditions that its answer must meet.</param>
public sealed record QuestionBasics(
    string Name,
    LocalText Title,
    string Path,
    bool IsRequired,
    IReadOnlyList<Condition> AskedIf,
    Condition? RequiredIf,
    IReadOnlyList<AnswerRule> Rules);

/// <summary>A condition that an answer must meet.</summary>
/// <param name="Condition">Over this question and those before it.</param>
/// <param name="Message">What to tell the person when it does not hold.</param>
public sealed record AnswerRule(Condition Condition, LocalText Message);
