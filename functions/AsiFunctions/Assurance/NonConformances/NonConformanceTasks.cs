using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>What the outcome of a non-conformance's task means: each choice with the data that it takes.</summary>
internal static class NonConformanceTasks
{
    private const int MaxEvidence = 50;

    /// <summary>What is wrong with an outcome's data; empty where all is well.</summary>
    public static IReadOnlyList<Fault> Check(TaskOutcome outcome)
    {
        try
        {
            return outcome.Decision switch
            {
                "submit-plan" => Check(Data<PlanData>(outcome)),
                "implemented" => Check(Data<ImplementedData>(outcome)),
                "close" => Faults(OwnWords.Check(NoteOf(outcome), "/data/note", "Say how it was verified that the action works.")),
                "not-effective" or "downgrade" => Read<RenewalData>(outcome),
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
    public static NonConformanceCommand Command(TaskOutcome outcome, Actor by)
    {
        switch (outcome.Decision)
        {
            case "submit-plan":
                PlanData plan = Data<PlanData>(outcome);
                return new NonConformanceCommand.SubmitPlan(by, plan.RootCause!, plan.Action!, plan.DueOn!.Value);
            case "implemented":
                ImplementedData implemented = Data<ImplementedData>(outcome);
                return new NonConformanceCommand.Implement(by, implemented.Note!, [.. implemented.Evidence.Distinct(StringComparer.Ordinal)]);
            case "approve":
                return new NonConformanceCommand.ApprovePlan(by);
            case "return":
                return new NonConformanceCommand.ReturnPlan(by, outcome.Reason);
            case "close":
                return new NonConformanceCommand.Close(by, NoteOf(outcome));
            case "not-effective":
                return new NonConformanceCommand.FindIneffective(by, outcome.Reason, Data<RenewalData>(outcome).DueOn);
            case "downgrade":
                return new NonConformanceCommand.Lower(by, outcome.Reason, Data<RenewalData>(outcome).DueOn);
            case "upgrade":
                return new NonConformanceCommand.Raise(by, outcome.Reason);
            default:
                throw new InvalidOperationException($"'{outcome.Decision}' is not decided by a task's outcome.");
        }
    }

    private static IReadOnlyList<Fault> Check(PlanData data) => Faults(
        OwnWords.Check(data.RootCause, "/data/rootCause", "Say why the non-conformance came about."),
        OwnWords.Check(data.Action, "/data/action", "Say what will be done against the root cause."),
        data.DueOn is null ? new Fault("/data/dueOn", FaultCodes.Required, "Say by which day it will be done.") : null);

    // Which pieces the library has is not known here: a decision about a case sees no other case.
    private static IReadOnlyList<Fault> Check(ImplementedData data) => Faults(
        [
            OwnWords.Check(data.Note, "/data/note", "Say what was done."),
            data.Evidence.Count > MaxEvidence
                ? new Fault("/data/evidence", FaultCodes.TooLong, $"Please name at most {MaxEvidence} pieces of evidence.")
                : null,
            .. data.Evidence.Take(MaxEvidence).Select(Check),
        ]);

    private static Fault? Check(string? key, int index) => key is not null && EvidencePiece.PartOf(key) is not null
        ? null
        : new Fault(
            string.Create(CultureInfo.InvariantCulture, $"/data/evidence/{index}"),
            FaultCodes.Malformed,
            "Name a piece of your evidence library by its key, such as E1.");

    private static IReadOnlyList<Fault> Faults(params IEnumerable<Fault?> faults) => [.. faults.OfType<Fault>()];

    private static string? NoteOf(TaskOutcome outcome) => OwnWords.Of(Data<NoteData>(outcome).Note) ?? outcome.Reason;

    private static IReadOnlyList<Fault> Read<T>(TaskOutcome outcome)
        where T : new()
    {
        _ = Data<T>(outcome);
        return [];
    }

    private static T Data<T>(TaskOutcome outcome)
        where T : new() =>
        outcome.Data is { ValueKind: not JsonValueKind.Null } data ? data.Deserialize<T>(Json.Strict)! : new T();

    /// <summary>For <c>submit-plan</c>.</summary>
    private sealed record PlanData
    {
        public string? RootCause { get; init; }

        public string? Action { get; init; }

        public DateOnly? DueOn { get; init; }
    }

    /// <summary>For <c>implemented</c>: what was done, and keys of the member's evidence library.</summary>
    private sealed record ImplementedData
    {
        public string? Note { get; init; }

        public IReadOnlyList<string> Evidence { get; init; } = [];
    }

    /// <summary>For <c>close</c>: how it was verified; default: the reason.</summary>
    private sealed record NoteData
    {
        public string? Note { get; init; }
    }

    /// <summary>For <c>not-effective</c> and <c>downgrade</c>: until when there is time now; default: by the terms.</summary>
    private sealed record RenewalData
    {
        public DateOnly? DueOn { get; init; }
    }

    private sealed record NoData;
}
