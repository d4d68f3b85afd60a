using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Membership;

/// <summary>What the status of an application shows beside step and timeline.</summary>
/// <param name="Organisation">Its legal name.</param>
/// <param name="Class">The class applied for.</param>
/// <param name="SizeBand">Derived from the figure declared.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="Round">How often it was submitted.</param>
/// <param name="Form">The form that <paramref name="Answers"/> belong to.</param>
/// <param name="Answers">As they would be filled in again; for applicants and staff.</param>
public sealed record ApplicationView(
    string Organisation, MembershipClass Class, SizeBand SizeBand, DateTimeOffset SubmittedAt, int Round, FormVersion Form, JsonObject Answers)
{
    /// <summary>Why it was returned, while it waits for the resubmission.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReturnReason>? ReturnReasons { get; init; }

    /// <summary>Why it was declined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeclineReason { get; init; }

    /// <summary>The first invoice, while it is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InvoiceView? Invoice { get; init; }

    /// <summary>The member that it became.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CaseId? Member { get; init; }

    /// <summary>When that member joined, and by which rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JoinDate? Joined { get; init; }

    /// <summary>The steps that are over, with the deadlines that were applied; for staff.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StepTaken>? Steps { get; init; }

    /// <summary>Objections by members; for staff.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Objection>? Objections { get; init; }

    /// <summary>What an audience may see of an application.</summary>
    public static ApplicationView Of(Application application, CaseAudience audience)
    {
        ApplicationAnswers answers = application.Answers;
        ApplicationState.Admitted? admitted = application.State as ApplicationState.Admitted;
        bool staff = audience is CaseAudience.Staff;
        return new ApplicationView(
            answers.Organisation.LegalName,
            answers.Class,
            answers.Size.Band,
            application.SubmittedAt,
            application.Round,
            application.Form,
            FilledForm.From(answers))
        {
            ReturnReasons = (application.State as ApplicationState.Returned)?.Reasons,
            DeclineReason = application.LastReason(AdmissionOutcomes.Declined),
            Invoice = application.State is ApplicationState.Approved a ? new InvoiceView(a.Invoice, a.Since, a.Due.On) : null,
            Member = admitted?.Member,
            Joined = admitted?.Joined,
            Steps = staff ? application.Steps : null,
            Objections = staff ? application.Objections : null,
        };
    }
}

/// <summary>An open invoice.</summary>
/// <param name="Reference">To be named with the payment.</param>
/// <param name="IssuedOn">Its day.</param>
/// <param name="Due">The last day of payment.</param>
public sealed record InvoiceView(string Reference, DateOnly IssuedOn, DateOnly Due);
