using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>What all changes of firms and auditors share: the body, If-Match, Idempotency-Key, and the answer with the record as it is now.</summary>
public sealed class AccreditationDesk(ICaseStore cases, AssuranceSettings settings, TimeProvider clock)
{
    /// <summary>The day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The terms of today.</summary>
    public AccreditationTerms Terms => settings.Accreditation.On(Today);

    /// <summary>The first day on which there are terms: nothing can be registered for an earlier one.</summary>
    public DateOnly Earliest => settings.Accreditation.Rows[0].From;

    /// <summary>What is wrong with the earlier end of a scope, of a firm's or an auditor's.</summary>
    /// <param name="reason">Why it ends.</param>
    /// <param name="to">Its last day; null: today.</param>
    public IReadOnlyList<Fault> CheckEnd(string reason, DateOnly? to) =>
    [
        .. ReasonedChange.Check(reason, "Say why the scope ends."),
        .. to < Today
            ? [new Fault("/to", FaultCodes.OutOfRange, "A scope ends today at the earliest; what held until yesterday has held.")]
            : (Fault[])[],
    ];

    /// <summary>Takes the Secretariat's decision about a firm. One point read and one transaction.</summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the change counts for that version only (412).</param>
    /// <param name="id">The firm, as typed.</param>
    /// <param name="check">What is wrong with the body.</param>
    /// <param name="command">What the body asks for.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public Task<IResult> ChangeFirmAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, AccreditationCommand> command,
        CancellationToken cancellation) =>
        ChangeAsync<TBody, AuditFirm>(
            request,
            AuditFirm.Prefix,
            id,
            (body, _) => ValueTask.FromResult(check(body)),
            (firm, body, options) => cases.DecideAsync<AuditFirm>(
                firm, (record, now) => AuditFirmProcedure.Decide(record, command(body, Secretary(request)), now), options, cancellation),
            stored => Show(request, stored),
            cancellation);

    /// <summary>Takes the Secretariat's decision about an auditor. One point read and one transaction.</summary>
    /// <typeparam name="TBody">The request's body.</typeparam>
    /// <param name="request">The request. With If-Match the change counts for that version only (412).</param>
    /// <param name="id">The auditor, as typed.</param>
    /// <param name="check">What is wrong with the body.</param>
    /// <param name="command">What the body asks for.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public Task<IResult> ChangeAuditorAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, CancellationToken, ValueTask<IReadOnlyList<Fault>>> check,
        Func<TBody, Actor, AccreditationCommand> command,
        CancellationToken cancellation) =>
        ChangeAsync<TBody, Auditor>(
            request,
            Auditor.Prefix,
            id,
            check,
            (auditor, body, options) => cases.DecideAsync<Auditor>(
                auditor,
                (record, now) => AuditorProcedure.Decide(record, command(body, Secretary(request)), now, settings.Accreditation),
                options,
                cancellation),
            stored => Show(request, stored, _ => true),
            cancellation);

    /// <inheritdoc cref="ChangeAuditorAsync{TBody}(HttpRequest, string, Func{TBody, CancellationToken, ValueTask{IReadOnlyList{Fault}}}, Func{TBody, Actor, AccreditationCommand}, CancellationToken)"/>
    public Task<IResult> ChangeAuditorAsync<TBody>(
        HttpRequest request,
        string id,
        Func<TBody, IReadOnlyList<Fault>> check,
        Func<TBody, Actor, AccreditationCommand> command,
        CancellationToken cancellation) =>
        ChangeAuditorAsync(request, id, (body, _) => ValueTask.FromResult(check(body)), command, cancellation);

    /// <summary>Answers with a firm's record.</summary>
    public IResult Show(HttpRequest request, Stored<AuditFirm> stored)
    {
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return Results.Ok(AuditFirmView.Of(stored.Case, stored.Version, Terms));
    }

    /// <summary>Answers with an auditor's record.</summary>
    /// <param name="request">The request.</param>
    /// <param name="stored">The auditor.</param>
    /// <param name="isShown">Which engagements the viewer may know of.</param>
    public IResult Show(HttpRequest request, Stored<Auditor> stored, Func<FirmEngagement, bool> isShown)
    {
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return Results.Ok(AuditorView.Of(stored.Case, stored.Version, Terms, isShown));
    }

    /// <summary>Reads a reference of a kind as people type it.</summary>
    public static bool TryRead(string? text, string prefix, out CaseId id) => CaseId.TryParse(text, prefix, out id);

    private static async Task<IResult> ChangeAsync<TBody, TCase>(
        HttpRequest request,
        string prefix,
        string id,
        Func<TBody, CancellationToken, ValueTask<IReadOnlyList<Fault>>> check,
        Func<CaseId, TBody, DecideOptions, Task<DecideOutcome<TCase>>> decide,
        Func<Stored<TCase>, IResult> show,
        CancellationToken cancellation)
        where TCase : ICase
    {
        if (!TryRead(id, prefix, out CaseId reference))
        {
            return Problems.NotFound();
        }

        ChangeRequest<TBody> change = await request.ReadChangeAsync<TBody>(reference, Secretary(request), cancellation);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        if (await check(change.Body, cancellation) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        DecideOutcome<TCase> outcome = await decide(reference, change.Body, change.Options);

        // The address names a scope or an engagement that the case does not have.
        return outcome is DecideOutcome<TCase>.Refused { Code: "no-such-scope" or "not-engaged" }
            ? Problems.NotFound()
            : DecisionAnswers.Of(outcome, show);
    }

    private static Actor Secretary(HttpRequest request) => request.HttpContext.Person().AsActor(Role.Secretariat);
}
