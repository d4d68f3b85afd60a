using System.Diagnostics;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Certificates;

/// <summary>Issues certificates and takes decisions about them.</summary>
public sealed class CertificateDesk(
    ICaseStore cases, MemberCertificates certificates, IStandards standards, CertificationSettings settings, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>
    /// Issues a certificate; the member's duty, its register and the certificate that is superseded decide in the same transaction. Point reads: the
    /// member and its register at once, then the certificates that matter at once (the scope's; for
    /// CoC also those against the PS, and the duty), then one for each case that is told; one transaction. All again where the register changes
    /// meanwhile; a point read more where it is refused and may be a late repeat.
    /// </summary>
    /// <param name="order">What shall be issued.</param>
    /// <param name="by">The releaser.</param>
    /// <param name="key">Names the request: a repeat meets the first. The oversight of an audit names its release here. Null: never a repeat.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    public async Task<IssueOutcome> IssueAsync(CertificateOrder order, Actor by, IdempotencyKey? key, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            (IssueFacts facts, SeenCase seen) = await FactsAsync(order, cancellation);
            IssueDecision decision = CertificateIssue.Decide(order, facts, by, Today);
            AddOutcome<Certificate>? outcome = decision switch
            {
                IssueDecision.Granted granted => await cases.AddAsync(
                    Certificate.Prefix, key, granted.Begin, cancellation, beside: order.Member, seen),
                _ when key is not null => await cases.FindRepeatAsync<Certificate>(Certificate.Prefix, key, cancellation, beside: order.Member),
                _ => null,
            };
            if (outcome is not AddOutcome<Certificate>.Overtaken)
            {
                return Told(outcome, decision);
            }
        }

        throw new CaseBusyException(order.Member);
    }

    /// <summary>
    /// Takes a releaser's decision about a certificate, and answers with the certificate as it is now. One
    /// point read, one transaction, a point read for the duty that is told.
    /// </summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the decision counts for that version only (412).</param>
    /// <param name="number">The certificate, as typed.</param>
    /// <param name="check">What is wrong with the body, given the certificate's number.</param>
    /// <param name="command">What the body asks for, given the certificate.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string number,
        Func<TBody, CaseId, ValueTask<IReadOnlyList<Fault>>> check,
        Func<TBody, Certificate, Actor, CertificateCommand> command,
        CancellationToken cancellation)
    {
        if (!TryRead(number, out CaseId id))
        {
            return Problems.NotFound();
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Releaser);
        ChangeRequest<TBody> change = await request.ReadChangeAsync<TBody>(id, by, cancellation);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        if (await check(change.Body, id) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        DecideOutcome<Certificate> outcome = await cases.DecideAsync<Certificate>(
            id,
            (certificate, now) => CertificateProcedure.Decide(certificate, command(change.Body, certificate, by), now, settings.Terms),
            change.Options,
            cancellation);
        return Answer(request, outcome);
    }

    /// <summary>The day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Reads a certificate's number as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, Certificate.Prefix, out id);

    private static IssueOutcome Told(AddOutcome<Certificate>? outcome, IssueDecision decision) => (outcome, decision) switch
    {
        (AddOutcome<Certificate>.Added added, _) => new IssueOutcome.Issued(added.Stored, added.Repeated),
        (AddOutcome<Certificate>.KeyReused, _) => new IssueOutcome.KeyReused(),
        (_, IssueDecision.Faulty faulty) => new IssueOutcome.Faulty(faulty.Faults),
        (_, IssueDecision.Refused refused) => new IssueOutcome.Refused(refused.Code, refused.Message),
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// What the decision is taken upon, and the register as it was read: scopes and their certificates must not have changed when it is stored.
    /// </summary>
    private async Task<(IssueFacts Facts, SeenCase Seen)> FactsAsync(CertificateOrder order, CancellationToken cancellation)
    {
        CaseId member = order.Member.As(Member.Prefix);
        CaseId registerId = member.As(EntityRegister.Prefix);
        Task<Stored<EntityRegister>?> reading = cases.FindAsync<EntityRegister>(registerId, cancellation);
        Stored<Member>? stored = order.Member == member ? await cases.FindAsync<Member>(member, cancellation) : null;
        Stored<EntityRegister>? found = await reading;
        EntityRegister register = found?.Case ?? EntityRegister.Empty(registerId);
        bool isChainOfCustody = order.Standard.Standard is StandardCode.ChainOfCustody;
        Task<Stored<Duty>?> running = isChainOfCustody
            ? cases.FindAsync<Duty>(member.As(Member.DutyPrefix), cancellation)
            : Task.FromResult<Stored<Duty>?>(null);
        IReadOnlyList<Stored<Certificate>> issued = await certificates.OfAsync(
            register.Scopes.Where(scope => scope.Key == order.Scope || (isChainOfCustody && scope.Standard is StandardCode.PerformanceStandard)),
            cancellation);
        IssueFacts facts = new(
            stored?.Case,
            register,
            (await standards.AllAsync(cancellation)).Of(order.Standard),
            [.. issued.Select(certificate => certificate.Case)],
            settings.Terms)
        {
            FirstCertification = (await running)?.Case.Goal is { Kind: GoalKind.FirstCertification, Due: { } due } ? due : null,
        };
        return (facts, new SeenCase(registerId, found?.Version ?? 0));
    }

    private IResult Answer(HttpRequest request, DecideOutcome<Certificate> outcome)
    {
        if (outcome is DecideOutcome<Certificate>.Refused { Code: "already-decided" or "out-of-order" } refused)
        {
            return Problems.Conflict(refused.Code, refused.Message, DecidedBefore(refused.Stored.Case));
        }

        return DecisionAnswers.Of(outcome, stored =>
        {
            request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
            return Results.Ok(CertificateView.Of(stored.Case, stored.Version, Today, CaseAudience.Staff));
        });
    }

    // What was decided last is what stands in the way; where it is the validity's end that nobody has noted yet, time decided.
    private Decided DecidedBefore(Certificate certificate)
    {
        CertificateStatus status = CertificateStatus.On(certificate, Today);
        if (certificate.End is null && status.IsOver)
        {
            return new Decided(Kebab.Of(status.State), nameof(Role.Machine), new DateTimeOffset(status.Since, TimeOnly.MinValue, TimeSpan.Zero));
        }

        return certificate.Records is [.., { } last]
            ? new Decided(last.Name, NameOf(last.By), last.At)
            : new Decided("issued", NameOf(certificate.IssuedBy), certificate.IssuedAt);
    }

    private static string NameOf(Actor actor) => actor.Name ?? actor.Role.ToString();
}
