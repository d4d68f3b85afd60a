using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>Takes appeals: against each decision one, within its term.</summary>
public sealed class AppealDesk(ICaseStore cases, AppealSettings settings, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>
    /// Files an appeal, and tells the case that it is about, unless its decision has changed
    /// meanwhile. Two point reads and one transaction; a point read more where the decision was appealed against before, or the term is over.
    /// </summary>
    /// <param name="subject">The case whose decision it is about.</param>
    /// <param name="grounds">In the member's words.</param>
    /// <param name="by">Who files it.</param>
    /// <param name="member">Their member.</param>
    /// <param name="request">Names the request, so that a repeat gets the first answer.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    public async Task<FilingOutcome> FileAsync(
        CaseId subject, string grounds, Actor by, CaseId member, string request, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await cases.FindAsync<ICase>(subject, cancellation) is not { Case: IAppealable appealable } stored || appealable.Member != member)
            {
                return new FilingOutcome.NotFound();
            }

            DateTimeOffset now = clock.GetUtcNow();
            DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
            if (appealable.AppealableOn(today) is not { } decision)
            {
                return new FilingOutcome.Refused("nothing-to-appeal", "There is no decision about this that stands and could be appealed against.");
            }

            // The id is derived from the decision: a second appeal meets the first.
            string scope = string.Create(CultureInfo.InvariantCulture, $"{Appeal.Prefix} {subject} {decision.Number}");
            IdempotencyKey key = new(scope, "filed", BodyHash: "");
            Domain.Time.Deadline until = AppealProcedure.FilingUntil(decision, today, settings.Terms);
            AddOutcome<Appeal>? outcome = until.IsPast(now)
                ? await cases.FindRepeatAsync<Appeal>(Appeal.Prefix, key, cancellation, beside: member)
                : await cases.AddAsync(
                    Appeal.Prefix,
                    key,
                    (id, at) => AppealProcedure.Begin(id, appealable, decision, grounds, by, request, at, settings.Terms),
                    cancellation,
                    beside: member,
                    new SeenCase(subject, stored.Version));
            switch (outcome)
            {
                case AddOutcome<Appeal>.Overtaken:
                    continue;
                case AddOutcome<Appeal>.Added added:
                    return added.Stored.Case.Request == request
                        ? new FilingOutcome.Filed(added.Stored.Case)
                        : new FilingOutcome.AlreadyAppealed(added.Stored.Case);
                case null:
                    return new FilingOutcome.Refused(
                        "too-late", string.Create(
                            CultureInfo.InvariantCulture,
                            $"The decision of {decision.On:d MMMM yyyy} could be appealed against until {until.On:d MMMM yyyy}."));
                default:
                    throw new UnreachableException();
            }
        }

        throw new CaseBusyException(subject);
    }

    /// <summary>Reads an appeal's reference as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, Appeal.Prefix, out id);
}

/// <summary>What became of an appeal that somebody wanted to file.</summary>
public abstract record FilingOutcome
{
    private FilingOutcome()
    {
    }

    /// <summary>It is filed, now or by an earlier sending of the same request.</summary>
    /// <param name="Appeal">The appeal; after a repeat it may have gone on.</param>
    public sealed record Filed(Appeal Appeal) : FilingOutcome;

    /// <summary>The decision was appealed against before.</summary>
    /// <param name="First">That appeal.</param>
    public sealed record AlreadyAppealed(Appeal First) : FilingOutcome;

    /// <summary>It is not possible now.</summary>
    /// <param name="Code">Stable, kebab case.</param>
    /// <param name="Message">One sentence for the person.</param>
    public sealed record Refused(string Code, string Message) : FilingOutcome;

    /// <summary>There is no such case, or it is somebody else's.</summary>
    public sealed record NotFound : FilingOutcome;
}
