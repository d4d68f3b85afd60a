using System.Text.Json.Nodes;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Standards;

/// <summary>What a catalogue's reader takes, and each thing that it finds wrong.</summary>
public sealed class StandardCatalogueTests
{
    [Fact]
    public void A_sound_catalogue_is_read_as_it_stands()
    {
        CatalogueReading reading = CatalogueText.Read(_ => { });

        Assert.Empty(reading.Faults);
        Assert.Equal(["PS V2", "PS V3"], reading.Versions.Select(version => version.Ref.ToString()));
        StandardVersion newer = reading.Versions[1];
        Assert.Equal((new DateOnly(2022, 5, 1), null), (newer.ValidFrom, newer.AuditableUntil));
        Assert.True(newer.Principles[0].Criteria[0].Critical);
        Assert.Equal([SupplyChainActivity.BauxiteMining], newer.Principles[1].Criteria[0].Applies!.Activities);
        Assert.Equal([MembershipClass.ProductionAndTransformation], newer.Principles[1].Criteria[0].Applies!.Classes);
        Assert.Equal([MembershipClass.IndustrialUsers], newer.Principles[1].Criteria[1].Applies!.Classes);
    }

    [Theory]
    [InlineData("/versions/1", "colour", "\"red\"", "/versions/1/colour unknown")]
    [InlineData("/versions/1/principles/0/criteria/0", "letters", "[]", "/versions/1/principles/0/criteria/0/letters unknown")]
    [InlineData(
        "/versions/1/principles/0/criteria/1/subCriteria/0",
        "critical",
        "true",
        "/versions/1/principles/0/criteria/1/subCriteria/0/critical unknown")]
    [InlineData("/versions/1", "title", "\" \"", "/versions/1/title required")]
    [InlineData("/versions/1/principles/0", "title", "7", "/versions/1/principles/0/title wrong-type")]
    [InlineData("/versions/1", "sample", "\"yes\"", "/versions/1/sample wrong-type")]
    [InlineData("/versions/1", "standard", "\"XX\"", "/versions/1/standard not-offered")]
    [InlineData("/versions/1", "version", "\"3\"", "/versions/1/version malformed")]
    [InlineData("/versions/1", "version", "\"V2\"", "/versions/1/version doubled")]
    [InlineData("/versions/1", "validFrom", "\"May 2022\"", "/versions/1/validFrom malformed")]
    [InlineData("/versions/1", "auditableUntil", "\"2022-04-30\"", "/versions/1/auditableUntil out-of-range")]
    [InlineData("/versions/0", "auditableUntil", "null", "/versions/0/auditableUntil not-ending")]
    [InlineData("/versions/0", "auditableUntil", "\"2022-04-29\"", "/versions/0/auditableUntil gap")]
    [InlineData("/versions/1/principles/0", "criteria", "[]", "/versions/1/principles/0/criteria too-short")]
    [InlineData("/versions/1/principles/0", "criteria", "[1]", "/versions/1/principles/0/criteria/0 wrong-type")]
    [InlineData("/versions/1/principles/1", "key", "\"1\"", "/versions/1/principles/1/key doubled")]
    [InlineData("/versions/1/principles/1", "key", "\"B\"", "/versions/1/principles/1/key malformed")]
    [InlineData("/versions/1/principles/0/criteria/1", "key", "\"1.1\"", "/versions/1/principles/0/criteria/1/key doubled")]
    [InlineData("/versions/1/principles/1/criteria/0", "key", "\"9.1\"", "/versions/1/principles/1/criteria/0/key wrong-parent")]
    [InlineData("/versions/1/principles/1/criteria/0", "key", "\"2.01\"", "/versions/1/principles/1/criteria/0/key wrong-parent")]
    [InlineData(
        "/versions/1/principles/0/criteria/1/subCriteria/0",
        "key",
        "\"1.1.a\"",
        "/versions/1/principles/0/criteria/1/subCriteria/0/key wrong-parent")]
    [InlineData(
        "/versions/1/principles/0/criteria/1/subCriteria/0",
        "key",
        "\"1.2.A\"",
        "/versions/1/principles/0/criteria/1/subCriteria/0/key wrong-parent")]
    [InlineData(
        "/versions/1/principles/0/criteria/1/subCriteria/0", "key", "\"1.2.b\"", "/versions/1/principles/0/criteria/1/subCriteria/1/key doubled")]
    [InlineData("/versions/1/principles/1", "activities", "[\"mining\"]", "/versions/1/principles/1/activities/0 not-offered")]
    [InlineData("/versions/1/principles/1", "activities", "[]", "/versions/1/principles/1/activities too-short")]
    [InlineData("/versions/1/principles/1", "activities", "[\"casthouses\", \"casthouses\"]", "/versions/1/principles/1/activities/1 doubled")]
    [InlineData("/versions/1/principles/1", "classes", "[\"DS\"]", "/versions/1/principles/1/classes/0 not-offered")]
    [InlineData("/versions/1/principles/1", "classes", "[\"XX\"]", "/versions/1/principles/1/classes/0 not-offered")]
    [InlineData("/versions/1/principles/1", "classes", "\"PT\"", "/versions/1/principles/1/classes wrong-type")]
    public void A_fault_is_told_with_its_place(string place, string member, string value, string fault)
    {
        CatalogueReading reading = CatalogueText.Read(catalogue => catalogue.At(place)[member] = JsonNode.Parse(value));

        Assert.Empty(reading.Versions);
        Fault found = Assert.Single(reading.Faults);
        Assert.Equal(fault, $"{found.Pointer} {found.Code}");
        Assert.EndsWith(".", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "versions")]
    [InlineData("/versions/1", "standard")]
    [InlineData("/versions/1", "version")]
    [InlineData("/versions/1", "title")]
    [InlineData("/versions/1", "sample")]
    [InlineData("/versions/1", "validFrom")]
    [InlineData("/versions/1", "principles")]
    [InlineData("/versions/1/principles/0", "key")]
    [InlineData("/versions/1/principles/0", "title")]
    [InlineData("/versions/1/principles/0", "criteria")]
    [InlineData("/versions/1/principles/0/criteria/0", "key")]
    [InlineData("/versions/1/principles/0/criteria/0", "title")]
    [InlineData("/versions/1/principles/0/criteria/1/subCriteria/1", "title")]
    public void What_has_to_be_there_is_missed(string place, string member) => Assert.Contains(
        CatalogueText.Read(catalogue => catalogue.At(place).AsObject().Remove(member)).Faults,
        fault => fault.Pointer == $"{place}/{member}" && fault.Code == FaultCodes.Required);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        CatalogueReading reading = CatalogueText.Read(catalogue =>
        {
            catalogue["comment"] = "Not here.";
            catalogue.At("/versions/0")["title"] = "";
            catalogue.At("/versions/1/principles/1/criteria/1")["key"] = "3.2";
        });

