namespace AsiFunctions.Domain.Forms;

/// <summary>A form's definition goes beyond what the server enforces, or is wrong in itself. The app does not start with it.</summary>
public sealed class FormDefinitionException : Exception
{
    /// <summary>Says which form, and everything that is wrong with it.</summary>
    /// <param name="form">The form's id and version.</param>
    /// <param name="findings">Each begins with the JSON pointer into the definition.</param>
    public FormDefinitionException(string form, IReadOnlyList<string> findings)
        : base($"The form {form} cannot be used:{string.Concat(findings.Select(f => $"\n  {f}"))}") => Findings = findings;

    /// <summary>What is wrong, each beginning with the JSON pointer into the definition.</summary>
    public IReadOnlyList<string> Findings { get; }
}
