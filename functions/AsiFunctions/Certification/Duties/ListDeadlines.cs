using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Duties;

/// <summary>The board of all members' deadlines.</summary>
public sealed class ListDeadlines(ICaseStore cases, MemberList members, CertificationSettings settings, TimeProvider clock)
{
    /// <summary>
    /// Soonest due first. Filters: risk (on-track, at-risk, missed, paused, undecided), kind (first-certification, recertification, conversion,
    /// end-of-grace, surveillance, corrective-action-plan, major-closure, performance-standard), until (a date), class (code), member.
    /// A paused or undecided clock has one line without a date. 32 range reads, and one more for each further 1,000 of a shard.
    /// </summary>
    [Function(nameof(ListDeadlines))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    [Asks("risk", typeof(DutyRisk), "How the member stands; default: any.")]
    [Asks("kind", typeof(string), "The kind of deadline, such as first-certification, end-of-grace or surveillance; default: any.")]
    [Asks("until", typeof(DateOnly), "The last day of what is shown.")]
    [Asks("class", typeof(string), "The code of the member's class, such as PT.")]
    [Asks("member", typeof(CaseId), "One member only.")]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Board))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/deadlines")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        Filter filter = new(query.OneOf<DutyRisk>("risk"), query.Text("kind"), query.Date("until"), query.Text("class"), query.Reference("member"));
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        Dictionary<CaseId, Member> known = (await members.AllAsync(cancellation)).ToDictionary(member => member.Id);
        List<BoardLine> lines = [];
        await foreach (Stored<Duty> stored in cases.ListAsync<Duty>(Member.DutyPrefix, cancellation))
        {
            if (known.TryGetValue(stored.Case.Member, out Member? member))
            {
                lines.AddRange(LinesOf(stored.Case, member, today).Where(filter.Fits));
            }
        }

        return Paging.Cut(lines, line => line.SortKey, page, size) is { } cut
            ? Results.Ok(new Board(today, lines.Count, cut.Items, cut.Next))
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    private IEnumerable<BoardLine> LinesOf(Duty duty, Member member, DateOnly today)
    {
        DutyRisk risk = DutyDeadlines.RiskOf(duty, today, settings.Terms);
        BoardLine Line(DutyDeadline? deadline) =>
            new(member.Id, MemberList.NameOf(member), member.Class, member.StateName, risk, duty.Progress?.Value, deadline);

        IReadOnlyList<DutyDeadline> due = DutyDeadlines.Of(duty, today);
        return risk is DutyRisk.Paused or DutyRisk.Undecided ? [Line(deadline: null), .. due.Select(Line)] : due.Select(Line);
    }

    private sealed record Filter(DutyRisk? Risk, string? Kind, DateOnly? Until, string? Class, CaseId? Member)
    {
        public bool Fits(BoardLine line) =>
            (Risk is null || line.Risk == Risk)
            && (Kind is null || line.Deadline?.Kind == Kind)
            && (Until is null || line.Deadline?.Due.On <= Until)
            && (Class is null || line.Class.Code == Class)
            && (Member is null || line.Member == Member);
    }

    /// <summary>A page of the board.</summary>
    /// <param name="AsOf">The day of the answer, UTC.</param>
    /// <param name="Total">How many lines fit, on all pages.</param>
    /// <param name="Items">Soonest due first.</param>
    /// <param name="Next">Send it as <c>page</c> for the next ones; null on the last page.</param>
    private sealed record Board(DateOnly AsOf, int Total, IReadOnlyList<BoardLine> Items, string? Next);

    /// <summary>A line of the board.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Class">Its class.</param>
    /// <param name="Status">The membership's state.</param>
    /// <param name="Risk">How the member stands.</param>
    /// <param name="Progress">How far it is; null where nothing is known.</param>
    /// <param name="Deadline">What is due; null for the line of a clock that is paused or undecided.</param>
    private sealed record BoardLine(
        CaseId Member,
        string Name,
        MembershipClass Class,
        string Status,
        DutyRisk Risk,
        Domain.Certification.CertificationProgress? Progress,
        DutyDeadline? Deadline)
    {
        internal string SortKey => string.Create(
            CultureInfo.InvariantCulture, $"{Deadline?.Due.On ?? DateOnly.MinValue:yyyy-MM-dd}|{Name.ToUpperInvariant()}|{Member}|{Deadline?.Key}");
    }
}