        Assert.Equal(
            ["/comment", "/versions/0/title", "/versions/1/principles/1/criteria/1/key"],
            reading.Faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_catalogue_has_its_limits()
    {
        Assert.Equal("too-long", Assert.Single(StandardCatalogue.Read(new string(' ', StandardCatalogue.MaxLength + 1)).Faults).Code);
        Assert.Equal("malformed", Assert.Single(StandardCatalogue.Read("{").Faults).Code);
        Assert.Equal("wrong-type", Assert.Single(StandardCatalogue.Read("[]").Faults).Code);
        Assert.Equal(
            "doubled", Assert.Single(StandardCatalogue.Read("""{"versions": [{}], "versions": [{}]}""").Faults, f => f.Pointer == "/versions").Code);
        Assert.Equal(
            "/versions/1/title too-long",
            CatalogueText.Read(c => c.At("/versions/1")["title"] = new string('x', 301)).Faults.Select(f => $"{f.Pointer} {f.Code}").Single());
        Assert.Contains(
            CatalogueText.Read(c => c.At("/versions/1/principles/0")["criteria"] = Many(61)).Faults,
            f => f is { Pointer: "/versions/1/principles/0/criteria", Code: "too-long" });
        Assert.Equal(201, CatalogueText.Read(c => c.At("/versions/1")["principles"] = Many(40, Many(50))).Faults.Count);
    }

    [Fact]
    public void The_shipped_standards_say_that_they_are_a_sample()
    {
        Assert.Equal(["PS V2", "PS V3", "CoC V1", "CoC V2"], StandardCatalogue.Shipped.Select(version => version.Ref.ToString()));
        Assert.All(StandardCatalogue.Shipped, version => Assert.True(version.Sample));
        Assert.All(
            StandardCatalogue.Shipped.SelectMany(v => v.Principles).SelectMany(p => p.Criteria), criterion => Assert.False(criterion.Critical));
    }

    [Theory]
    [InlineData("PS V2", 11, 59, 73)]
    [InlineData("PS V3", 11, 62, 108)]
    [InlineData("CoC V1", 12, 35, 40)]
    [InlineData("CoC V2", 12, 35, 40)]
    public void The_shipped_standards_have_the_structure_that_is_known(string name, int principles, int criteria, int rated)
    {
        StandardVersion version = Shipped(name);

        Assert.Equal(
            (principles, criteria, rated),
            (version.Principles.Count, version.Principles.Sum(p => p.Criteria.Count), ApplicableCriteria.All(version).Count));
    }

    [Fact]
    public void Every_shipped_criterion_belongs_to_its_parent() => Assert.All(StandardCatalogue.Shipped, version =>
    {
        Assert.Equal(Enumerable.Range(1, version.Principles.Count).Select(n => $"{n}"), version.Principles.Select(p => p.Key));
        foreach (Principle principle in version.Principles)
        {
            Assert.Equal(Enumerable.Range(1, principle.Criteria.Count).Select(n => $"{principle.Key}.{n}"), principle.Criteria.Select(c => c.Key));
            Assert.All(principle.Criteria, criterion =>
                Assert.Equal(
                    criterion.SubCriteria.Index().Select(sub => $"{criterion.Key}.{(char)('a' + sub.Index)}"),
                    criterion.SubCriteria.Select(s => s.Key)));
        }
    });

    [Theory]
    [InlineData("2022-04-30", "PS V2", "CoC V1")]
    [InlineData("2022-05-01", "PS V2", "PS V3", "CoC V1", "CoC V2")]
    [InlineData("2023-05-31", "PS V2", "PS V3", "CoC V1", "CoC V2")]
    [InlineData("2023-06-01", "PS V3", "CoC V2")]
    public void In_the_transition_both_versions_may_be_audited_against(string day, params string[] names) => Assert.Equal(
        names, StandardCatalogue.Shipped.Where(v => v.IsAuditableOn(DateOnly.Parse(day, null))).Select(v => v.Ref.ToString()));

    [Fact]
    public void The_same_number_means_something_else_in_another_version()
    {
        Assert.Equal("Mergers and acquisitions are examined", Title("PS V2", "2.7"));
        Assert.Equal("Mergers and acquisitions are examined", Title("PS V3", "2.9"));
        Assert.NotEqual(Title("PS V2", "2.7"), Title("PS V3", "2.7"));
        Assert.Equal(Title("PS V2", "2.8"), Title("PS V3", "2.10"));

        static string Title(string version, string key) => Shipped(version).Principles.SelectMany(p => p.Criteria).Single(c => c.Key == key).Title;
    }

    internal static StandardVersion Shipped(string name) => StandardCatalogue.Shipped.Single(version => version.Ref.ToString() == name);

    private static JsonArray Many(int count, JsonArray? criteria = null) => new([.. Enumerable.Range(1, count).Select(n => new JsonObject
    {
        ["key"] = $"x{n}",
        ["title"] = "Many",
        [criteria is null ? "subCriteria" : "criteria"] = criteria?.DeepClone() ?? new JsonArray(),
    })]);
}
