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

/// <summary>What is due of one member.</summary>
public sealed class ShowDeadlines(ICaseStore cases, DutyDesk desk)
{
    /// <summary>
    /// What is due, why (the rule and its source), when, and what stops it. To ASI's staff and board, and to the member's own people; 404 to others.
    /// One point read, and one more for a member that has no certification duty.
    /// </summary>
    [Function(nameof(ShowDeadlines))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}/deadlines")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!MemberDesk.TryRead(id, out CaseId member) || !DutyDesk.MaySee(request.HttpContext.Person(), member))
        {
            return Problems.NotFound();
        }

        CaseId duty = member.As(Member.DutyPrefix);
        if (await cases.FindAsync<Duty>(duty, cancellation) is { } stored)
        {
            return desk.Show(request, stored);
        }

        return await cases.FindAsync<Member>(member, cancellation) is { } known
            ? desk.Show(request, new Stored<Duty>(Duty.None(duty), Version: 0, known.BegunAt, known.ChangedAt, Task: null))
            : Problems.NotFound();
    }
}
