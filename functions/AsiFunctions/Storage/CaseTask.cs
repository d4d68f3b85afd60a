using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Storage;

/// <summary>What waits for a person, or did: one line of a work queue.</summary>
/// <param name="CaseId">The case that waits.</param>
/// <param name="Number">The case's step number; with the case's id it makes the task's.</param>
/// <param name="Role">Whose it is.</param>
/// <param name="Kind">What is awaited, kebab case: <c>completeness-check</c>.</param>
/// <param name="Title">What the case is about, such as an organisation's name.</param>
/// <param name="Since">The day from which it waits.</param>
/// <param name="Due">The last day in time, with its rule; null where none is set.</param>
/// <param name="Choices">What may be decided.</param>
/// <param name="Claim">Who works on it; null while nobody does.</param>
/// <param name="FollowUpOn">When the person who works on it wants to see it again.</param>
/// <param name="Outcome">How it ended; null while it is open.</param>
/// <param name="Organisation">The member or audit firm whose people it waits for; null where that
/// is ASI, an applicant, or was not recorded yet.</param>
public sealed record CaseTask(
    CaseId CaseId,
    int Number,
    Role Role,
    string Kind,
    string Title,
    DateOnly Since,
    Deadline? Due,
    IReadOnlyList<Choice> Choices,
    TaskClaim? Claim = null,
    DateOnly? FollowUpOn = null,
    TaskEnd? Outcome = null,
    CaseId? Organisation = null)
{
    /// <summary>The task's name: <c>APP-7K3M-9QXF.2</c>.</summary>
    public string Id => IdOf(CaseId, Number);

    /// <summary>The name of a case's task.</summary>
    public static string IdOf(CaseId caseId, int number) => string.Create(CultureInfo.InvariantCulture, $"{caseId}.{number}");

    /// <summary>Reads a task's name, as forgiving as <see cref="Domain.Cases.CaseId.Parse"/>.</summary>
    public static bool TryParseId(string? text, out CaseId caseId, out int number)
    {
        caseId = default;
        number = 0;
        int dot = text?.LastIndexOf('.') ?? -1;
        if (dot < 0
            || !Domain.Cases.CaseId.TryParse(text![..dot], out CaseId? id)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        caseId = id.Value;
        return true;
    }
}

/// <summary>Who works on a task.</summary>
/// <param name="By">The person, in the role of the task.</param>
/// <param name="At">Since when.</param>
public sealed record TaskClaim(Actor By, DateTimeOffset At);

/// <summary>How a task ended.</summary>
/// <param name="Decision">What was decided; <c>superseded</c> where the case went on without a decision about this task.</param>
/// <param name="By">Who decided; the machine where time did.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The reason given.</param>
public sealed record TaskEnd(string Decision, Actor By, DateTimeOffset At, string? Reason = null);

/// <summary>What a person decides about a task.</summary>
/// <param name="TaskNumber">The step number that the person saw.</param>
/// <param name="Decision">One of the step's choices.</param>
/// <param name="Reason">Why; trimmed, null where nothing was said.</param>
/// <param name="Data">What else the decision needs, such as an invoice's number; null where nothing was sent.</param>
public sealed record TaskOutcome(int TaskNumber, string Decision, string? Reason, JsonElement? Data);
