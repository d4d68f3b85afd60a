using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AsiFunctions.Import;

/// <summary>Drives an import, from the decision to its last member.</summary>
public static class MemberTakeover
{
    /// <summary>One generation; see <see cref="CaseDriver"/>. The procedure itself is <see cref="Domain.Import.MemberImportProcedure"/>.</summary>
    [Function(nameof(MemberTakeover))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => CaseDriver.RunAsync(context, nameof(AdvanceCase));

    /// <summary>The instance that drives an import.</summary>
    internal static CaseOrchestration Of(CaseId import) => new(nameof(MemberTakeover), $"import-{import}");
}
