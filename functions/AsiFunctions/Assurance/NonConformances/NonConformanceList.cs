using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>
/// All non-conformances at once. ASI has some thousands: 16 range reads and one more for each further 1,000 of a shard, nothing kept.
/// </summary>
public sealed class NonConformanceList(ICaseStore cases, TimeProvider clock)
{
    /// <summary>The day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Those that fit and that the organisation may know of, in no order.</summary>
    internal async Task<List<NonConformance>> FindAsync(NonConformanceFilter filter, Organisation reader, CancellationToken cancellation)
    {
        DateOnly today = Today;
        List<NonConformance> found = [];
        await foreach (Stored<NonConformance> stored in cases.ListAsync<NonConformance>(NonConformance.Prefix, cancellation))
        {
            if (MayKnow(reader, stored.Case) && filter.Fits(stored.Case, today))
            {
                found.Add(stored.Case);
            }
        }

        return found;
    }

    /// <summary>The open ones of a certification scope.</summary>
    public async Task<IReadOnlyList<NonConformance>> OpenOfScopeAsync(CaseId member, string scope, CancellationToken cancellation)
    {
        List<NonConformance> open = [];
        await foreach (Stored<NonConformance> stored in cases.ListAsync<NonConformance>(NonConformance.Prefix, cancellation))
        {
            if (stored.Case.Subject.Member == member && stored.Case.Subject.Scope == scope && stored.Case.Closed is null)
            {
                open.Add(stored.Case);
            }
        }

        return open;
    }

    /// <summary>ASI knows of all, a member and a firm of their own.</summary>
    internal static bool MayKnow(Organisation reader, NonConformance nonConformance) =>
        reader.Kind is OrganisationKind.Asi || reader.Id == nonConformance.Subject.Member || reader.Id == nonConformance.Subject.Firm;
}

/// <summary>Non-conformances as an address asks for them; null does not restrict.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Firm">Whose audit raised them.</param>
/// <param name="Audit">The audit that raised or closed them.</param>
/// <param name="Grade">The grade now.</param>
/// <param name="State">How far they are.</param>
/// <param name="Overdue">Whether somebody is late.</param>
/// <param name="From">The first day on which they may have been opened.</param>
/// <param name="To">The last one.</param>
[Asks("member", typeof(CaseId), "Whose they are.")]
[Asks("firm", typeof(CaseId), "The firm whose audit raised them.")]
[Asks("audit", typeof(CaseId), "The audit that raised or closed them.")]
[Asks("grade", typeof(NonConformanceGrade), "The grade now; default: any.")]
[Asks("state", typeof(NonConformanceStage), "How far they are; default: any.")]
[Asks("overdue", typeof(bool), "Whether somebody is late; default: either.")]
[Asks("from", typeof(DateOnly), "The first day on which they may have been opened.")]
[Asks("to", typeof(DateOnly), "The last day on which they may have been opened.")]
internal sealed record NonConformanceFilter(
    CaseId? Member, CaseId? Firm, CaseId? Audit, NonConformanceGrade? Grade, NonConformanceStage? State, bool? Overdue, DateOnly? From, DateOnly? To)
{
    /// <summary>Reads member, firm, audit, grade (minor, major), state, overdue (true, false), from, to.</summary>
    public static NonConformanceFilter Read(QueryReader query) => new(
        query.Reference("member"),
        query.Reference("firm"),
        query.Reference("audit"),
        query.OneOf<NonConformanceGrade>("grade"),
        query.OneOf<NonConformanceStage>("state"),
        query.Flag("overdue"),
        query.Date("from"),
        query.Date("to"));

    public bool Fits(NonConformance nonConformance, DateOnly today)
    {
        DateOnly opened = DateOnly.FromDateTime(nonConformance.OpenedAt.UtcDateTime);
        return (Member is null || nonConformance.Subject.Member == Member)
            && (Firm is null || nonConformance.Subject.Firm == Firm)
            && (Audit is null || nonConformance.Subject.Audit == Audit || nonConformance.Closed?.Audit == Audit)
            && (Grade is null || nonConformance.Grade == Grade)
            && (State is null || nonConformance.Step.Stage == State)
            && (Overdue is null || nonConformance.IsOverdueOn(today) == Overdue)
            && (From is null || opened >= From)
            && (To is null || opened <= To);
    }
}

/// <summary>A non-conformance as lists show it.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Member">The member.</param>
/// <param name="MemberName">Its name at the audit.</param>
/// <param name="Firm">The audit firm.</param>
/// <param name="FirmName">Its name at the audit.</param>
/// <param name="RaisedBy">The audit that raised it.</param>
/// <param name="ScopeName">The scope's name.</param>
/// <param name="Criterion">The criterion.</param>
/// <param name="CriterionTitle">Its name.</param>
/// <param name="RaisedAs">The grade in the report.</param>
/// <param name="Grade">The grade now.</param>
/// <param name="Critical">True in a critical area.</param>
/// <param name="State">How far it is.</param>
/// <param name="Since">Since when.</param>
/// <param name="Due">Until when somebody has to act.</param>
/// <param name="Overdue">True where that day has passed.</param>
/// <param name="OpenedOn">When it was opened for tracking.</param>
/// <param name="ClosedOn">When it was closed.</param>
/// <param name="ClosedBy">The audit that closed it; <c>desk-review</c> where none did; null while it is open.</param>
public sealed record NonConformanceEntry(
    CaseId Id,
    CaseId Member,
    string MemberName,
    CaseId Firm,
    string FirmName,
    CaseId RaisedBy,
    string ScopeName,
    string Criterion,
    string CriterionTitle,
    NonConformanceGrade RaisedAs,
    NonConformanceGrade Grade,
    bool Critical,
    NonConformanceStage State,
    DateOnly Since,
    Deadline? Due,
    bool Overdue,
    DateOnly OpenedOn,
    DateOnly? ClosedOn,
    string? ClosedBy)
{
    /// <summary>What waits longest comes first, what is closed last.</summary>
    internal string SortKey => string.Create(CultureInfo.InvariantCulture, $"{Due?.On ?? DateOnly.MaxValue:yyyy-MM-dd}|{Id}");

    internal static NonConformanceEntry Of(NonConformance nonConformance, DateOnly today) => new(
        nonConformance.Id,
        nonConformance.Subject.Member,
        nonConformance.Subject.MemberName,
        nonConformance.Subject.Firm,
        nonConformance.Subject.FirmName,
        nonConformance.Subject.Audit,
        nonConformance.Subject.ScopeName,
        nonConformance.Finding.Criterion,
        nonConformance.CriterionTitle,
        nonConformance.Finding.Grade,
        nonConformance.Grade,
        nonConformance.Finding.Critical,
        nonConformance.Step.Stage,
        nonConformance.Step.Since,
        nonConformance.Step.Due,
        nonConformance.IsOverdueOn(today),
        DateOnly.FromDateTime(nonConformance.OpenedAt.UtcDateTime),
        nonConformance.Closed?.On,
        NonConformanceView.ClosedByOf(nonConformance));
}
