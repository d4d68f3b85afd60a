namespace AsiFunctions.Tests.Import;

/// <summary>A few members of earlier records: one certified, one late, one of a class that does not certify, one that went into the first.</summary>
internal static class SmallFile
{
    public const string Certified = """
        record=member;member=M001;from=2016-05-01;name=Alder Smelting Sample Ltd;registration=S-1;country=NO;activities=aluminium-smelting casthouses;contact-name=Ada Sample;contact-email=ada@example.org
        record=class;member=M001;from=2016-05-01;class=PT
        record=size;member=M001;from=2016-05-01;turnover=250000000;year=2015
        record=size;member=M001;from=2020-05-01;turnover=1250000000;year=2019
        record=standing;member=M001;from=2018-03-01;status=suspended;reason=non_payment
        record=standing;member=M001;from=2018-04-10;status=active
        record=certificate;member=M001;from=2019-12-13;certificate=C1;standard=PS;version=V2;level=full;scope=North plant;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2019-10-01
        record=certificate;member=M001;from=2020-03-02;certificate=C2;standard=CoC;version=V1;level=full;scope=North plant;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2019-12-01
        record=certificate;member=M001;from=2022-12-01;certificate=C3;standard=PS;version=V3;level=full;scope=North plant;activities=casthouses;audit-type=recertification;audit-firm=Beacon Audits Sample Ltd;audit-ended=2022-10-01
        record=certificate;member=M001;from=2025-11-20;certificate=C4;standard=PS;version=V3;level=full;scope=North plant;activities=casthouses;audit-type=recertification;audit-firm=Beacon Audits Sample Ltd;audit-ended=2025-10-01
        """;

    public const string Late = """
        record=member;member=M002;from=2019-12-02;name=Brook Packaging Sample SA;registration=S-2;country=FR;activities=other-manufacturing-or-sale;contact-name=Bram Sample;contact-email=bram@example.org;heard-about=event
        record=class;member=M002;from=2019-12-02;class=IU
        record=size;member=M002;from=2019-12-02;turnover=5000000;year=2018
        """;

    public const string Forum = """
        record=member;member=M003;from=2017-02-01;name=Cedar Forum (sample);registration=S-3;country=DE;contact-name=Carla Sample;contact-email=carla@example.org
        record=class;member=M003;from=2017-02-01;class=CS
        record=size;member=M003;from=2017-02-01;staff=7.5
        """;

    public const string Gone = """
        record=member;member=M004;from=2017-06-01;name=Dapple Castings Sample Ltd;registration=S-4;country=NO;activities=casthouses;contact-name=Dario Sample;contact-email=dario@example.org
        record=class;member=M004;from=2017-06-01;class=PT
        record=size;member=M004;from=2017-06-01;turnover=20000000;year=2016
        record=end;member=M004;from=2019-03-01;reason=acquired_by_member;into=M001
        """;

    /// <summary>The last stands first: members may come in any order.</summary>
    public static byte[] Bytes { get; } = EarlierFile.Of($"{Gone}\n{Certified}\n{Late}\n{Forum}");
}
