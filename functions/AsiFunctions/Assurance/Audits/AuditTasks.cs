using System.Text.Json;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Audits;

/// <summary>What the outcome of an audit's task means: each choice with the data that it takes.</summary>
internal static class AuditTasks
{
    /// <summary>What is wrong with an outcome's data; empty where all is well.</summary>
    public static IReadOnlyList<Fault> Check(TaskOutcome outcome)
    {
        try
        {
            return outcome.Decision switch
            {
                "pass" => Notes(Data<PassData>(outcome).Notes),
                "clarify" => Notes(Data<ClarifyData>(outcome).Notes),
                "fail" => Notes(Data<FailData>(outcome).Notes),
                "release" => Read<ReleaseData>(outcome),
                _ => Read<NoData>(outcome),
            };
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
    public static AuditCommand Command(TaskOutcome outcome, Actor by) => outcome.Decision switch
    {
        "advise" => new AuditCommand.Advise(by, outcome.Reason ?? ""),
        "return" => new AuditCommand.ReturnPlan(by, outcome.Reason ?? ""),
        "pass" => Pass(Data<PassData>(outcome), outcome, by),
        "clarify" => Clarify(Data<ClarifyData>(outcome), outcome, by),
        "fail" => new AuditCommand.FailStep(by, outcome.Reason ?? "", Data<FailData>(outcome).Notes),
        "release" => Release(Data<ReleaseData>(outcome), outcome, by),
        "decline" => new AuditCommand.Decline(by, outcome.Reason ?? ""),
        "confirm" => new AuditCommand.Confirm(by, outcome.Reason),
        "reject" => new AuditCommand.Reject(by, outcome.Reason ?? ""),
        "retry" => new AuditCommand.Retry(by, outcome.Reason),
        string other => throw new InvalidOperationException($"'{other}' is not decided by a task's outcome."),
    };

    private static AuditCommand.PassStep Pass(PassData data, TaskOutcome outcome, Actor by) => new(by, data.Checklist, data.Notes, outcome.Reason);

    private static AuditCommand.Clarify Clarify(ClarifyData data, TaskOutcome outcome, Actor by) =>
        new(by, outcome.Reason ?? "", data.Topic, data.DueOn, data.Notes);

    private static AuditCommand.Release Release(ReleaseData data, TaskOutcome outcome, Actor by) =>
        new(by, data.Level, data.Checklist, outcome.Reason);

    private static IReadOnlyList<Fault> Notes(string? notes) => notes?.Length > OversightProcedure.MaxNotes
        ? [new Fault("/data/notes", FaultCodes.TooLong, $"Please use at most {OversightProcedure.MaxNotes} characters.")]
        : [];

    private static IReadOnlyList<Fault> Read<T>(TaskOutcome outcome)
        where T : new()
    {
        _ = Data<T>(outcome);
        return [];
    }

    private static T Data<T>(TaskOutcome outcome)
        where T : new() =>
        outcome.Data is { ValueKind: not JsonValueKind.Null } data ? data.Deserialize<T>(Json.Strict)! : new T();

    /// <summary>For <c>pass</c>: the keys of the checklist's items that hold, and notes for ASI.</summary>
    private sealed record PassData
    {
        public IReadOnlyList<string> Checklist { get; init; } = [];

        public string? Notes { get; init; }
    }

    /// <summary>For <c>clarify</c>: what it is about, until when, and notes for ASI. The question is the reason.</summary>
    private sealed record ClarifyData
    {
        public ClarificationTopic Topic { get; init; } = ClarificationTopic.Other;

        public DateOnly? DueOn { get; init; }

        public string? Notes { get; init; }
    }

    /// <summary>For <c>fail</c>: notes for ASI.</summary>
    private sealed record FailData
    {
        public string? Notes { get; init; }
    }

    /// <summary>For <c>release</c>: the keys of the checklist's items that hold, and the level where it departs from the computed outcome.</summary>
    private sealed record ReleaseData
    {
        public IReadOnlyList<string> Checklist { get; init; } = [];

        public CertificateLevel? Level { get; init; }
    }

    private sealed record NoData;
}
