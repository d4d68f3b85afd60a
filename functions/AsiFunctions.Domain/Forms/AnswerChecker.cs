using System.Text.Json;
using AsiFunctions.Domain.Forms.Conditions;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>Goes through a form in the order in which it is asked, and notes every fault of the answers.</summary>
/// <remarks>
/// What follows from a missing or malformed answer is not held against the person: where a condition hangs on it, the question
/// behind the condition is neither demanded nor refused.
/// </remarks>
internal sealed class AnswerChecker(FormDefinition form, Language language, DateOnly today, string at)
{
    private readonly List<Fault> _faults = [];
    private readonly ConditionAnswers _answers = new();

    public FormAnswers Check(JsonElement answers)
    {
        SentAnswers? sent = SentAnswers.Read(answers, form, language, at, _faults);
        if (sent is not null)
        {
            foreach (Question question in form.Questions)
            {
                Check(question, sent.Find(question.Name));
            }

            _faults.AddRange(sent.UnknownFields);
        }

        return new FormAnswers(form, language, _faults, _answers.Values);
    }

    private void Check(Question question, JsonElement? sent)
    {
        Reading reading = new(_faults, $"{at}/{question.Name}", question.Asked.Title.In(language), language, today);
        bool? asked = question.Asked.AskedIf.Aggregate((bool?)true, (all, one) => all & one.Holds(_answers));
        if (sent is null)
        {
            if (asked is true && (question.Asked.IsRequired || question.Asked.RequiredIf?.Holds(_answers) is true))
            {
                reading.Fault(FaultCodes.Required, reading.Say.Required);
                _answers.SetUnknown(question.Name);
            }

            if (asked is null)
            {
                _answers.SetUnknown(question.Name);
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
            _answers.SetUnknown(question.Name);
            return;
        }

        _answers.Set(question.Name, value);
        foreach (AnswerRule rule in question.Asked.Rules.Where(r => r.Condition.Holds(_answers) is false))
        {
            reading.Fault(FaultCodes.Inconsistent, rule.Message.In(language));
        }
    }
}
