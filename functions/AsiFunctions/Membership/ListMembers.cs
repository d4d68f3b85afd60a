using System.Text.Json.Serialization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>Lists the members of any day.</summary>
public sealed class ListMembers(MemberList members, TimeProvider clock)
{
    /// <summary>By name, as they were on the day that is asked for.</summary>
    [Function(nameof(ListMembers))]
    [OpenTo(Role.Secretariat, Role.Board)]
    [AsksLike(typeof(MemberFilter))]
    [Asks("status", typeof(Standing), "The standing on the day; default: those who are members.")]
    [Asks("q", typeof(string), "Part of the name, in any case.")]
    [Asks("on", typeof(DateOnly), "The day for which class, size and status are told; default: today, UTC.")]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(MembersOn))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        MemberFilter filter = MemberFilter.Read(query);
        Standing? status = query.OneOf<Standing>("status");
        string? text = query.Text("q");
        DateOnly on = query.Date("on") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if ((query.Problem ?? filter.Problem) is { } problem)
        {
            return problem;
        }

        IEnumerable<MemberOn> found = (await members.AllAsync(cancellation))
            .Select(member => MemberOn.Of(member, on))
            .OfType<MemberOn>()
            .Where(member => filter.Fits(member.Class, member.Country))
            .Where(member => status is null ? member.Status is not Standing.Ended : member.Status == status)
            .Where(member => text is null || member.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
        return Paging.Cut(found, member => MemberList.SortKey(member.Name, member.Id), page, size) is { } cut
            ? Results.Ok(new MembersOn(on, cut.Items, cut.Next))
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    /// <summary>A page of the members of a day.</summary>
    /// <param name="On">The day.</param>
    /// <param name="Items">At most as many as were asked for, by name.</param>
    /// <param name="Next">Send it as <c>page</c> for the next ones; null on the last page.</param>
    private sealed record MembersOn(DateOnly On, IReadOnlyList<MemberOn> Items, string? Next);
}

/// <summary>A member's standing, by name.</summary>
public enum Standing
{
    /// <summary>In good standing.</summary>
    Active,

    /// <summary>Suspended.</summary>
    Suspended,

    /// <summary>No longer a member.</summary>
    Ended,
}

/// <summary>What a member was on a day.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Name">By which it is known.</param>
/// <param name="Country">Of its head office, today.</param>
/// <param name="Status">Its standing on that day.</param>
/// <param name="Class">Its class on that day.</param>
/// <param name="SizeBand">Its size band on that day.</param>
/// <param name="JoinedOn">When it joined.</param>
/// <param name="EndReason">Why the membership ended; left out where it had not.</param>
public sealed record MemberOn(
    CaseId Id,
    string Name,
    string Country,
    Standing Status,
    MembershipClass Class,
    SizeBand SizeBand,
    DateOnly JoinedOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MembershipEnd? EndReason)
{
    /// <summary>Null where it had not joined by then.</summary>
    internal static MemberOn? Of(Member member, DateOnly on)
    {
        if (on < member.Joined.On)
        {
            return null;
        }

        MemberStatus status = member.Statuses.On(on);
        return new MemberOn(
            member.Id,
            MemberList.NameOf(member),
            member.Details.Organisation.Country,
            status switch { MemberStatus.Active => Standing.Active, MemberStatus.Suspended => Standing.Suspended, _ => Standing.Ended },
            member.Classes.On(on),
            member.Sizes.On(on).Band,
            member.Joined.On,
            (status as MemberStatus.Ended)?.Reason);
    }
}
