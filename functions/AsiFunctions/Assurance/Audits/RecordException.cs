using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>The Secretariat lets an audit be planned although something lies outside the accreditation, or the plan comes late.</summary>
public sealed class RecordException(AuditDesk desk)
{
    /// <summary>
    /// Takes <c>{"codes", "reason"}</c>; the codes are those that the refused plan named.
    /// </summary>
    /// <remarks>Round trips: see <see cref="AuditDesk"/>.</remarks>
    [Function(nameof(RecordException))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(ExceptionBody))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/exceptions")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<ExceptionBody>(
            request,
            id,
            [Role.Secretariat],
            (body, _) => [.. Codes(body.Codes), .. ReasonedChange.Check(body.Reason, "Say why; the firm reads it.")],
            (body, _, by) => ValueTask.FromResult<AuditCommand>(new AuditCommand.Except(by, [.. body.Codes.Distinct()], body.Reason.Trim())),
            cancellation);

    private static IEnumerable<Fault> Codes(IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
        {
            yield return new Fault(
                "/codes", FaultCodes.Required, "Name the gaps that the exception covers, by the codes that the refused plan named.");
        }

        for (int i = 0; i < codes.Count; i++)
        {
            if (codes[i] != AuditProcedure.PlanNoticeCode && !AccreditationGapCodes.All.Contains(codes[i]))
            {
                yield return new Fault(
                    $"/codes/{i}",
                    FaultCodes.NotOffered,
                    $"Choose of: {string.Join(", ", AccreditationGapCodes.All.Append(AuditProcedure.PlanNoticeCode))}.");
            }
        }
    }

    /// <summary>An exception.</summary>
    /// <param name="Codes">The gaps that it covers, at least one, as the refused plan named them: <c>plan-notice</c>.</param>
    /// <param name="Reason">Why, 1 to 4,000 characters; the firm reads it.</param>
    private sealed record ExceptionBody(IReadOnlyList<string> Codes, string Reason);
}
