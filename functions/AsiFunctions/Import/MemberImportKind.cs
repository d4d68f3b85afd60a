using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;

namespace AsiFunctions.Import;

/// <summary>Imports, as the machinery of cases sees them. Until somebody decides about one, nothing drives it.</summary>
public sealed class MemberImportKind : CaseKind<MemberImport>
{
    /// <inheritdoc/>
    public override string Prefix => MemberImport.Prefix;

    /// <summary>How many members its file has.</summary>
    public override string Title(MemberImport @case) => $"Import of {@case.Planned.Members} members";

    /// <inheritdoc/>
    public override CaseOrchestration? Orchestration(MemberImport @case) => @case.State is ImportState.Checked ? null : MemberTakeover.Of(@case.Id);

    /// <inheritdoc/>
    public override string Activity(string work) => work is MemberImportProcedure.TakeOver ? nameof(TakeOverMembers) : base.Activity(work);

    /// <inheritdoc/>
    public override Step Next(MemberImport @case) => MemberImportProcedure.Next(@case);

    /// <inheritdoc/>
    public override object? View(MemberImport @case, CaseAudience audience) => audience is CaseAudience.Staff ? MemberImportView.Of(@case) : null;
}
