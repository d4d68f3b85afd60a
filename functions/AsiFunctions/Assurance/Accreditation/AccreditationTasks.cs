using System.Diagnostics;
using System.Text.Json;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>
/// What the outcome of an accreditation's task means, a firm's or an auditor's: <c>accredit</c> with <c>{"from"?}</c>, or <c>refuse</c>.
/// </summary>
internal static class AccreditationTasks
{
    private const string Accredit = "accredit";

    /// <summary>What is wrong with an outcome's data; empty where all is well.</summary>
    public static IReadOnlyList<Fault> Check(TaskOutcome outcome)
    {
        try
        {
            if (outcome.Decision == Accredit)
            {
                _ = Data<AccreditData>(outcome);
            }
            else
            {
                _ = Data<NoData>(outcome);
            }

            return [];
        }
        catch (JsonException e)
        {
            Fault fault = JsonFaults.From(e);
            return [fault with { Pointer = $"/data{fault.Pointer}" }];
        }
    }

    /// <summary>The command that an outcome is.</summary>
    /// <param name="outcome">Checked.</param>
    /// <param name="by">Who decides.</param>
    public static AccreditationCommand Command(TaskOutcome outcome, Actor by) => outcome.Decision switch
    {
        Accredit => new AccreditationCommand.Accredit(by, Data<AccreditData>(outcome).From),
        "refuse" => new AccreditationCommand.Refuse(by, outcome.Reason ?? ""),
        string other => throw new UnreachableException($"'{other}' is not decided by a task's outcome."),
    };

    private static T Data<T>(TaskOutcome outcome)
        where T : new() =>
        outcome.Data is { ValueKind: not JsonValueKind.Null } data ? data.Deserialize<T>(Json.Strict)! : new T();

    /// <summary>For <c>accredit</c>: the first day; default: today.</summary>
    private sealed record AccreditData
    {
        public DateOnly? From { get; init; }
    }

    private sealed record NoData;
}
