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
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A member begins a self-assessment of one of its scopes.</summary>
public sealed class OpenSelfAssessment(ICaseStore cases, IStandards standards, AssessmentDesk desk, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>
    /// Takes <c>{"scope", "version", "copyFrom"?, "blank"?}</c>. It begins as a copy of the scope's
    /// last one, of the one named, or blank; 409 with its id while another of the scope is open; a cancelled one is copied only where it is named.
    /// Two point reads at once, then one for the last cycle (one more where another is copied), a range read for the copy, a point read for the
    /// register that is told, and one transaction; all again where the register changes meanwhile.
    /// </summary>
    [Function(nameof(OpenSelfAssessment))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(OpeningBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(AssessmentReceipt), Headers = ["Location"])]
    [Refuses(404, 409, 422)]
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

        OpeningRequest? sent = header.Key is { } key ? new OpeningRequest($"{key.Scope} {key.Value}", key.BodyHash) : null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryAsync(memberId, body.Value, sent, person, cancellation) is { } answer)
            {
                return answer;
            }
        }

        throw new CaseBusyException(memberId);
    }

    /// <summary>The answer; null where the register has changed since it was read, and everything has to be looked at again.</summary>
    private async Task<IResult?> TryAsync(CaseId memberId, OpeningBody body, OpeningRequest? sent, Person person, CancellationToken cancellation)
    {
        Task<Stored<EntityRegister>?> reading = cases.FindAsync<EntityRegister>(memberId.As(EntityRegister.Prefix), cancellation);
        Stored<Member>? member = await cases.FindAsync<Member>(memberId, cancellation);
        Stored<EntityRegister>? register = await reading;
        CertificationScope? scope = register?.Case.Scope(body.Scope);
        if (member is null)
        {
            return Problems.NotFound();
        }

        if (register is null || scope is null)
        {
            return Wrong("/scope", FaultCodes.NotOffered, "There is no such certification scope.");
        }

        SelfAssessment? last = scope.Assessments is [.., ScopeAssessment latest] ? await FindAsync(latest.Id, cancellation) : null;
        if (Repeat(last, sent) is { } told)
        {
            return told;
        }

        if (OpenOne(scope) is { } open)
        {
            return StillOpen(open);
        }

        if ((await standards.AllAsync(cancellation)).Of(new StandardRef(scope.Standard, body.Version)) is not { } version)
        {
            return Wrong("/version", FaultCodes.NotOffered, "There is no such version of the scope's standard.");
        }

        if (OpeningRules.Refusal(member.Case, scope, version, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } refusal)
        {
            return refusal.Code == "version-not-auditable"
                ? Wrong("/version", refusal.Code, refusal.Message)
                : Problems.Conflict(refusal.Code, refusal.Message);
        }

        SelfAssessment? source = body.CopyFrom is { } named ? await FindAsync(named, cancellation) : await LastKeptAsync(scope, last, cancellation);
        if (body.CopyFrom is not null && (source?.Member != memberId || body.Blank is true))
        {
            return Wrong("/copyFrom", FaultCodes.NotOffered, "Name one of your own self-assessments, or begin blank.");
        }

        PreviousCycle? previous = source is null || body.Blank is true ? null : await PreviousAsync(source, cancellation);
        Opening opening = new(memberId, member.Case.Class, scope, version, previous, sent);
        return await BeginAsync(
            opening, new SeenCase(register.Case.Id, register.Version), person.AsActorIn(Role.Member, Role.MemberAdmin)!, cancellation);
    }

    /// <summary>
    /// The id follows from member, scope and cycle, so that of two who open the same cycle at once
    /// only one can. What is pinned, the scope's activities above all, has to be as it was read.
    /// </summary>
    private async Task<IResult?> BeginAsync(Opening opening, SeenCase register, Actor by, CancellationToken cancellation)
    {
        IdempotencyKey cycle = new(
            $"self-assessment of {opening.Member} {opening.Scope.Key}",
            opening.Scope.Assessments.Count.ToString(CultureInfo.InvariantCulture),
            opening.Request is { } request ? $"{request.Key} {request.Body}" : Guid.NewGuid().ToString("N"));
        AddOutcome<SelfAssessment> outcome = await cases.AddAsync<SelfAssessment>(
            SelfAssessment.Prefix,
            cycle,
            (id, now) => AssessmentProcedure.Begin(id, opening, by, now),
            cancellation,
            beside: opening.Member,
            register);
        return outcome is AddOutcome<SelfAssessment>.Added added ? Created(added.Stored.Case) : null;
    }

    /// <summary>The scope's last self-assessment that was not cancelled.</summary>
    private async Task<SelfAssessment?> LastKeptAsync(CertificationScope scope, SelfAssessment? last, CancellationToken cancellation) =>
        last?.State is not AssessmentState.Cancelled ? last
        : scope.Assessments.LastOrDefault(assessment => assessment.CancelledOn is null) is { } kept ? await FindAsync(kept.Id, cancellation)
        : null;

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

    private static ScopeAssessment? OpenOne(CertificationScope scope) => scope.Assessments.FirstOrDefault(assessment => assessment.IsOpen);

    private static IResult StillOpen(ScopeAssessment open) => Problems.Conflict(
        "assessment-open",
        $"The self-assessment {open.Id} of this scope is open; go on with it, or submit or cancel it first.",
        current: new OpenAssessment(open.Id));

    // Nothing that changes later: a repeat gets the same answer.
    private static IResult Created(SelfAssessment assessment) =>
        Results.Created($"/api/self-assessments/{assessment.Id}", AssessmentReceipt.Of(assessment) with { SubmittedOn = null, CancelledOn = null });

    private static IResult Wrong(string pointer, string code, string message) => Problems.InvalidForm([new Fault(pointer, code, message)]);

    /// <summary>A self-assessment that shall be opened.</summary>
    /// <param name="Scope">The certification scope's key: <c>S1</c>.</param>
    /// <param name="Version">The version of the scope's standard: <c>V3</c>.</param>
    /// <param name="CopyFrom">One of the member's own, whose answers it begins with; default: the scope's last one that was not cancelled.</param>
    /// <param name="Blank">True to begin without answers.</param>
    private sealed record OpeningBody(string Scope, string Version, CaseId? CopyFrom = null, bool? Blank = null);

    /// <summary>The one that is open already.</summary>
    /// <param name="Id">Its reference.</param>
    private sealed record OpenAssessment(CaseId Id);
}
