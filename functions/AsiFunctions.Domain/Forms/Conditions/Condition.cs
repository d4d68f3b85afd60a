namespace AsiFunctions.Domain.Forms.Conditions;

/// <summary>When a question is asked or must be answered: over other answers, in the subset of SurveyJS's language that forms may use.</summary>
/// <remarks>
/// Unanswered questions behave as in SurveyJS: only <c>empty</c>, <c>!=</c>, <c>notcontains</c> and <c>noneof</c> hold for them.
/// Null means unknown: the condition hangs on an answer that is itself at fault, so that nothing may be concluded from it.
/// </remarks>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Whether the condition holds.</summary>
    /// <param name="answers">The answers so far.</param>
    public abstract bool? Holds(ConditionAnswers answers);

    /// <summary>Both hold.</summary>
    public sealed record And(Condition Left, Condition Right) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) => Left.Holds(answers) & Right.Holds(answers);
    }

    /// <summary>At least one holds.</summary>
    public sealed record Or(Condition Left, Condition Right) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) => Left.Holds(answers) | Right.Holds(answers);
    }

    /// <summary>It does not hold.</summary>
    public sealed record Not(Condition Inner) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) => !Inner.Holds(answers);
    }

    /// <summary>The question was answered.</summary>
    public sealed record Answered(string Question) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) =>
            answers.IsUnknown(Question) ? null : answers.Find(Question) is not null;
    }

    /// <summary>The answer is this one; an unanswered question's is not.</summary>
    public sealed record Is(string Question, FormValue Value) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) =>
            answers.IsUnknown(Question) ? null : answers.Find(Question) == Value;
    }

    /// <summary>The number or date lies before or after a value; an unanswered question's does neither.</summary>
    /// <param name="Question">A number or date question.</param>
    /// <param name="Value">What it is compared with, of the question's kind.</param>
    /// <param name="Side">-1: below <paramref name="Value"/>; 1: above it.</param>
    public sealed record Beyond(string Question, FormValue Value, int Side) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers)
        {
            if (answers.IsUnknown(Question))
            {
                return null;
            }

            int? order = (answers.Find(Question), Value) switch
            {
                (FormValue.Number answer, FormValue.Number value) => answer.Value.CompareTo(value.Value),
                (FormValue.Date answer, FormValue.Date value) => answer.Value.CompareTo(value.Value),
                _ => null,
            };
            return order is int compared && Math.Sign(compared) == Side;
        }
    }

    /// <summary>At least one of these is the choice, or among the choices.</summary>
    public sealed record AnyOf(string Question, IReadOnlyList<string> Values) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) =>
            answers.IsUnknown(Question) ? null : answers.ChoicesOf(Question).Any(Values.Contains);
    }

    /// <summary>All of these are among the choices.</summary>
    public sealed record AllOf(string Question, IReadOnlyList<string> Values) : Condition
    {
        /// <inheritdoc/>
        public override bool? Holds(ConditionAnswers answers) =>
            answers.IsUnknown(Question) ? null : Values.All(answers.ChoicesOf(Question).Contains);
    }
}
