using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>A person who is, was or wants to be accredited by ASI to audit.</summary>
/// <param name="Id">Their reference, <c>ATR-…</c>.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Name">Personal data, public while accredited; null after erasure.</param>
/// <param name="Engagements">The firms they work for and worked for: with several at once they have
/// an account at each (ASI's FAQ for auditors).</param>
/// <param name="Trainings">Training that was completed, in the order in which it was recorded.</param>
/// <param name="Exams">Exams, passed or not, in the order in which they were recorded.</param>
/// <param name="Scopes">Every scope that was ever granted, in order.</param>
/// <param name="Statuses">The accreditation from day to day.</param>
/// <param name="RequiredTraining">The mandatory modules by standard, as the terms were when the auditor
/// was last registered, accredited, reinstated or given a scope.</param>
public sealed record Auditor(
    CaseId Id,
    int StepNumber,
    string? Name,
    IReadOnlyList<FirmEngagement> Engagements,
    IReadOnlyList<TrainingRecord> Trainings,
    IReadOnlyList<ExamRecord> Exams,
    IReadOnlyList<AccreditedScope> Scopes,
    History<AccreditationStatus> Statuses,
    IReadOnlyDictionary<StandardCode, IReadOnlyList<string>> RequiredTraining) : ICase, IAccredited<Auditor>
{
    /// <summary>The three letters of an auditor's reference.</summary>
    public const string Prefix = "ATR";

    /// <summary>Where the accreditation stands now.</summary>
    [JsonIgnore]
    public AccreditationStatus Status => Statuses.Latest.Value;

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => Status.Name;

    Auditor IAccredited<Auditor>.WithStatuses(History<AccreditationStatus> statuses, int stepNumber) =>
        this with { Statuses = statuses, StepNumber = stepNumber };

    Auditor IAccredited<Auditor>.WithScopes(IReadOnlyList<AccreditedScope> scopes) => this with { Scopes = scopes };
}

/// <summary>An auditor works for a firm.</summary>
/// <param name="Firm">The firm, <c>AUF-…</c>.</param>
/// <param name="Account">The auditor's account at that firm; null while they have none.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while it lasts.</param>
public sealed record FirmEngagement(CaseId Firm, string? Account, DateOnly From, DateOnly? To)
{
    /// <summary>True on a day on which it has not ended, though it may not have begun.</summary>
    public bool IsOpenOn(DateOnly day) => To is null || day <= To;
}

/// <summary>A training module that an auditor has completed.</summary>
/// <param name="Module">Kebab case, as the terms name it: <c>auditor-ps</c>.</param>
/// <param name="CompletedOn">When.</param>
/// <param name="ValidUntil">The last day on which it counts; null: it stays.</param>
public sealed record TrainingRecord(string Module, DateOnly CompletedOn, DateOnly? ValidUntil);

/// <summary>An exam that an auditor has taken.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Standard">The standard, and the version that was examined.</param>
/// <param name="TakenOn">When.</param>
/// <param name="Passed">Whether it was passed.</param>
/// <param name="ValidUntil">The last day on which it counts; null: it stays, or was not passed.</param>
public sealed record ExamRecord(string Name, StandardRef Standard, DateOnly TakenOn, bool Passed, DateOnly? ValidUntil);
