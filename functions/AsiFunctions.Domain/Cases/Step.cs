using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Cases;

/// <summary>What comes next in a case: who has the ball, what is awaited, until when, with which reminders, and what happens then.</summary>
/// <remarks>
/// One answer serves the status query, the work queues, the calendar and the orchestration's sleep (design, "The procedure lives in Domain").
/// </remarks>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>A person is awaited; while it lasts there is a task for their role.</summary>
    /// <param name="Ball">Who has the ball.</param>
    /// <param name="What">The task's kind in kebab case, stable: <c>completeness-check</c>.</param>
    /// <param name="Since">The day on which this began to wait.</param>
    /// <param name="Choices">What the person may decide.</param>
    /// <param name="Until">The last day; null once what happens then has happened (an escalated task stays open, overdue).</param>
    /// <param name="Due">The day the task is shown as due; stays when <see cref="Until"/> is spent.</param>
    /// <param name="Then">What happens when <see cref="Until"/> passes, in kebab case: <c>escalate</c>, <c>lapse</c>.</param>
    /// <param name="Reminders">Not yet sent, earliest first.</param>
    /// <param name="Recorder">Who enters the outcome, and so has the task in their queue, where that is not who has the ball: an applicant pays, the
    /// Secretariat records it. Null: who has the ball.</param>
    public sealed record Await(
        Role Ball,
        string What,
        DateOnly Since,
        IReadOnlyList<Choice> Choices,
        Deadline? Until,
        Deadline? Due,
        string? Then,
        IReadOnlyList<Reminder> Reminders,
        Role? Recorder = null) : Step
    {
        /// <summary>Whose task it is: the recorder, or else who has the ball.</summary>
        public Role TaskRole => Recorder ?? Ball;
    }

    /// <summary>Nobody is awaited; the case goes on by itself when the day has passed.</summary>
    /// <param name="What">What runs, in kebab case: <c>notice-to-members</c>.</param>
    /// <param name="Since">The day on which it began.</param>
    /// <param name="Until">The last day of it.</param>
    /// <param name="Then">What happens then, in kebab case.</param>
    public sealed record Sleep(string What, DateOnly Since, Deadline Until, string Then) : Step;

    /// <summary>The machine works: an activity does something outside the case and records that it did, retried forward until then.</summary>
    /// <param name="What">What it does, in kebab case: <c>automatic-checks</c>.</param>
    /// <param name="Since">The day on which it became due.</param>
    public sealed record Work(string What, DateOnly Since) : Step;

    /// <summary>The case lives on, but nothing is awaited and no date runs (a member in good standing).</summary>
    public sealed record Rest : Step;

    /// <summary>The case is over.</summary>
    public sealed record End : Step;

    /// <summary>The instant at which time alone changes something: the next reminder, or the deadline's end. Null: only a person can.</summary>
    public DateTimeOffset? WakesAt => this switch
    {
        Await a => Earliest(a.Until?.Closes, a.Reminders.Count > 0 ? a.Reminders[0].At : null),
        Sleep s => s.Until.Closes,
        _ => null,
    };

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

/// <summary>One thing a person may decide about a task.</summary>
/// <param name="Decision">Kebab case, stable: <c>return</c>.</param>
/// <param name="ReasonRequired">True where the decision is refused without a reason.</param>
public sealed record Choice(string Decision, bool ReasonRequired = false);

/// <summary>A reminder that is still to be sent.</summary>
/// <param name="Key">Unique within the step: <c>7 days left</c>.</param>
/// <param name="On">The day on whose first instant, in UTC, it is sent.</param>
/// <param name="Template">The message's template.</param>
public sealed record Reminder(string Key, DateOnly On, string Template)
{
    /// <summary>Midnight UTC at which <see cref="On"/> begins.</summary>
    public DateTimeOffset At => new(On, TimeOnly.MinValue, TimeSpan.Zero);
}
