using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm with its history, for itself and for ASI's staff.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Version">The ETag; null where the answer carries it elsewhere.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Where the accreditation stands, and why.</param>
/// <param name="Contact">Whom ASI writes to; null after erasure.</param>
/// <param name="Bodies">Its accreditations by national bodies.</param>
/// <param name="Scopes">Every scope that was ever granted.</param>
/// <param name="Statuses">The standing from day to day.</param>
/// <param name="Fees">What the accreditation costs; not collected here.</param>
public sealed record AuditFirmView(
    CaseId Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version,
    string Name,
    AccreditationStatus Status,
    FirmContact? Contact,
    IReadOnlyList<BodyAccreditation> Bodies,
    IReadOnlyList<ScopeView> Scopes,
    IReadOnlyList<Dated<AccreditationStatus>> Statuses,
    FirmFees Fees)
{
    internal static AuditFirmView Of(AuditFirm firm, int? version, AccreditationTerms terms) => new(
        firm.Id,
        version,
        firm.Name,
        firm.Status,
        firm.Contact,
        firm.Bodies,
        [.. firm.Scopes.Select(ScopeView.Of)],
        firm.Statuses.Rows,
        new FirmFees(terms.FirmApplicationFee, terms.FirmRenewalFee, "USD"));
}

/// <summary>What a firm's accreditation costs.</summary>
/// <param name="Application">Once.</param>
/// <param name="Renewal">A year.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record FirmFees(decimal Application, decimal Renewal, string Currency);

/// <summary>An auditor with the history, for ASI's staff and for the firms they work for.</summary>
/// <param name="Id">Their reference.</param>
/// <param name="Version">The ETag; null where the answer carries it elsewhere.</param>
/// <param name="Name">Their name; null after erasure.</param>
/// <param name="Status">Where the accreditation stands, and why.</param>
/// <param name="Engagements">The firms they work for and worked for, as far as the viewer may know.</param>
/// <param name="RequiredTraining">The mandatory modules by standard.</param>
/// <param name="Trainings">Completed.</param>
/// <param name="Exams">Taken.</param>
/// <param name="Scopes">Every scope that was ever granted.</param>
/// <param name="Statuses">The standing from day to day.</param>
/// <param name="ExamFee">US$, for training and exam; not collected here.</param>
public sealed record AuditorView(
    CaseId Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version,
    string? Name,
    AccreditationStatus Status,
    IReadOnlyList<FirmEngagement> Engagements,
    IReadOnlyDictionary<StandardCode, IReadOnlyList<string>> RequiredTraining,
    IReadOnlyList<TrainingRecord> Trainings,
    IReadOnlyList<ExamRecord> Exams,
    IReadOnlyList<ScopeView> Scopes,
    IReadOnlyList<Dated<AccreditationStatus>> Statuses,
    decimal ExamFee)
{
    /// <summary>What is shown of an auditor.</summary>
    /// <param name="auditor">The auditor.</param>
    /// <param name="version">The ETag.</param>
    /// <param name="terms">Of today.</param>
    /// <param name="isShown">Which engagements the viewer may know of: firms do not learn of one another.</param>
    internal static AuditorView Of(Auditor auditor, int? version, AccreditationTerms terms, Func<FirmEngagement, bool> isShown) => new(
        auditor.Id,
        version,
        auditor.Name,
        auditor.Status,
        [.. auditor.Engagements.Where(isShown)],
        auditor.RequiredTraining,
        auditor.Trainings,
        auditor.Exams,
        [.. auditor.Scopes.Select(ScopeView.Of)],
        auditor.Statuses.Rows,
        terms.AuditorExamFee);
}

/// <summary>A scope, for who may see all of it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Countries">Its countries.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while none is set.</param>
/// <param name="GrantedTo">The last day as it was granted.</param>
/// <param name="EndReason">Why it ends earlier; null where it does not.</param>
public sealed record ScopeView(
    string Key,
    StandardCode Standard,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    DateOnly From,
    DateOnly? To,
    DateOnly? GrantedTo,
    string? EndReason)
{
    internal static ScopeView Of(AccreditedScope scope) => new(
        scope.Key,
        scope.Standard,
        scope.Activities,
        scope.Countries,
        scope.From,
        scope.To,
        scope.Ends.Count > 0 ? scope.Ends[0].Before : scope.To,
        scope.EndReason);
}
