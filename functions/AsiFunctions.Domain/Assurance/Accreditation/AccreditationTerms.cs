using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>The terms of accreditation, as they hold from a date on.</summary>
/// <remarks>
/// The shipped ones are in accreditation-terms.json beside this file. Public are the fees and the ten working days (ASI's FAQ for auditors), and
/// the usual four to six weeks of an auditor's accreditation; all others are assumptions.
/// </remarks>
public sealed record AccreditationTerms
{
    private const string What = "terms of accreditation";

    /// <summary>Working days from a firm's complete application to the decision, 1 or more.</summary>
    public required int ReviewWorkingDays { get; init; }

    /// <summary>From an auditor's application to the decision; shown as due, nothing happens then.</summary>
    public required Period AuditorTerm { get; init; }

    /// <summary>The modules that have to be completed before audit work, by standard. Assumption, configurable.</summary>
    public required IReadOnlyDictionary<StandardCode, IReadOnlyList<string>> MandatoryTraining { get; init; }

    /// <summary>How long a training counts where nothing else is said; null: it stays. Assumption, configurable.</summary>
    public Period? TrainingValidity { get; init; }

    /// <summary>How long a passed exam counts where nothing else is said; null: it stays. Assumption, configurable.</summary>
    public Period? ExamValidity { get; init; }

    /// <summary>US$, once. Shown, not collected.</summary>
    public required decimal FirmApplicationFee { get; init; }

    /// <summary>US$ a year. Shown, not collected.</summary>
    public required decimal FirmRenewalFee { get; init; }

    /// <summary>US$, for an auditor's training and exam. Shown, not collected.</summary>
    public required decimal AuditorExamFee { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<AccreditationTerms> Shipped { get; } = DatedSettings.Shipped<AccreditationTerms>("accreditation-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<AccreditationTerms> Read(string json) => DatedSettings.Read<AccreditationTerms>(json, What);
}
