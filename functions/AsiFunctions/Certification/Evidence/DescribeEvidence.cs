using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A piece of evidence is called otherwise.</summary>
public sealed class DescribeEvidence(EvidenceDesk desk)
{
    /// <summary>
    /// Takes <c>{"title", "description"?}</c>; file and reference stay, another document is another piece. Two point reads at once, one transaction.
    /// </summary>
    [Function(nameof(DescribeEvidence))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(DescriptionBody))]
    [Answers(200, typeof(EvidenceView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/members/{id}/evidence/{key}")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!EvidenceDesk.TryRead(request, id, out CaseId library))
        {
            return Problems.NotFound();
        }

        Body<DescriptionBody> body = await request.ReadAsync<DescriptionBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        Fault[] faults = [.. EvidenceDesk.Check(body.Value.Title, body.Value.Description)];
        return faults.Length > 0
            ? Problems.InvalidForm(faults)
            : await desk.DescribeAsync(library, key, body.Value.Title.Trim(), OwnWords.Of(body.Value.Description), cancellation);
    }

    /// <summary>How a piece of evidence is called.</summary>
    /// <param name="Title">1 to 100 characters.</param>
    /// <param name="Description">More about it, at most 2,000 characters; left out: nothing.</param>
    private sealed record DescriptionBody(string Title, string? Description = null);
}
