using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Duties;

/// <summary>What the last comparison of the members with their certification duties found.</summary>
public sealed class ShowDutyComparison(DutyComparer comparer)
{
    /// <summary>When it ran, and what it mended; 204 before the first. One point read.</summary>
    [Function(nameof(ShowDutyComparison))]
    [OpenTo(Role.Operator, Role.Secretariat)]
    [Answers(200, typeof(DutyComparison))]
    [Answers(204)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/duties")] HttpRequest request,
        CancellationToken cancellation) =>
        await comparer.LastAsync(cancellation) is { } last ? Results.Ok(last) : Results.NoContent();
}
