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
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>A secret link to the calendar of a member's deadlines.</summary>
public sealed class RenewCalendarLink(ICaseStore cases, CalendarLinks links, CertificationSettings settings)
{
    /// <summary>
    /// Gives a new link, and ends the one before; for the member's own people and the Secretariat. The answer is the only place where the link is
    /// shown. One point read and one transaction.
    /// </summary>
    [Function(nameof(RenewCalendarLink))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat)]
    [Answers(200, typeof(CalendarLink))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/calendar")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!MemberDesk.TryRead(id, out CaseId member) || !DutyDesk.MaySee(person, member))
        {
            return Problems.NotFound();
        }

        Actor by = person.AsActorIn(Role.MemberAdmin, Role.Member, Role.Secretariat)!;
        DecideOutcome<Duty> outcome = await cases.DecideAsync<Duty>(
            member.As(Member.DutyPrefix),
            (duty, now) => duty.Clock == 0
                ? new Decision<Duty>.Refused("no-clock", "No certification deadline runs for this member.")
                : DutyProcedure.Decide(duty, new DutyCommand.RenewCalendar(by), now, settings.Terms),
            options: null,
            cancellation);
        return outcome switch
        {
            DecideOutcome<Duty>.Applied applied => Results.Ok(new CalendarLink(links.To(applied.Stored.Case))),
            DecideOutcome<Duty>.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            _ => Problems.NotFound(),
        };
    }

    /// <summary>A link to a calendar.</summary>
    /// <param name="Link">The address; whoever has it reads the deadlines.</param>
    private sealed record CalendarLink(string Link);
}
