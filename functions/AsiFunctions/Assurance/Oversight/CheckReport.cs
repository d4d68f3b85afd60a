using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.NonConformances;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Certification;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Runs the automatic checks of a report's latest revision, before a person looks.</summary>
public sealed class CheckReport(
    ICaseStore cases,
    ReportStore reports,
    AccreditationStore accreditation,
    MemberCertificates certificates,
    NonConformanceList nonConformances,
    IStandards standards,
    AuditSettings settings,
    CertificationSettings certification,
    TimeProvider clock)
{
    /// <summary>
    /// Checks, and records what came out; twice is once. A point read, a blob, then at once a point
    /// read for the member, its register, the certificate, the firm and each auditor, and 16 range reads for
    /// earlier non-conformances; a point read and a transaction to record it.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(CheckReport))]
    public async Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        CaseId id = CaseId.Parse(auditId);
        if (await cases.FindAsync<Audit>(id, cancellation) is not { Case: { State: AuditState.ReportSubmitted, Latest: { } revision } audit })
        {
            return;
        }

        CheckFacts facts = await FactsAsync(audit, await reports.ReadAsync(revision, cancellation), cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        AuditCommand.RecordChecks command = new(AutomaticChecks.Run(facts, now));
        await cases.DecideAsync<Audit>(
            id, (stored, at) => AuditProcedure.Decide(stored, command, at, settings.Rules), new DecideOptions($"checks-{revision.Number}"), cancellation);
    }

    private async Task<CheckFacts> FactsAsync(Audit audit, AuditReport report, CancellationToken cancellation)
    {
        AuditSubject subject = audit.Subject;
        DateOnly from = Earlier(audit.Plan!.From, report.Days.OnSiteFrom);
        DateOnly to = report.Days.EndedOn < from ? from : report.Days.EndedOn;
        Task<IReadOnlyList<AccreditationGap>> gaps = accreditation.GapsAsync(subject, audit.Plan, from, to, cancellation);
        Task<EntityRegister> register = certificates.RegisterAsync(subject.Member, cancellation);
        Task<Stored<Member>?> member = cases.FindAsync<Member>(subject.Member, cancellation);
        Task<IReadOnlyList<NonConformance>> reading = nonConformances.OpenOfScopeAsync(subject.Member, subject.Scope, cancellation);
        Certificate? certificate = subject.Certificate is { } number ? (await cases.FindAsync<Certificate>(number, cancellation))?.Case : null;
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        IReadOnlyList<NonConformance> open = await reading;
        return new CheckFacts(
            audit,
            report,
            await gaps,
            await register,
            (await member)!.Case,
            await standards.FindAsync(subject.Standard, cancellation),
            certificate?.LatestAudit.Maturity,
            [.. open.Select(nonConformance => nonConformance.Id)],
            settings.Rules.TermsOn(today),
            certification.Terms.On(today))
        {
            MajorsBefore = [.. open.Where(nonConformance => nonConformance.Grade is NonConformanceGrade.Major)
                .Select(nonConformance => nonConformance.Id)],
        };
    }

    private static DateOnly Earlier(DateOnly one, DateOnly? other) => other is { } day && day < one ? day : one;
}
