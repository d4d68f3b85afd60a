using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Duties;

/// <summary>An audit found major non-conformances: a corrective action plan is due within a month of its on-site part, and closure within the target.</summary>
public sealed class RecordFindings(DutyDesk desk)
{
    private const int MostMajors = 500;

    /// <summary>Takes <c>{"onSiteEndedOn", "majors"}</c>, 1 to 500 majors.</summary>
    [Function(nameof(RecordFindings))]
    [OpenTo(Role.Secretariat)]
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

    private sealed record Findings(DateOnly OnSiteEndedOn, int Majors);
}
