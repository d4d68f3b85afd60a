using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Membership;

/// <summary>The Secretariat answers an objection.</summary>
public sealed class AnswerObjection(ApplicationDesk desk)
{
    /// <summary>Takes <c>{"text"}</c>. While the window is open too, when there is no task for it yet.</summary>
    [Function(nameof(AnswerObjection))]
    [OpenTo(Role.Secretariat)]
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

        if (DecisionAnswers.Check(body.Value.Text, "/text", "Write the answer to the objection.") is Fault fault)
        {
            return Problems.InvalidForm([fault]);
        }

        AdmissionCommand.AnswerObjection command = new(request.HttpContext.Person().AsActor(Role.Secretariat), number, body.Value.Text.Trim());
        return await desk.DecideAsync(request, id, body.Hash, command, CaseAudience.Staff, cancellation);
    }

    private sealed record AnswerBody(string Text);
}
