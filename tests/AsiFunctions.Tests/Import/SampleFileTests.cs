using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Membership.MembershipClass;

namespace AsiFunctions.Tests.Import;

/// <summary>The made-up members say what M&amp;E Insights of March 2021 publishes, number by number.</summary>
public sealed class SampleFileTests
{
    private static readonly DateOnly Published = new(2021, 3, 23);

    private static readonly EarlierReading Reading = SampleFile.Read(SampleFile.Bytes);

    private static readonly Decision<Member>.Accepted[] Decisions = [.. SampleFile.TakenOver(Reading)];

    private static readonly Member[] Members = [.. Decisions.Select(decision => decision.Case)];

    private static readonly Certificate[] Certificates = [.. Decisions.SelectMany(Opened).OfType<Certificate>()];

    private static readonly Member[] OnPublished = [.. Members.Where(member => member.IsMemberOn(Published))];

    [Fact]
    public void It_has_no_fault() => Assert.Empty(Reading.Faults);

    [Theory]
    [InlineData("2015-12-31", 13)]
    [InlineData("2016-12-31", 22)]
    [InlineData("2017-12-31", 40)]
    [InlineData("2018-12-31", 72)]
    [InlineData("2019-09-30", 100)]
    [InlineData("2019-12-31", 109)]
    [InlineData("2020-03-31", 118)]
    [InlineData("2020-12-31", 143)]
    [InlineData("2021-03-23", 161)]
    public void There_are_as_many_members_as_were_published(string on, int members) =>
        Assert.Equal(members, MembershipFigures.Count(Members, DateOnly.Parse(on, null)).Total);

    [Fact]
    public void Every_year_grows_by_31_to_82_percent()
    {
        int[] totals = [.. Enumerable.Range(2015, 6).Select(year => MembershipFigures.Count(Members, new DateOnly(year, 12, 31)).Total)];
        IEnumerable<decimal> growth = totals.Zip(
            totals.Skip(1), (before, after) => decimal.Round(100m * (after - before) / before, 1, MidpointRounding.AwayFromZero));
        Assert.Equal([69.2m, 81.8m, 80.0m, 51.4m, 31.2m], growth);
    }

    [Fact]
    public void The_certifying_classes_are_65_percent()
    {
        IReadOnlyDictionary<MembershipClass, int> classes = MembershipFigures.Count(Members, Published).ByClass;
        Assert.Equal(
            [75, 30, 15, 11, 14, 16],
            [classes[ProductionAndTransformation], classes[IndustrialUsers], classes[CivilSociety], classes[DownstreamSupporters], classes[Associations], classes[GeneralSupporters]]);
        Assert.Equal(65, Percent(classes[ProductionAndTransformation] + classes[IndustrialUsers], 161));
    }

    [Fact]
    public void Production_and_Transformation_is_the_largest_class_at_the_end_of_every_year() => Assert.All(
        Enumerable.Range(2015, 6),
        year => Assert.Equal(
            ProductionAndTransformation, MembershipFigures.Count(Members, new DateOnly(year, 12, 31)).ByClass.MaxBy(row => row.Value).Key));

    [Fact]
    public void Medium_is_44_percent_of_turnover_and_micro_69_percent_of_staff()
    {
        ILookup<SizeBasis, SizeBand> bands = OnPublished.ToLookup(
            member => member.Sizes.On(Published).Basis, member => member.Sizes.On(Published).Band);
        SizeBand[] turnover = [.. bands[SizeBasis.Turnover]];
        SizeBand[] staff = [.. bands[SizeBasis.Staff]];
        Assert.Equal((132, 58, 44), (turnover.Length, turnover.Count(band => band is SizeBand.Medium), Percent(58, 132)));
        Assert.Equal((29, 20, 69), (staff.Length, staff.Count(band => band is SizeBand.Micro), Percent(20, 29)));
        Assert.Equal(Enum.GetValues<SizeBand>(), turnover.Distinct().Order());
        Assert.Equal(SizeBand.Medium, turnover.CountBy(band => band).MaxBy(row => row.Value).Key);
    }

