using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Cases.Tasks;

/// <summary>How the changes of tasks are answered.</summary>
public static class TaskAnswers
{
    /// <summary>The answer to a change.</summary>
    /// <param name="change">What became of it.</param>
    /// <param name="person">Who asked for it.</param>
    /// <param name="now">When.</param>
    public static IResult Of(TaskChange change, Person person, DateTimeOffset now) => change switch
    {
        TaskChange.Changed changed => Results.Ok(TaskView.Of(changed.Task, person, now)),
        TaskChange.Claimed { Claim: var claim } => Problems.Conflict(
            "claimed-by-another",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{claim.By.Name ?? "Somebody"} works on this task since {claim.At:yyyy-MM-dd HH:mm} UTC. Ask them, or reassign it.")),
        TaskChange.Ended { End: var end } => Problems.Conflict(
            "already-decided",
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{end.Decision}' was recorded on {end.At:yyyy-MM-dd} at {end.At:HH:mm} UTC by {end.By.Name ?? Kebab.Of(end.By.Role)}."),
            Decided.From(end)),
        TaskChange.Invalid { Faults: var faults } => Problems.InvalidForm(faults),
        TaskChange.Refused { Code: "reason-required", Message: var message } => Problems.InvalidForm([new Fault("/reason", "required", message)]),
        // Which of the data is the day is known to the procedure only.
        TaskChange.Refused { Code: "date-out-of-range" } refused => Problems.InvalidForm([new Fault("/data", refused.Code, refused.Message)]),
        TaskChange.Refused refused => Problems.Conflict(refused.Code, refused.Message),
        TaskChange.Stale => Problems.PreconditionFailed(),
        TaskChange.NotYours => Problems.Forbidden("This task belongs to people of another role, or of the organisation it waits for."),
        TaskChange.NotFound => Problems.NotFound(),
        _ => throw new UnreachableException(),
    };
}

/// <summary>The answer to a decision; the very same when it is repeated.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Case">The case's reference.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Status">Where the case's state can be read.</param>
public sealed record TaskDecided(string Task, string Case, string Decision, string Status);
