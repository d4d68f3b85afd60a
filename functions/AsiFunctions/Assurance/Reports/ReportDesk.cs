using System.Diagnostics;
using AsiFunctions.Access;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Assurance.Reports;

/// <summary>What all functions of audit reports share: who may see and change them, and the standard that is audited against.</summary>
/// <remarks>People of the audit's firm write; ASI's staff read all; people of the audited member read what was submitted.</remarks>
public sealed class ReportDesk(ICaseStore cases, IStandards standards)
{
    /// <summary>The code of a refusal where the audit is another firm's: 404.</summary>
    public const string NotYours = "not-yours";

    /// <summary>The code of a refusal where the version of the standard is neither loaded nor shipped any more.</summary>
    public const string NotLoaded = "standard-not-loaded";

    private const int Attempts = 5;

    // What the procedure refuses because of what was sent, and the member of the body it concerns; all else is a conflict with the state.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        [ReportProcedure.NoSuchSite] = "/sites",
        [ReportProcedure.CriterionNotOffered] = "/criterion",
        [ReportProcedure.TooMuchText] = "",
    };

    /// <summary>Reads an audit's id as people type it.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="report">The id of its report.</param>
    public static bool TryRead(string? text, out CaseId report)
    {
        bool read = CaseId.TryParse(text, Audit.Prefix, out CaseId audit);
        report = read ? audit.As(AuditReportFile.Prefix) : default;
        return read;
    }

    /// <summary>True for people of the audit's firm.</summary>
    public static bool MayWrite(Person person, AuditReportFile file) => person.Organisation.Id == file.Subject.Firm;

    /// <summary>True for people of the audit's firm and ASI's staff: they see the draft too.</summary>
    public static bool MaySeeDraft(Person person, AuditReportFile file) => MayWrite(person, file) || person.Organisation.Kind is OrganisationKind.Asi;

    /// <summary>True for those, and for people of the audited member: they see what was submitted.</summary>
    public static bool MaySeeRevisions(Person person, AuditReportFile file) =>
        MaySeeDraft(person, file) || person.Organisation.Id == file.Subject.Member;

    /// <summary>A report as far as the caller may see it; null where not. One point read.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="id">The audit, as typed.</param>
    /// <param name="maySee">Who may.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<AuditReportFile?> FindAsync(
        HttpRequest request, string id, Func<Person, AuditReportFile, bool> maySee, CancellationToken cancellation) =>
        TryRead(id, out CaseId report)
        && await cases.FindAsync<AuditReportFile>(report, cancellation) is { Case: { } file }
        && maySee(request.HttpContext.Person(), file)
            ? file
            : null;

    /// <summary>
    /// A draft whole, as far as the caller may see it. One point read and one range read (more where it has
    /// more than 4 MiB), at once; again where it changes between the two.
    /// </summary>
    /// <param name="request">Who asks.</param>
    /// <param name="id">The audit, as typed.</param>
    /// <param name="maySee">Who may.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<WholeReport> ReadAsync(
        HttpRequest request, string id, Func<Person, AuditReportFile, bool> maySee, CancellationToken cancellation)
    {
        if (!TryRead(id, out CaseId report))
        {
            return WholeReport.Refused(Problems.NotFound());
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Task<IReadOnlyDictionary<string, ReportPart>> reading = cases.PartsAsync<ReportPart>(report, "", cancellation);
            Stored<AuditReportFile>? stored = await cases.FindAsync<AuditReportFile>(report, cancellation);
            IReadOnlyDictionary<string, ReportPart> parts = await reading;
            if (stored is null || !maySee(request.HttpContext.Person(), stored.Case))
            {
                return WholeReport.Refused(Problems.NotFound());
            }

            if (await standards.FindAsync(stored.Case.Subject.Standard, cancellation) is not { } version)
            {
                return WholeReport.Refused(Problems.Conflict(NotLoaded, Unloaded(stored.Case)));
            }

            if (ReportDraft.Of(stored.Case, parts) is { } draft)
            {
                return new WholeReport(draft, stored.Version, version, Problem: null);
            }
        }

        throw new CaseBusyException(report);
    }

    /// <summary>Decides about a report of the person's own firm. One point read, one transaction.</summary>
    public Task<DecideOutcome<AuditReportFile>> DecideAsync(
        CaseId id,
        Person person,
        Func<AuditReportFile, DateTimeOffset, Decision<AuditReportFile>> decide,
        DecideOptions? options,
        CancellationToken cancellation) =>
        cases.DecideAsync<AuditReportFile>(id, (file, now) => MayWrite(person, file) ? decide(file, now) : Foreign, options, cancellation);

    /// <summary>As the other, by the version that is audited against.</summary>
    public async Task<DecideOutcome<AuditReportFile>> DecideAsync(
        CaseId id,
        Person person,
        Func<AuditReportFile, StandardVersion, DateTimeOffset, Decision<AuditReportFile>> decide,
        DecideOptions? options,
        CancellationToken cancellation)
    {
        IReadOnlyList<StandardVersion> versions = await standards.PinnedAsync(cancellation);
        return await cases.DecideAsync<AuditReportFile>(
            id, (file, now) => Guard(file, person, versions, version => decide(file, version, now)), options, cancellation);
    }

    /// <summary>
    /// As the other, about one part too: two point reads at once, one transaction; again where the
    /// two were read before and after somebody else's change.
    /// </summary>
    public async Task<DecideOutcome<AuditReportFile>> DecideAsync(
        CaseId id,
        string part,
        Person person,
        Func<AuditReportFile, ReportPart?, StandardVersion, DateTimeOffset, Decision<AuditReportFile>> decide,
        CancellationToken cancellation)
    {
        IReadOnlyList<StandardVersion> versions = await standards.PinnedAsync(cancellation);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DecideOutcome<AuditReportFile> outcome = await cases.DecideAsync<AuditReportFile, ReportPart>(
                id,
                part,
                (file, found, now) => Guard(file, person, versions, version => decide(file, found, version, now)),
                options: null,
                cancellation);
            if (outcome is not DecideOutcome<AuditReportFile>.Refused { Code: ReportProcedure.ReadAgain })
            {
                return outcome;
            }
        }

        throw new CaseBusyException(id);
    }

    /// <summary>The answer to a decision.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="done">The answer where it took effect, or was so already.</param>
    internal static IResult Answer(DecideOutcome<AuditReportFile> outcome, Func<Stored<AuditReportFile>, IResult> done) => outcome switch
    {
        DecideOutcome<AuditReportFile>.Applied applied => done(applied.Stored),
        DecideOutcome<AuditReportFile>.Refused { Code: ReportProcedure.Unchanged } refused => done(refused.Stored),
        DecideOutcome<AuditReportFile>.Refused { Code: NotYours or ReportProcedure.NoSuchCriterion or ReportProcedure.NoSuchItem } =>
            Problems.NotFound(),
        DecideOutcome<AuditReportFile>.Refused refused when Fields.TryGetValue(refused.Code, out string? field) =>
            Problems.InvalidForm([new Fault(field, refused.Code, refused.Message)]),
        DecideOutcome<AuditReportFile>.Refused refused => Problems.Conflict(refused.Code, refused.Message),
        DecideOutcome<AuditReportFile>.Stale => Problems.PreconditionFailed(),
        DecideOutcome<AuditReportFile>.NotFound => Problems.NotFound(),
        _ => throw new UnreachableException(),
    };

    private static Decision<AuditReportFile> Guard(
        AuditReportFile file, Person person, IReadOnlyList<StandardVersion> versions, Func<StandardVersion, Decision<AuditReportFile>> decide) =>
        !MayWrite(person, file) ? Foreign
        : versions.Of(file.Subject.Standard) is { } version ? decide(version)
        : new Decision<AuditReportFile>.Refused(NotLoaded, Unloaded(file));

    private static string Unloaded(AuditReportFile file) => $"{file.Subject.Standard} is not loaded any more; please ask ASI.";

    private static Decision<AuditReportFile>.Refused Foreign { get; } = new(NotYours, "It is another firm's.");
}

/// <summary>A draft whole, or why it is not shown.</summary>
/// <param name="Draft">The draft; unset where there is a problem, as are the others.</param>
/// <param name="CaseVersion">The version of the report's row.</param>
/// <param name="Version">The version that is audited against.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
public sealed record WholeReport(ReportDraft Draft, int CaseVersion, StandardVersion Version, IResult? Problem)
{
    /// <summary>It is not shown.</summary>
    internal static WholeReport Refused(IResult problem) => new(null!, 0, null!, problem);
}
