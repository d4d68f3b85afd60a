using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Certificates;

/// <summary>What became of a certificate that was to be issued.</summary>
public abstract record IssueOutcome
{
    private IssueOutcome()
    {
    }

    /// <summary>It is issued, now or by an earlier request with the same key and body.</summary>
    /// <param name="Stored">The certificate; after a repeat it may have gone on.</param>
    /// <param name="Repeated">True when an earlier request had issued it.</param>
    public sealed record Issued(Stored<Certificate> Stored, bool Repeated) : IssueOutcome;

    /// <summary>What was asked for is wrong; all of it at once. Pointers are those of the body of <c>POST /api/certificates</c>.</summary>
    public sealed record Faulty(IReadOnlyList<Fault> Faults) : IssueOutcome;

    /// <summary>It does not fit what is on record.</summary>
    /// <param name="Code">Stable, kebab case: <c>membership-ended</c>, <c>ps-first</c>.</param>
    /// <param name="Message">One sentence for the person: what is wrong and what to do.</param>
    public sealed record Refused(string Code, string Message) : IssueOutcome;

    /// <summary>The key was used for something else.</summary>
    public sealed record KeyReused : IssueOutcome;
}
