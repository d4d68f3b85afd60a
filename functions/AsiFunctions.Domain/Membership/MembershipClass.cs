using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Membership;

/// <summary>ASI's six membership classes.</summary>
/// <remarks>Source: M&amp;E Insights, March 2021, sections 2 and 3. In JSON they bear their two-letter codes.</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<MembershipClass>))]
public enum MembershipClass
{
    /// <summary>PT: produces or transforms bauxite, alumina or aluminium.</summary>
    [JsonStringEnumMemberName("PT")]
    ProductionAndTransformation,

    /// <summary>IU: makes consumer or commercial goods that contain aluminium.</summary>
    [JsonStringEnumMemberName("IU")]
    IndustrialUsers,

    /// <summary>CS: not-for-profit civil society bodies.</summary>
    [JsonStringEnumMemberName("CS")]
    CivilSociety,

    /// <summary>DS: uses, trades or collects aluminium, with no plan to certify.</summary>
    [JsonStringEnumMemberName("DS")]
    DownstreamSupporters,

    /// <summary>AS: industry and trade associations.</summary>
    [JsonStringEnumMemberName("AS")]
    Associations,

    /// <summary>GS: anybody else, such as traders and developers of technology.</summary>
    [JsonStringEnumMemberName("GS")]
    GeneralSupporters,
}

/// <summary>The two groups of classes.</summary>
/// <remarks>Source: ASI's newsletter of September 2015. Full members elect the board.</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<ClassGroup>))]
public enum ClassGroup
{
    /// <summary>PT, IU and CS.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>DS, AS and GS.</summary>
    [JsonStringEnumMemberName("associate")]
    Associate,
}

/// <summary>What a member's size is measured by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SizeBasis>))]
public enum SizeBasis
{
    /// <summary>Annual turnover in US$.</summary>
    [JsonStringEnumMemberName("turnover")]
    Turnover,

    /// <summary>Staff in full-time equivalents.</summary>
    [JsonStringEnumMemberName("staff")]
    Staff,
}

/// <summary>What each class is: its code, its group, what measures its size, whether it certifies.</summary>
public static class MembershipClasses
{
    /// <summary>All six, in ASI's order.</summary>
    public static IReadOnlyList<MembershipClass> All { get; } = Enum.GetValues<MembershipClass>();

    extension(MembershipClass @class)
    {
        /// <summary>The two-letter code.</summary>
        public string Code => @class switch
        {
            MembershipClass.ProductionAndTransformation => "PT",
            MembershipClass.IndustrialUsers => "IU",
            MembershipClass.CivilSociety => "CS",
            MembershipClass.DownstreamSupporters => "DS",
            MembershipClass.Associations => "AS",
            MembershipClass.GeneralSupporters => "GS",
            _ => throw Unknown(@class),
        };

        /// <summary>The name in English.</summary>
        public string EnglishName => @class switch
        {
            MembershipClass.ProductionAndTransformation => "Production and Transformation",
            MembershipClass.IndustrialUsers => "Industrial Users",
            MembershipClass.CivilSociety => "Civil Society",
            MembershipClass.DownstreamSupporters => "Downstream Supporters",
            MembershipClass.Associations => "Associations",
            MembershipClass.GeneralSupporters => "General Supporters",
            _ => throw Unknown(@class),
        };

        /// <summary>Full or Associate.</summary>
        public ClassGroup Group => @class
            is MembershipClass.ProductionAndTransformation or MembershipClass.IndustrialUsers or MembershipClass.CivilSociety
                ? ClassGroup.Full
                : ClassGroup.Associate;

        /// <summary>Turnover for PT, IU, DS and GS; staff for CS and AS. Source: M&amp;E Insights, March 2021, section 2.</summary>
        public SizeBasis SizeBasis => @class is MembershipClass.CivilSociety or MembershipClass.Associations ? SizeBasis.Staff : SizeBasis.Turnover;

        /// <summary>
        /// PT and IU commit to certification against the Performance Standard within two years of joining. Source: the same, section 3.
        /// </summary>
        public bool HasCertificationDuty => @class is MembershipClass.ProductionAndTransformation or MembershipClass.IndustrialUsers;

        /// <summary>Only PT and IU can be certified; the others are never offered it. Source: ASI's FAQ on considering membership.</summary>
        public bool MayBeCertified => @class.HasCertificationDuty;
    }

    /// <summary>The class of a two-letter code, in capital letters.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string? code, out MembershipClass @class)
    {
        foreach (MembershipClass candidate in All)
        {
            if (candidate.Code == code)
            {
                @class = candidate;
                return true;
            }
        }

        @class = default;
        return false;
    }

    private static ArgumentOutOfRangeException Unknown(MembershipClass @class) => new(nameof(@class), @class, "No such membership class.");
}
