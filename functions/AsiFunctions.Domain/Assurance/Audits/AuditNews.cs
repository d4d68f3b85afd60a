using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>What an audit tells its member's register, when it is opened and when it is over.</summary>
/// <param name="Scope">The scope's key.</param>
/// <param name="Audit">The audit, <c>AUD-…</c>.</param>
/// <param name="Type">Why there is an audit.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="EndedOn">When it was decided or called off; null while it runs.</param>
public sealed record AuditNews(string Scope, CaseId Audit, AuditType Type, DateOnly OpenedOn, DateOnly? EndedOn) : ICaseNews
{
    /// <summary>About an audit.</summary>
    internal static AuditNews Of(Audit audit, DateOnly? endedOn) => new(audit.Subject.Scope, audit.Id, audit.Subject.Type, audit.OpenedOn, endedOn);
}
