using System.Net.Mail;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Notifications.Deliveries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Notifications;

/// <summary>Lists the addresses that no more e-mail is sent to, as hashes.</summary>
public sealed class GetSuppressions(SuppressionList list)
{
    /// <summary>In the order of their hashes.</summary>
    [Function(nameof(GetSuppressions))]
    [OpenTo(Role.Secretariat, Role.Operator)]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<Suppression>))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notifications/suppressions")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        string? token = query.Text("page", maxLength: 2_000);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return await list.ListAsync(token, size, cancellation) is { } page
            ? Results.Ok(page)
            : Problems.InvalidParameter("page", "Use the token that the page before ended with.");
    }
}

/// <summary>What is sent to put an address on the list.</summary>
/// <param name="Address">The address; only its hash is kept.</param>
/// <param name="Reason">Why: 1 to 500 characters.</param>
public sealed record SuppressionRequest(string Address, string Reason);

/// <summary>Puts an address on the list of those that no more e-mail is sent to.</summary>
public sealed class AddSuppression(SuppressionList list, TimeProvider clock, ILogger<AddSuppression> log)
{
    private const int LongestReason = 500;

    /// <summary>201 with the hash. The address travels in the body, for addresses of requests are logged.</summary>
    [Function(nameof(AddSuppression))]
    [OpenTo(Role.Secretariat, Role.Operator)]
    [Takes(typeof(SuppressionRequest))]
    [Answers(201, typeof(Suppression), Headers = ["Location"])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notifications/suppressions")] HttpRequest request,
        CancellationToken cancellation)
    {
        Body<SuppressionRequest> body = await request.ReadAsync<SuppressionRequest>(cancellation: cancellation);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        List<Fault> faults = [];
        if (!MailAddress.TryCreate(body.Value.Address.Trim(), out _))
        {
            faults.Add(new Fault("/address", "address", "This is no e-mail address."));
        }

        if (string.IsNullOrWhiteSpace(body.Value.Reason) || body.Value.Reason.Length > LongestReason)
        {
            faults.Add(new Fault("/reason", "required", "Say why, in at most 500 characters."));
        }

        if (faults.Count > 0)
        {
            return Problems.InvalidForm(faults);
        }

        Person person = request.HttpContext.Person();
        Suppression added = new(SuppressionList.HashOf(body.Value.Address), body.Value.Reason.Trim(), person.AccountId, clock.GetUtcNow());
        await list.AddAsync(added, cancellation);
        log.Suppressed(added.Hash, person.AccountId);
        return Results.Created($"/api/notifications/suppressions/{added.Hash}", added);
    }
}

/// <summary>Takes an address off the list of those that no more e-mail is sent to.</summary>
public sealed class RemoveSuppression(SuppressionList list, ILogger<RemoveSuppression> log)
{
    /// <summary>
    /// 204, or 404 where it did not stand there. Messages that were kept back meanwhile are sent with <see cref="ResendNotification"/>.
    /// </summary>
    [Function(nameof(RemoveSuppression))]
    [OpenTo(Role.Secretariat, Role.Operator)]
    [Answers(204)]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/notifications/suppressions/{hash}")] HttpRequest request,
        string hash,
        CancellationToken cancellation)
    {
        bool known = hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) && await list.RemoveAsync(hash, cancellation);
        if (!known)
        {
            return Problems.NotFound();
        }

        log.Unsuppressed(hash, request.HttpContext.Person().AccountId);
        return Results.NoContent();
    }
}
