using System.Text.Json.Nodes;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Tests.Certification.Standards;

/// <summary>What may change in a version that is in use.</summary>
public sealed class CatalogueChangesTests
{
    private static readonly IReadOnlyList<StandardVersion> Loaded = CatalogueText.Read(_ => { }).Versions;

    [Theory]
    [InlineData("/versions/1", "title", "\"Better words\"")]
    [InlineData("/versions/1/principles/0", "title", "\"Better words\"")]
    [InlineData("/versions/1/principles/0/criteria/0", "title", "\"Better words\"")]
    [InlineData("/versions/1/principles/0/criteria/1/subCriteria/0", "title", "\"Better words\"")]
    [InlineData("/versions/1", "auditableUntil", "\"2030-12-31\"")]
    public void Wording_and_the_last_day_for_audits_may(string place, string member, string value) =>
        Assert.Null(CatalogueChanges.Refuse(Loaded, Changed(place, member, value)));

    [Theory]
    [InlineData("/versions/1", "sample", "true", "sample")]
    [InlineData("/versions/1", "validFrom", "\"2022-05-02\"", "2022-05-01")]
    [InlineData("/versions/1", "version", "\"V4\"", "missing")]
    [InlineData("/versions/1/principles/1/criteria/1", "key", "\"2.3\"", "2.2")]
    [InlineData("/versions/1/principles/0/criteria/0", "critical", "false", "1.1")]
    [InlineData("/versions/1/principles/0/criteria/0", "classes", "[\"IU\"]", "1.1")]
    [InlineData("/versions/1/principles/1", "activities", "[\"casthouses\"]", "2.1")]
    [InlineData("/versions/1/principles/0/criteria/1/subCriteria/1", "activities", "[\"bauxite-mining\"]", "1.2.b")]
    [InlineData("/versions/0/principles/0/criteria/0", "subCriteria", """[{"key": "1.1.a", "title": "New"}]""", "1.1.a")]
    public void Nothing_else_may(string place, string member, string value, string named) =>
        Assert.Contains(named, CatalogueChanges.Refuse(Loaded, Changed(place, member, value)), StringComparison.Ordinal);

    [Fact]
    public void A_new_version_may_come_and_a_sample_may_go()
    {
        Assert.Null(CatalogueChanges.Refuse([.. Loaded.Take(1)], Loaded));
        Assert.Null(CatalogueChanges.Refuse(StandardCatalogue.Shipped, Loaded));
        Assert.NotNull(CatalogueChanges.Refuse(Loaded, [.. Loaded.Take(1)]));
    }

    private static IReadOnlyList<StandardVersion> Changed(string place, string member, string value)
    {
        CatalogueReading reading = CatalogueText.Read(catalogue => catalogue.At(place)[member] = JsonNode.Parse(value));
        Assert.Empty(reading.Faults);
        return reading.Versions;
    }
}
