using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Certification.Certificates;
using static AsiFunctions.Domain.Certification.Certificates.CertificateCommand;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What a certificate counts for. The sample is issued on 13 December 2025.</summary>
public sealed class CertificateCellsTests
{
    private static readonly Certificate Full = Sample.Certificate();
    private static readonly Certificate Provisional = Sample.Certificate(
        CertificateLevel.Provisional, audit: Sample.Audit(findings: [Sample.Major()]));

    [Fact]
    public void It_counts_from_its_issue_and_expires_by_itself_on_a_day_to_come()
    {
        Cells cells = CaseCells.Of(Full);

        Assert.Equal(
            ["2025-12-13 PS|V3|full|full +1", "2028-12-13 PS|V3|full|expired +1", "2028-12-13 PS|V3|full|full -1"], cells.Lines(Cubes.Certificates));
        Assert.Equal(["2025-12-13 PS|V3|full +1"], cells.Lines(Cubes.CertificatesIssued));
        Assert.Equal(
            ["2025-12-13 PS|V3|current|semi-fabrication +1", "2028-12-13 PS|V3|current|semi-fabrication -1", "2028-12-13 PS|V3|over|semi-fabrication +1"],
            cells.Lines(Cubes.CertificateActivities));
        Assert.Equal(
            ["2025-12-13 PS|V3|current|NO +1", "2028-12-13 PS|V3|current|NO -1", "2028-12-13 PS|V3|over|NO +1"],
            cells.Lines(Cubes.CertificateCountries));
    }

    [Fact]
    public void What_was_decided_moves_it_and_its_end()
    {
        Certificate c = Sample.Do(Provisional, new Suspend(Sample.Rae, "A complaint."), "2026-02-01");
        c = Sample.Do(c, new Reinstate(Sample.Rae, "Settled."), "2026-03-01");
        c = Sample.Do(c, new CertificateCommand.Convert(Sample.Rae, Sample.Audit(ended: "2026-05-20"), Reason: null), "2026-06-01");
        c = Sample.Do(c, new Withdraw(Sample.Rae, "No answer."), "2026-08-01");

        Assert.Equal(
            [
                "2025-12-13 PS|V3|provisional|provisional +1",
                "2026-02-01 PS|V3|provisional|provisional -1",
                "2026-02-01 PS|V3|provisional|suspended +1",
                "2026-03-01 PS|V3|provisional|provisional +1",
                "2026-03-01 PS|V3|provisional|suspended -1",
                "2026-06-01 PS|V3|full|full +1",
                "2026-06-01 PS|V3|provisional|provisional -1",
                "2026-08-01 PS|V3|full|full -1",
                "2026-08-01 PS|V3|full|withdrawn +1",
            ],
            CaseCells.Of(c).Lines(Cubes.Certificates));
        Assert.Equal(["2025-12-13 PS|V3|provisional +1"], CaseCells.Of(c).Lines(Cubes.CertificatesIssued));
    }

    [Fact]
    public void An_expiry_that_is_noted_changes_nothing() => Assert.Empty(
        Cells.Difference(CaseCells.Of(Full), CaseCells.Of(Sample.Do(Full, new Expire(), "2028-12-13"))));

    [Fact]
    public void Several_activities_and_countries_count_once_each_and_none_counts_as_unknown()
    {
        CertifiedFacility plant = Full.Scope.Facilities[0];
        Certificate wide = Full with
        {
            Scope = Full.Scope with
            {
                Activities = [SupplyChainActivity.Casthouses, SupplyChainActivity.SemiFabrication, SupplyChainActivity.Casthouses],
                Facilities = [plant, plant with { Key = "F2" }, plant with { Key = "F3", Country = "SE" }],
            },
        };
        Assert.Equal(2, CaseCells.Of(wide).Count(at => at.Key.Cube == Cubes.CertificateActivities && at.Key.Day == wide.IssuedOn));
        Assert.Equal(2, CaseCells.Of(wide).Count(at => at.Key.Cube == Cubes.CertificateCountries && at.Key.Day == wide.IssuedOn));

        Certificate bare = Full with { Scope = Full.Scope with { Facilities = [] } };
        Assert.Equal("2025-12-13 PS|V3|current|unknown +1", CaseCells.Of(bare).Lines(Cubes.CertificateCountries)[0]);
    }

    [Fact]
    public void Its_state_on_any_day_is_the_one_that_its_status_says_and_decisions_add_up()
    {
        Random random = new(20251213);
        for (int i = 0; i < 60; i++)
        {
            Cells sum = new();
            Certificate? last = null;
            foreach (Certificate after in States(random))
            {
                sum.Add(Cells.Difference(CaseCells.Of(last), CaseCells.Of(after)));
                last = after;
            }

            Assert.Empty(Cells.Difference(CaseCells.Of(last), sum));
            for (DateOnly day = last!.IssuedOn; day < last.IssuedOn.AddYears(5); day = day.AddDays(7))
            {
                string counted = Assert.Single(
                    sum.Where(at => at.Key.Cube == Cubes.Certificates && at.Key.Day <= day).GroupBy(at => at.Key[3]), state => state.Sum(at => at.Value) == 1).Key;
                Assert.Equal($"{CertificateStatus.On(last, day).State}", counted, ignoreCase: true);
            }
        }
    }

    private static IEnumerable<Certificate> States(Random random)
    {
        Certificate certificate = random.Next(2) == 0 ? Full : Provisional;
        yield return certificate;
        DateOnly day = certificate.IssuedOn;
        for (int i = 0; i < 10; i++)
        {
            day = day.AddDays(random.Next(200));
            Actor by = random.Next(4) == 0 ? Actor.Machine : Sample.Rae;
            CertificateCommand command = random.Next(12) switch
            {
                < 4 => new Suspend(by, "A complaint."),
                < 8 => new Reinstate(by, "Settled."),
                8 or 9 => new CertificateCommand.Convert(Sample.Rae, Sample.Audit(ended: "2026-01-20"), "As found."),
                10 => new Withdraw(Sample.Rae, "No answer."),
                _ => new Expire(),
            };
            if (Sample.Decide(certificate, command, $"{day:yyyy-MM-dd}") is Decision<Certificate>.Accepted accepted)
            {
                yield return certificate = accepted.Case;
            }
        }
    }
}
