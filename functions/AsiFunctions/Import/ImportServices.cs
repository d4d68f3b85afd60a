using AsiFunctions.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Import;

/// <summary>The import of members from earlier records.</summary>
public static class ImportServices
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddImport(this IServiceCollection services) => services
        .AddCaseKind<MemberImportKind>()
        .AddSingleton<ImportBlobs>()
        .AddSingleton<ImportDesk>()
        .AddSingleton<MemberTaker>();
}
