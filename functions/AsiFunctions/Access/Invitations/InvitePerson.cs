using System.Net.Mail;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access.Invitations;

/// <summary>Whom to invite.</summary>
/// <param name="Email">Where the invitation goes.</param>
/// <param name="Name">How the person is addressed, 1 to 200 characters.</param>
/// <param name="Roles">At least one; roles of the organisation's people.</param>
/// <param name="Organisation">Default: the inviter's own. Another for the operator only.</param>
/// <param name="Language"><c>en</c> (default) or <c>zh</c>.</param>
public sealed record InvitePersonRequest(
    string Email, string Name, IReadOnlyList<Role> Roles, Organisation? Organisation = null, string? Language = null);

/// <summary>Invites a person to an account.</summary>
public sealed class InvitePerson(InvitationDesk desk, OrganisationNames organisations, TimeProvider clock)
{
    private const int LongestName = 200;

    /// <summary>
    /// 201 with the invitation, the same for the same wish again while it is open. A member-admin
    /// invites for the own organisation, the operator for any. A member's wish waits until a member-admin confirms it; a member asks for members
    /// only. 409 where the person has an account of the organisation.
    /// </summary>
    [Function(nameof(InvitePerson))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Operator)]
    [Takes(typeof(InvitePersonRequest))]
    [Answers(201, typeof(InvitationView), Headers = ["Location"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/invitations")] HttpRequest request,
        CancellationToken cancellation)
    {
        Body<InvitePersonRequest> body = await request.ReadAsync<InvitePersonRequest>(cancellation: cancellation);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        Person by = request.HttpContext.Person();
        InvitePersonRequest asked = body.Value;
        Organisation organisation = asked.Organisation ?? by.Organisation;
        if (organisation != by.Organisation && !by.Has(Role.Operator))
        {
            return Problems.NotFound();
        }

        if (await FaultsAsync(asked, organisation, cancellation) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        bool looksAfter = by.LooksAfter(organisation);
        if (!looksAfter && asked.Roles.Any(role => role is not Role.Member))
        {
            return Problems.Forbidden("Ask a member-admin of your organisation to invite somebody with this role.");
        }

        Wish wish = new(
            organisation, asked.Roles.ToHashSet(), asked.Email, asked.Name, asked.Language ?? "en", by.AccountId, IsConfirmed: looksAfter);
        return await desk.InviteAsync(wish, cancellation) switch
        {
            Inviting.Invited invited => Results.Created(
                $"/api/invitations/{invited.Invitation.Id}", InvitationView.Of(invited.Invitation, clock.GetUtcNow())),
            Inviting.HasAccount => Problems.Conflict("has-account", "This person has an account of the organisation already."),
            Inviting other => throw new InvalidOperationException($"The desk answered {other}."),
        };
    }

    private async Task<IReadOnlyList<Fault>> FaultsAsync(InvitePersonRequest asked, Organisation organisation, CancellationToken cancellation)
    {
        List<Fault> faults = [];
        if (!MailAddress.TryCreate(asked.Email.Trim(), out _))
        {
            faults.Add(new Fault("/email", "address", "This is no e-mail address."));
        }

        if (string.IsNullOrWhiteSpace(asked.Name) || asked.Name.Length > LongestName)
        {
            faults.Add(new Fault("/name", "required", "Give the person's name, in at most 200 characters."));
        }

        if (asked.Language is not null && Languages.Find(asked.Language) is null)
        {
            faults.Add(new Fault("/language", "choice", "Write en or zh."));
        }

        if (RoleFaults.Find(asked.Roles, organisation) is { } fault)
        {
            faults.Add(fault);
        }

        if (!await organisations.ExistsAsync(organisation, cancellation))
        {
            faults.Add(new Fault("/organisation", "unknown", "There is no such organisation."));
        }

        return faults;
    }
}
