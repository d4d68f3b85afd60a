using System.Text;
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

/// <summary>The calendar that a member's calendar programs subscribe to.</summary>
public sealed class DownloadCalendar(ICaseStore cases, CalendarLinks links, TimeProvider clock)
{
    /// <summary>The member's deadlines as iCalendar, for who has the link; 404 for any other. Two point reads.</summary>
    [Function(nameof(DownloadCalendar))]
    [OpenToPublic]
    [Asks(CalendarLinks.KeyParameter, typeof(string), "The secret part of the link; without it, or with one that was renewed, there is nothing to see.", Required = true)]
    [Answers(200, typeof(string), "text/calendar")]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/calendar/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        string key = request.Query[CalendarLinks.KeyParameter].ToString();
        if (!CalendarLinks.TryRead(name, out CaseId id)
            || await cases.FindAsync<Duty>(id.As(Member.DutyPrefix), cancellation) is not { Case: { } duty }
            || !links.Opens(duty, key)
            || await cases.FindAsync<Member>(id, cancellation) is not { Case: { } member })
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.CacheControl = "private, max-age=3600";
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return Results.Text(Calendar.Write(id, MemberList.NameOf(member), DutyDeadlines.Of(duty, today), now), "text/calendar", Encoding.UTF8);
    }
}
