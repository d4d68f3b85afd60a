using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>The Secretariat answers a member's objection to an application.</summary>
public sealed class AnswerObjection(ApplicationDesk desk)
{
    /// <summary>
    /// Takes <c>{"text"}</c>, and answers where the application stands. While the window for
    /// objections is open too, when there is no task for it yet.
    /// </summary>
    [Function(nameof(AnswerObjection))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(AnswerBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/objections/{number:int}/answer")] HttpRequest request,
        string reference,
        int number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ApplicationDesk.TryRead(reference, out CaseId id))
        {
            return Problems.NotFound();
        }

        Body<AnswerBody> body = await request.ReadAsync<AnswerBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (OwnWords.Check(body.Value.Text, "/text", "Write the answer to the objection.") is Fault fault)
        {
            return Problems.InvalidForm([fault]);
        }

        AdmissionCommand.AnswerObjection command = new(request.HttpContext.Person().AsActor(Role.Secretariat), number, body.Value.Text.Trim());
        return await desk.DecideAsync(request, id, body.Hash, command, CaseAudience.Staff, cancellation);
    }

    /// <summary>The answer to an objection.</summary>
    /// <param name="Text">The answer in words, 1 to 4,000 characters.</param>
    private sealed record AnswerBody(string Text);
}