    [Fact]
    public void Six_members_moved_between_IU_and_DS_in_both_directions()
    {
        (MembershipClass, MembershipClass)[] shifts =
        [
            .. Members.SelectMany(member => member.Classes.Rows.Zip(member.Classes.Rows.Skip(1)))
                .Where(pair => pair.Second.From <= Published)
                .Select(pair => (pair.First.Value, pair.Second.Value)),
        ];
        Assert.Equal(4, shifts.Count(shift => shift == (IndustrialUsers, DownstreamSupporters)));
        Assert.Equal(2, shifts.Count(shift => shift == (DownstreamSupporters, IndustrialUsers)));
        Assert.Equal(6, shifts.Length);
    }

    [Fact]
    public void Of_those_who_were_asked_and_answered_47_percent_heard_of_ASI_from_business_partners()
    {
        HeardAbout[] answers =
            [.. Members.Where(member => member.Joined.On <= Published).Select(member => member.Details.HeardAbout).OfType<HeardAbout>()];
        int partners = answers.Count(answer => answer.Choice == "business-partner-supplier-or-customer");
        Assert.Equal((60, 28, 47), (answers.Length, partners, Percent(partners, answers.Length)));
        Assert.Equal(62, Members.Count(member => member.Joined.On >= new DateOnly(2019, 11, 1)));
    }

    [Fact]
    public void Twelve_left_and_six_of_them_were_lost()
    {
        RetentionFigures six = RetentionFigures.Count(Members, new DateOnly(2015, 1, 1), new DateOnly(2020, 12, 31));
        Assert.Equal((12, 6, 6), (six.Ended, six.UnderAnotherMember, six.Lost));
        RetentionFigures published = RetentionFigures.Count(Members, new DateOnly(2015, 1, 1), Published);
        Assert.Equal((12, 161, 3.7m), (published.Ended, published.Denominator, decimal.Round(published.LostPercent!.Value, 1)));
        Assert.Equal(
            [MembershipEnd.AcquiredByMember, MembershipEnd.MergedWithMember, MembershipEnd.AbsorbedIntoGroup, MembershipEnd.OperationalPriorities],
            Members.Select(member => member.Status).OfType<MemberStatus.Ended>().Select(ended => ended.Reason).Distinct().Order());
    }

    [Fact]
    public void There_are_105_certificates_at_the_end_of_2020_and_106_on_the_day()
    {
        Certificate[] then = [.. Certificates.Where(certificate => certificate.IssuedOn <= new DateOnly(2020, 12, 31))];
        Assert.Equal(105, then.Length);
        Assert.Equal(74, then.Count(certificate => certificate.Standard.Standard is StandardCode.PerformanceStandard));
        Assert.Equal(31, then.Count(certificate => certificate.Standard.Standard is StandardCode.ChainOfCustody));
        Assert.Equal(106, Certificates.Count(certificate => certificate.IssuedOn <= Published));
    }

    [Fact]
    public void Sizes_changed_and_members_were_suspended_over_time()
    {
        Assert.True(Members.Sum(member => member.Sizes.Rows.Count - 1) >= 15);
        Assert.Equal(5, Members.Sum(member => member.Statuses.Rows.Count(row => row.Value is MemberStatus.Suspended)));
    }

    [Fact]
    public void Every_member_has_a_contact_of_its_own_at_example_org()
    {
        string[] addresses = [.. Members.Select(member => member.Details.Contacts!.Primary.Email)];
        Assert.All(addresses, address => Assert.EndsWith("@example.org", address, StringComparison.Ordinal));
        Assert.Equal(addresses.Length, addresses.Distinct().Count());
    }

    [Fact]
    public void Few_of_the_members_that_have_to_certify_are_late_when_they_are_taken_over()
    {
        Member[] certifying = [.. Members.Where(member => member.Status is not MemberStatus.Ended && member.Class.HasCertificationDuty)];
        DateOnly today = new(2026, 11, 22);
        HashSet<CaseId> certified =
        [
            .. Certificates
                .Where(certificate => certificate.Standard.Standard is StandardCode.PerformanceStandard
                    && CertificateStatus.On(certificate, today).IsInForce)
                .Select(certificate => certificate.Member),
        ];
        Assert.InRange(certifying.Count(member => !certified.Contains(member.Id)), 5, 20);
    }

    private static IEnumerable<ICase> Opened(Decision<Member>.Accepted decision) => decision.Effects.OfType<Effect.Open>().Select(open => open.Case);

    private static int Percent(int part, int whole) => (int)decimal.Round(100m * part / whole, MidpointRounding.AwayFromZero);
}
