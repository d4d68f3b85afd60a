using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>Whether an auditor has what has to be finished before any audit work: training and exam. Source: ASI's FAQ for auditors.</summary>
public static class AuditorQualification
{
    /// <summary>What is missing for audits against a standard on at least one of the days, in words; empty where nothing is.</summary>
    /// <remarks>Any version's exam counts: that auditors are examined anew for each version is not known.</remarks>
    /// <param name="auditor">The auditor.</param>
    /// <param name="standard">The standard.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static IReadOnlyList<string> Missing(Auditor auditor, StandardCode standard, DateOnly from, DateOnly to) =>
    [
        .. auditor.RequiredTraining.GetValueOrDefault(standard, [])
            .Where(module => DaySpans.FirstGap(Trained(auditor, module), from, to) is not null)
            .Select(module => $"the training {module}"),
        .. DaySpans.FirstGap(Examined(auditor, standard), from, to) is null
            ? (string[])[]
            : [$"a passed exam for {AccreditationCheck.NameOf(standard)}"],
    ];

    private static IEnumerable<DaySpan> Trained(Auditor auditor, string module) =>
        auditor.Trainings.Where(training => training.Module == module).Select(training => new DaySpan(training.CompletedOn, training.ValidUntil));

    private static IEnumerable<DaySpan> Examined(Auditor auditor, StandardCode standard) =>
        auditor.Exams.Where(exam => exam.Passed && exam.Standard.Standard == standard).Select(exam => new DaySpan(exam.TakenOn, exam.ValidUntil));
}
