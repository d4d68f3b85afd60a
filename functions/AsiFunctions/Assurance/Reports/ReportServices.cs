using AsiFunctions.Cases;
using AsiFunctions.Certification.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Assurance.Reports;

/// <summary>What audit reports need; uploads are scanned by what evidence has.</summary>
internal static class ReportServices
{
    /// <summary>Adds the audit reports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddCaseKind<ReportKind>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ReportStore>()
        .AddSingleton<AttachmentBlobs>()
        .AddSingleton<IScannedFiles, AttachmentFiles>()
        .AddSingleton<ReportSweeper>();
}
