namespace AsiFunctions.Domain.Cases;

/// <summary>What every case has, whatever its kind.</summary>
public interface ICase
{
    /// <summary>The case's name and reference.</summary>
    CaseId Id { get; }

    /// <summary>
    /// The number of the current step, from 1; a task is named <c>{Id}.{StepNumber}</c>. Grows whenever somebody new, or something new, is awaited.
    /// </summary>
    int StepNumber { get; }

    /// <summary>The state's name in kebab case, for lists and filters.</summary>
    string StateName { get; }
}
