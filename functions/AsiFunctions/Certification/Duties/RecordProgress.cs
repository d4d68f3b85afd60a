using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>
/// How far a member is on its way to a certificate, where no case of ours says so: an audit that has a date, a report in oversight.
/// </summary>
public sealed class RecordProgress(DutyDesk desk)
{
    /// <summary>Takes <c>{"progress", "on"?}</c>; what the reminders say depends on it.</summary>
    [Function(nameof(RecordProgress))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Progress))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/progress")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.HearAsync<Progress>(
            request,
            id,
            body => body.On > desk.Today ? [new Fault("/on", "date-out-of-range", "The day lies not after today.")] : [],
            (body, by) => new ProgressNews(body.Value, body.On ?? desk.Today, Source: null, by),
            cancellation);

    /// <summary>How far a member is.</summary>
    /// <param name="Value">How far.</param>
    /// <param name="On">Since when; default: today, and not after it.</param>
    private sealed record Progress(
        [property: System.Text.Json.Serialization.JsonPropertyName("progress")] CertificationProgress Value, DateOnly? On = null);
}
