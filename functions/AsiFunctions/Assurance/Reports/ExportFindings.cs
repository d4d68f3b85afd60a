using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The findings of an audit report's draft as a table for spreadsheets.</summary>
public sealed class ExportFindings(ReportDesk desk)
{
    /// <summary>To whom the draft is shown; <see cref="ImportFindings"/> takes it back. One point read and one range read, at once.</summary>
    [Function(nameof(ExportFindings))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(string), "text/csv")]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report/findings.csv")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        WholeReport read = await desk.ReadAsync(request, id, ReportDesk.MaySeeDraft, cancellation);
        return read.Problem ?? Results.File(
            FindingTable.Write(read.Draft.File.Criteria(read.Version), read.Draft),
            "text/csv; charset=utf-8",
            $"{read.Draft.File.Subject.Audit}-findings.csv");
    }
}
