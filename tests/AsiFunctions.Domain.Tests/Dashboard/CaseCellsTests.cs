using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Dashboard;

/// <summary>Whatever the case, and whenever it was stored, it can be counted.</summary>
public sealed class CaseCellsTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Nothing_and_kinds_that_nothing_is_counted_of_count_for_nothing()
    {
        Assert.Empty(CaseCells.Of(null));
        Assert.Empty(CaseCells.Of(EntityRegister.Empty(CaseId.From("ENT", 1))));
    }

    [Fact]
    public void Cases_that_were_stored_long_ago_are_counted()
    {
        Cells member = CaseCells.Of(Stored<Member>("member"));
        Assert.Equal(1, member.Where(at => at.Key.Cube == Cubes.Members).Sum(at => at.Value));
        Assert.Equal(["2026-06-01 IU|DS +1"], member.Lines(Cubes.ClassShifts));
        Assert.Equal(4, CaseCells.Of(Stored<Application>("application")).Lines(Cubes.ApplicationSteps).Length);
    }

    [Fact]
    public void A_certificate_whose_record_lacks_what_came_later_is_counted_as_far_as_it_says()
    {
        JsonNode json = JsonSerializer.SerializeToNode(Tests.Certification.Certificates.Sample.Certificate(), Web)!;
        json["scope"]!.AsObject().Remove("activities");
        json["scope"]!.AsObject().Remove("facilities");
        Cells cells = CaseCells.Of(json.Deserialize<Certificate>(Web));

        Assert.Equal("2025-12-13 PS|V3|current|unknown +1", cells.Lines(Cubes.CertificateActivities)[0]);
        Assert.Equal("2025-12-13 PS|V3|current|unknown +1", cells.Lines(Cubes.CertificateCountries)[0]);
    }

    private static T Stored<T>(string name)
    {
        using Stream stream = typeof(CaseCellsTests).Assembly.GetManifestResourceStream($"{name}.json")!;
        return JsonSerializer.Deserialize<T>(stream, Web)!;
    }
}
