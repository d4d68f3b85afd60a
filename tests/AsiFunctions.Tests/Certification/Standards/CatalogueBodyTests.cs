using System.Text.Json;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Tests.Certification.Standards;

public sealed class CatalogueBodyTests
{
    private static readonly System.Reflection.Assembly Domain = typeof(StandardCatalogue).Assembly;

    public static TheoryData<string> Shipped =>
        [.. Domain.GetManifestResourceNames().Where(name => name.StartsWith("standards/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_the_body_is_said_to_hold_is_what_the_catalogue_is_read_as(string name)
    {
        using StreamReader shipped = new(Domain.GetManifestResourceStream(name)!);
        string json = $$"""{"versions": [{{shipped.ReadToEnd()}}]}""";

        CatalogueVersion sent = Assert.Single(JsonSerializer.Deserialize<CatalogueBody>(json, Json.Strict)!.Versions);

        StandardVersion read = Assert.Single(StandardCatalogue.Read(json).Versions);
        Assert.Equal(read.Ref, new StandardRef(sent.Standard, sent.Version));
        Assert.Equal((read.Title, read.Sample, read.ValidFrom, read.AuditableUntil), (sent.Title, sent.Sample, sent.ValidFrom, sent.AuditableUntil));
        Assert.Equal(
            read.Principles.SelectMany(
                principle => principle.Criteria.SelectMany(criterion => Keys(criterion.Key, criterion.SubCriteria.Select(sub => sub.Key)))),
            sent.Principles.SelectMany(
                principle => principle.Criteria.SelectMany(criterion => Keys(criterion.Key, criterion.SubCriteria?.Select(sub => sub.Key) ?? []))));
    }

    private static IEnumerable<string> Keys(string criterion, IEnumerable<string> letters) => [criterion, .. letters];
}
