using System.Text.Json;
using AsiFunctions.Domain.Forms.Conditions;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>Goes through a form in the order in which it is asked, and notes every fault of the answers.</summary>
/// <remarks>
/// What follows from a missing or malformed answer is not held against the person: where a condition hangs on it, the question
/// behind the condition is neither demanded nor refused.
/// </remarks>
/// <param name="form">The definition.</param>
/// <param name="language">The language of the messages.</param>
/// <param name="today">The date that relative bounds count from.</param>
/// <param name="at">The JSON pointer to the answers.</param>
/// <param name="here">The names of the questions that are asked here and now; null for all.</param>
internal sealed class AnswerChecker(FormDefinition form, Language language, DateOnly today, string at, HashSet<string>? here = null)
{
    private readonly List<Fault> faults = [];
    private readonly ConditionAnswers readable = new();

    public FormAnswers Check(JsonElement answers)
    {
        SentAnswers? sent = SentAnswers.Read(answers, form, language, at, faults);
        if (sent is not null)
        {
            foreach (Question question in form.Questions)
            {
                Check(question, sent.Find(question.Name));
            }

            faults.AddRange(sent.UnknownFields);
        }

        return new FormAnswers(form, language, faults, readable.Values);
    }

    private void Check(Question question, JsonElement? sent)
    {
        Reading reading = new(faults, $"{at}/{question.Name}", question.Asked.Title.In(language), language, today);
        if (here?.Contains(question.Name) is false)
        {
            readable.SetUnknown(question.Name);
            if (sent is not null)
            {
                reading.Fault(FaultCodes.NotAsked, reading.Say.NotOnThesePages);
            }

            return;
        }

        bool? asked = question.Asked.AskedIf.Aggregate((bool?)true, (all, one) => all & one.Holds(readable));
        if (asked is null)
        {
            readable.SetUnknown(question.Name);
        }

        if (sent is null)
        {
            if (asked is true && (question.Asked.IsRequired || question.Asked.RequiredIf?.Holds(readable) is true))
            {
                reading.Fault(FaultCodes.Required, reading.Say.Required);
                readable.SetUnknown(question.Name);
            }

            return;
        }

        if (asked is false)
        {
            reading.Fault(FaultCodes.NotAsked, reading.Say.NotAsked);
            return;
        }

        if (question.Read(sent.Value, reading) is not FormValue value)
        {
            readable.SetUnknown(question.Name);
            return;
        }

        readable.Set(question.Name, value);
        foreach (AnswerRule rule in question.Asked.Rules.Where(r => r.Condition.Holds(readable) is false))
        {
            reading.Fault(FaultCodes.Inconsistent, rule.Message.In(language));
        }
    }
}
