using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>The Secretariat lets an audit be planned although something lies outside the accreditation, or the plan comes late.</summary>
public sealed class RecordException(AuditDesk desk)
{
    /// <summary>
    /// Takes <c>{"codes", "reason"}</c>; the codes are those that the refused plan named. Round trips: see <see cref="AuditDesk"/>.
    /// </summary>
    [Function(nameof(RecordException))]
    [OpenTo(Role.Secretariat)]
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
            yield return new Fault("/codes", FaultCodes.Required, "Name the gaps that the exception covers, by the codes that the refused plan named.");
        }

        for (int i = 0; i < codes.Count; i++)
        {
            if (codes[i] != AuditProcedure.PlanNoticeCode && !AccreditationGapCodes.All.Contains(codes[i]))
            {
                yield return new Fault($"/codes/{i}", FaultCodes.NotOffered, $"Choose of: {string.Join(", ", AccreditationGapCodes.All.Append(AuditProcedure.PlanNoticeCode))}.");
            }
        }
    }

    private sealed record ExceptionBody(IReadOnlyList<string> Codes, string Reason);
}
