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
/// An audit found major non-conformances: a corrective action plan is due within a month of its on-site part, and closure within the target.
/// </summary>
public sealed class RecordFindings(DutyDesk desk)
{
    private const int MostMajors = 500;

    /// <summary>Takes <c>{"onSiteEndedOn", "majors"}</c>, 1 to 500 majors.</summary>
    [Function(nameof(RecordFindings))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Findings))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(DutyView), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/deadlines/findings")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.HearAsync<Findings>(
            request,
            id,
            Check,
            (body, by) => new FindingsNews(Source: null, body.OnSiteEndedOn, body.Majors, by),
            cancellation);

    private IReadOnlyList<Fault> Check(Findings body) =>
    [
        .. body.OnSiteEndedOn > desk.Today ? (Fault[])[new Fault("/onSiteEndedOn", "date-out-of-range", "The day lies not after today.")] : [],
        .. body.Majors is < 1 or > MostMajors ? (Fault[])[new Fault("/majors", "out-of-range", $"Give a number from 1 to {MostMajors}.")] : [],
    ];

    /// <summary>Major non-conformances of an audit.</summary>
    /// <param name="OnSiteEndedOn">The last day of its on-site part, not after today.</param>
    /// <param name="Majors">How many, 1 to 500.</param>
    private sealed record Findings(DateOnly OnSiteEndedOn, int Majors);
}
