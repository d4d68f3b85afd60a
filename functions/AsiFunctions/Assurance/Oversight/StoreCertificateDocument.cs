using System.Text;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>
/// Stores the document of a certificate as it is on the day of its release, for the record; the public one shows the status of any later day.
/// </summary>
public sealed class StoreCertificateDocument(
    FollowUpDesk desk, ICaseStore cases, CertificateDocuments documents, CertificateDesk certificates, PortalLinks links)
{
    /// <summary>
    /// A blob named after the certificate and the audit; what is there already stays. Round trips: see
    /// <see cref="FollowUpDesk"/>; a point read, and two for the blob and its container.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(StoreCertificateDocument))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.StoreDocument, audit => StoreAsync(audit, cancellation), cancellation);

    private async Task<FollowUpResult> StoreAsync(Audit audit, CancellationToken cancellation)
    {
        CaseId number = ReleaseProcedure.CertificateOf(audit) ?? audit.Subject.Certificate!.Value;
        Certificate certificate = (await cases.FindAsync<Certificate>(number, cancellation))!.Case;
        string html = CertificateDocument.Write(CertificatePage.Of(certificate, certificates.Today), links.To($"certificates/{number}"));
        return new FollowUpResult.Done(await documents.StoreAsync(number, audit.Id, Encoding.UTF8.GetBytes(html), cancellation));
    }
}
