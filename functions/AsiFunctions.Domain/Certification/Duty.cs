using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification;

/// <summary>The certification duty of a member.</summary>
public sealed record Duty(CaseId Id, int StepNumber) : ICase
{
    /// <inheritdoc/>
    public string StateName => "none";
}
