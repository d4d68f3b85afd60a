using AsiFunctions.Cases;
using AsiFunctions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsiFunctions.Certification.Evidence;

/// <summary>What evidence needs.</summary>
internal static class EvidenceServices
{
    /// <summary>Adds the evidence libraries, and the scanner that the settings name unless there is one already.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services, IConfiguration configuration)
    {
        EvidenceSettings settings = EvidenceSettings.Read(configuration);
        services.TryAddSingleton(ScannerOf(settings));
        return services
            .AddSingleton(settings)
            .AddCaseKind<EvidenceLibraryKind>()
            .AddSingleton<EvidenceBlobs>()
            .AddSingleton<EvidenceDesk>()
            .AddSingleton<IScannedFiles, EvidenceFiles>()
            .AddSingleton<EvidenceScan>()
            .AddSingleton<EvidenceSweeper>()
            .AddSingleton<ScanWorker>()
            .AddSingleton<IOutboxHandler>(provider => provider.GetRequiredService<ScanWorker>())
            .AddHostedService(provider => provider.GetRequiredService<ScanWorker>());
    }

    private static IVirusScanner ScannerOf(EvidenceSettings settings) => settings switch
    {
        { Scanner: ScannerKind.None } => new NoScanner(),
        { Scanner: ScannerKind.ClamAv, ClamAv: { } address } => new ClamAvScanner(address),
        _ => new MissingScanner(),
    };
}
