using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Membership;

/// <summary>What the outcome of an admission's task means: each choice with the data that it takes.</summary>
internal static class ApplicationTasks
{
    private const int MaxReasons = 30;
    private const int MaxReasonLength = 500;

    /// <summary>What is wrong with an outcome's data; empty where all is well.</summary>
    public static IReadOnlyList<Fault> Check(TaskOutcome outcome)
    {
        try
        {
            return outcome.Decision switch
            {
                "return" => Check(Data<ReturnData>(outcome)),
                "answer" => Read<AnswerData>(outcome),
                "record-payment" => Read<PaymentData>(outcome),
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
    /// <param name="application">The application.</param>
    /// <param name="outcome">Checked.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="now">When.</param>
    public static AdmissionCommand Command(Application application, TaskOutcome outcome, Actor by, DateTimeOffset now) => outcome.Decision switch
    {
        "accept" => new AdmissionCommand.FindComplete(by),
        "return" => new AdmissionCommand.Return(by, Reasons(outcome)),
        "clear" => new AdmissionCommand.ClearDueDiligence(by, outcome.Reason),
        "answer" => new AdmissionCommand.AnswerObjection(by, Data<AnswerData>(outcome).Objection ?? FirstOpen(application), outcome.Reason ?? ""),
        "approve" => new AdmissionCommand.Approve(by, outcome.Reason),
        "decline" => new AdmissionCommand.Decline(by, outcome.Reason ?? ""),
        "record-payment" => new AdmissionCommand.RecordPayment(by, Data<PaymentData>(outcome).PaidOn ?? DateOnly.FromDateTime(now.UtcDateTime)),
        "uphold" => new AdmissionCommand.Uphold(by, outcome.Reason ?? ""),
        "overturn" => new AdmissionCommand.Overturn(by, outcome.Reason ?? ""),
        string other => throw new InvalidOperationException($"'{other}' is not decided by a task's outcome."),
    };

    private static IReadOnlyList<Fault> Read<T>(TaskOutcome outcome)
        where T : new()
    {
        _ = Data<T>(outcome);
        return [];
    }

    private static T Data<T>(TaskOutcome outcome)
        where T : new() =>
        outcome.Data is { ValueKind: not JsonValueKind.Null } data ? data.Deserialize<T>(Json.Strict)! : new T();

    private static IReadOnlyList<Fault> Check(ReturnData data) => data.Reasons.Count > MaxReasons
        ? [new Fault("/data/reasons", FaultCodes.TooLong, $"Please give at most {MaxReasons} reasons.")]
        : [.. data.Reasons.Select(Check).OfType<Fault>()];

    private static Fault? Check(ReturnReason reason, int index)
    {
        string pointer = string.Create(CultureInfo.InvariantCulture, $"/data/reasons/{index}/text");
        return string.IsNullOrWhiteSpace(reason.Text) ? new Fault(pointer, FaultCodes.Required, "Say what the applicant has to complete or correct.")
            : reason.Text.Length > MaxReasonLength ? new Fault(pointer, FaultCodes.TooLong, $"Please use at most {MaxReasonLength} characters.")
            : null;
    }

    /// <summary>The reason for all of it first, then those for single answers.</summary>
    private static List<ReturnReason> Reasons(TaskOutcome outcome) =>
        [.. string.IsNullOrWhiteSpace(outcome.Reason) ? [] : (ReturnReason[])[new ReturnReason(Field: null, outcome.Reason)], .. Data<ReturnData>(outcome).Reasons];

    private static int FirstOpen(Application application) => application.Objections.FirstOrDefault(o => o.Answer is null)?.Number ?? 0;

    /// <summary>For <c>return</c>: reasons that concern single answers, beside the reason for all of it.</summary>
    private sealed record ReturnData
    {
        public IReadOnlyList<ReturnReason> Reasons { get; init; } = [];
    }

    /// <summary>For <c>answer</c>: the objection's number; default: the first without an answer.</summary>
    private sealed record AnswerData
    {
        public int? Objection { get; init; }
    }

    /// <summary>For <c>record-payment</c>: the day of the payment as the bank says; default: today.</summary>
    private sealed record PaymentData
    {
        public DateOnly? PaidOn { get; init; }
    }

    private sealed record NoData;
}
