namespace AsiFunctions.Domain.Membership;

/// <summary>Which class an organisation may have. The form, the resubmission and the class change ask the same rules.</summary>
public static class ClassRules
{
    /// <summary>What speaks against a class; empty where nothing does.</summary>
    /// <param name="class">The class applied for, or to change to.</param>
    /// <param name="activities">What the organisation does.</param>
    /// <param name="size">Its size declaration.</param>
    /// <param name="on">The day for which the rules are asked: activities are known to ASI from a date on.</param>
    public static IReadOnlyList<ClassFault> Check(
        MembershipClass @class, IReadOnlyCollection<SupplyChainActivity> activities, SizeDeclaration size, DateOnly on)
    {
        List<ClassFault> faults = [];
        faults.AddRange(activities.Where(a => a.OfferedFrom > on).Select(NotYetOffered));
        if (@class != MembershipClass.ProductionAndTransformation && activities.Any(a => a.ForcesProductionAndTransformation))
        {
            faults.Add(new ClassFault(
                ClassFaultPart.Class,
                "class-forced",
                "Bauxite mining, alumina refining and aluminium smelting belong to Production and Transformation (PT); choose that class."));
        }

        if (@class == MembershipClass.ProductionAndTransformation && !activities.Any(a => a.AllowsProductionAndTransformation))
        {
            faults.Add(new ClassFault(
                ClassFaultPart.Activities,
                "activity-missing",
                "Production and Transformation (PT) needs an activity that produces or transforms bauxite, alumina or aluminium."));
        }

        if (size.Basis != @class.SizeBasis)
        {
            faults.Add(new ClassFault(ClassFaultPart.Size, "size-basis", WrongBasis(@class)));
        }

        return faults;
    }

    private static ClassFault NotYetOffered(SupplyChainActivity activity) => new(
        ClassFaultPart.Activities,
        "activity-not-offered",
        $"{activity.EnglishName} is one of ASI's activities from {activity.OfferedFrom:yyyy-MM-dd} only.");

    private static string WrongBasis(MembershipClass @class) => @class.SizeBasis == SizeBasis.Turnover
        ? $"The size of {@class.EnglishName} ({@class.Code}) is measured by annual turnover in US$, not by staff."
        : $"The size of {@class.EnglishName} ({@class.Code}) is measured by staff (FTE), not by turnover.";
}

/// <summary>One thing that speaks against a class.</summary>
/// <param name="Part">Which part of the declaration it concerns.</param>
/// <param name="Code">Stable, kebab case: <c>class-forced</c>, <c>activity-missing</c>, <c>activity-not-offered</c>, <c>size-basis</c>.</param>
/// <param name="Message">One plain sentence in English.</param>
public sealed record ClassFault(ClassFaultPart Part, string Code, string Message);

/// <summary>The part of a declaration that a fault concerns.</summary>
public enum ClassFaultPart
{
    /// <summary>The class itself.</summary>
    Class,

    /// <summary>The activities.</summary>
    Activities,

    /// <summary>The size declaration.</summary>
    Size,
}
