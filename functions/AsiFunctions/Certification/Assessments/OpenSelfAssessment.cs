using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A member begins a self-assessment of one of its scopes.</summary>
public sealed class OpenSelfAssessment(ICaseStore cases, IStandards standards, AssessmentDesk desk, TimeProvider clock)
{
    /// <summary>
    /// Takes <c>{"scope", "version", "copyFrom"?, "blank"?}</c>. It begins as a copy of the scope's last one, of the one named, or blank; 409 with its id while
    /// another of the scope is open. Two point reads at once, then two and a range read for the copy, and one transaction.
    /// </summary>
    [Function(nameof(OpenSelfAssessment))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/self-assessments")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!MemberDesk.TryRead(id, out CaseId memberId) || person.Organisation.Id != memberId)
        {
            return Problems.NotFound();
        }

        Body<OpeningBody> body = await request.ReadAsync<OpeningBody>(cancellation: cancellation);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(OpenSelfAssessment)} {memberId} {person.AccountId}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } unusable)
        {
            return unusable;
        }

        Task<Stored<EntityRegister>?> reading = RegisterAsync(memberId, cancellation);
        Stored<Member>? member = await cases.FindAsync<Member>(memberId, cancellation);
        CertificationScope? scope = (await reading)?.Case.Scope(body.Value.Scope);
        if (member is null)
        {
            return Problems.NotFound();
        }

        if (scope is null)
        {
            return Wrong("/scope", FaultCodes.NotOffered, "There is no such certification scope.");
        }

        OpeningRequest? sent = header.Key is { } key ? new OpeningRequest($"{key.Scope} {key.Value}", key.BodyHash) : null;
        SelfAssessment? last = scope.Assessments is [.., ScopeAssessment latest] ? await FindAsync(latest.Id, cancellation) : null;
        if (Repeat(last, sent) is { } told)
        {
            return told;
        }

        if (OpenOne(scope) is { } open)
        {
            return StillOpen(open);
        }

        if (await standards.FindAsync(new StandardRef(scope.Standard, body.Value.Version), cancellation) is not { } version)
        {
            return Wrong("/version", FaultCodes.NotOffered, "There is no such version of the scope's standard.");
        }

        if (OpeningRules.Refusal(member.Case, scope, version, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } refusal)
        {
            return refusal.Code == "version-not-auditable"
                ? Wrong("/version", refusal.Code, refusal.Message)
                : Problems.Conflict(refusal.Code, refusal.Message);
        }

        SelfAssessment? source = body.Value.CopyFrom is { } named ? await FindAsync(named, cancellation) : last;
        if (body.Value.CopyFrom is not null && (source?.Member != memberId || body.Value.Blank is true))
        {
            return Wrong("/copyFrom", FaultCodes.NotOffered, "Name one of your own self-assessments, or begin blank.");
        }

        PreviousCycle? previous = source is null || body.Value.Blank is true ? null : await PreviousAsync(source, cancellation);
        Opening opening = new(memberId, member.Case.Class, scope, version, previous, sent);
        return await BeginAsync(opening, person.AsActorIn(Role.Member, Role.MemberAdmin)!, cancellation);
    }

    /// <summary>
    /// The id follows from member, scope and cycle, so that of two who open the same cycle at once only one can: the register, which lists the open one,
    /// is read before the transaction.
    /// </summary>
    private async Task<IResult> BeginAsync(Opening opening, Actor by, CancellationToken cancellation)
    {
        IdempotencyKey cycle = new(
            $"self-assessment of {opening.Member} {opening.Scope.Key}",
            opening.Scope.Assessments.Count.ToString(CultureInfo.InvariantCulture),
            opening.Request is { } request ? $"{request.Key} {request.Body}" : Guid.NewGuid().ToString("N"));
        AddOutcome<SelfAssessment> outcome = await cases.AddAsync<SelfAssessment>(
            SelfAssessment.Prefix, cycle, (id, now) => AssessmentProcedure.Begin(id, opening, by, now), cancellation, beside: opening.Member);
        return outcome switch
        {
            AddOutcome<SelfAssessment>.Added added => Created(added.Stored.Case),
            AddOutcome<SelfAssessment>.KeyReused => await OvertakenAsync(opening, cancellation),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IResult> OvertakenAsync(Opening opening, CancellationToken cancellation)
    {
        CertificationScope? scope = (await RegisterAsync(opening.Member, cancellation))?.Case.Scope(opening.Scope.Key);
        return scope is not null && OpenOne(scope) is { } open ? StillOpen(open) : throw new CaseBusyException(opening.Member);
    }

    private Task<Stored<EntityRegister>?> RegisterAsync(CaseId member, CancellationToken cancellation) =>
        cases.FindAsync<EntityRegister>(member.As(EntityRegister.Prefix), cancellation);

    private async Task<SelfAssessment?> FindAsync(CaseId id, CancellationToken cancellation) =>
        id.Prefix == SelfAssessment.Prefix ? (await cases.FindAsync<SelfAssessment>(id, cancellation))?.Case : null;

    private async Task<PreviousCycle> PreviousAsync(SelfAssessment source, CancellationToken cancellation)
    {
        StandardVersion? version = await desk.VersionAsync(source, cancellation);
        IReadOnlyDictionary<string, ChapterAnswers> chapters = await desk.ChaptersAsync(source.Id, cancellation);
        return new PreviousCycle(source, [.. chapters.Values], version is null ? [] : ApplicableCriteria.All(version));
    }

    /// <summary>The answer to a request that came before; null for a new one.</summary>
    private static IResult? Repeat(SelfAssessment? last, OpeningRequest? sent) => (last?.Request, sent) switch
    {
        ({ } before, { } now) when before.Key == now.Key => before.Body == now.Body ? Created(last!) : Problems.IdempotencyKeyReused(),
        _ => null,
    };

    private static ScopeAssessment? OpenOne(CertificationScope scope) => scope.Assessments.FirstOrDefault(assessment => assessment.SubmittedOn is null);

    private static IResult StillOpen(ScopeAssessment open) => Problems.Conflict(
        "assessment-open", $"The self-assessment {open.Id} of this scope is open; go on with it, or submit it first.", current: new OpenAssessment(open.Id));

    // Nothing that changes later: a repeat gets the same answer.
    private static IResult Created(SelfAssessment assessment) =>
        Results.Created($"/api/self-assessments/{assessment.Id}", AssessmentReceipt.Of(assessment) with { SubmittedOn = null });

    private static IResult Wrong(string pointer, string code, string message) => Problems.InvalidForm([new Fault(pointer, code, message)]);

    private sealed record OpeningBody(string Scope, string Version, CaseId? CopyFrom = null, bool? Blank = null);

    private sealed record OpenAssessment(CaseId Id);
}
