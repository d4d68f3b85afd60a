using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Membership;

/// <summary>What an organisation does in the aluminium value chain.</summary>
/// <remarks>
/// Source: the activities of ASI's auditor accreditation pages; bauxite development and high purity alumina were added by the change of
/// the Constitution in November 2023 (see <see cref="SupplyChainActivities"/>).
/// </remarks>
[JsonConverter(typeof(JsonStringEnumConverter<SupplyChainActivity>))]
public enum SupplyChainActivity
{
    /// <summary>Mines bauxite.</summary>
    [JsonStringEnumMemberName("bauxite-mining")]
    BauxiteMining,

    /// <summary>Develops a bauxite deposit that is not mined yet.</summary>
    [JsonStringEnumMemberName("bauxite-development")]
    BauxiteDevelopment,

    /// <summary>Refines bauxite to alumina.</summary>
    [JsonStringEnumMemberName("alumina-refining")]
    AluminaRefining,

    /// <summary>Makes high purity alumina (HPA).</summary>
    [JsonStringEnumMemberName("high-purity-alumina")]
    HighPurityAlumina,

    /// <summary>Smelts alumina to aluminium.</summary>
    [JsonStringEnumMemberName("aluminium-smelting")]
    AluminiumSmelting,

    /// <summary>Re-melts or refines aluminium scrap.</summary>
    [JsonStringEnumMemberName("aluminium-remelting-refining")]
    AluminiumRemeltingRefining,

    /// <summary>Casts aluminium.</summary>
    [JsonStringEnumMemberName("casthouses")]
    Casthouses,

    /// <summary>Rolls, extrudes, forges.</summary>
    [JsonStringEnumMemberName("semi-fabrication")]
    SemiFabrication,

    /// <summary>Makes intermediate goods of semi-fabricated aluminium.</summary>
    [JsonStringEnumMemberName("material-conversion")]
    MaterialConversion,

    /// <summary>Other manufacturing or sale of products containing aluminium.</summary>
    [JsonStringEnumMemberName("other-manufacturing-or-sale")]
    OtherManufacturingOrSale,
}

/// <summary>What follows from an activity for the class of membership.</summary>
public static class SupplyChainActivities
{
    private static readonly DateOnly ConstitutionOfNovember2023 = new(2023, 11, 1);

    /// <summary>All activities, from the mine on.</summary>
    public static IReadOnlyList<SupplyChainActivity> All { get; } = Enum.GetValues<SupplyChainActivity>();

    extension(SupplyChainActivity activity)
    {
        /// <summary>The name in English, as ASI's auditor pages print it.</summary>
        public string EnglishName => activity switch
        {
            SupplyChainActivity.BauxiteMining => "Bauxite Mining",
            SupplyChainActivity.BauxiteDevelopment => "Bauxite Development",
            SupplyChainActivity.AluminaRefining => "Alumina Refining",
            SupplyChainActivity.HighPurityAlumina => "High Purity Alumina",
            SupplyChainActivity.AluminiumSmelting => "Aluminium Smelting",
            SupplyChainActivity.AluminiumRemeltingRefining => "Aluminium Re-melting/Refining",
            SupplyChainActivity.Casthouses => "Casthouses",
            SupplyChainActivity.SemiFabrication => "Semi-Fabrication",
            SupplyChainActivity.MaterialConversion => "Material Conversion",
            SupplyChainActivity.OtherManufacturingOrSale => "Other manufacturing or sale of products containing aluminium",
            _ => throw new ArgumentOutOfRangeException(nameof(activity), activity, "No such supply chain activity."),
        };

        /// <summary>The first day on which the activity is known to ASI; the day within November 2023 is an assumption.</summary>
        public DateOnly OfferedFrom => activity is SupplyChainActivity.BauxiteDevelopment or SupplyChainActivity.HighPurityAlumina
            ? ConstitutionOfNovember2023
            : DateOnly.MinValue;

        /// <summary>Leaves no other class than PT. Source: ASI's FAQ on considering membership.</summary>
        public bool ForcesProductionAndTransformation => activity
            is SupplyChainActivity.BauxiteMining or SupplyChainActivity.AluminaRefining or SupplyChainActivity.AluminiumSmelting;

        /// <summary>
        /// Makes PT possible. Source for bauxite development and HPA: Assurance Manual updates, April 2024. That only other manufacturing
        /// and sale stay outside is inferred from the name of the class.
        /// </summary>
        public bool AllowsProductionAndTransformation => activity is not SupplyChainActivity.OtherManufacturingOrSale;
    }
}
