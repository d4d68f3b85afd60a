using System.Text;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Import;

namespace AsiFunctions.Tests.Import;

/// <summary>Everything that is wrong with a file of earlier records is told by line and column, all at once.</summary>
public sealed class EarlierFileFaultTests
{
    /// <summary>A file with one member of each basis of size; lines of a test come after line 8.</summary>
    private const string Good = """
        record=member;member=M001;from=2016-05-01;name=Alder Smelting Sample Ltd;registration=S-1;country=NO;activities=aluminium-smelting casthouses;contact-name=Ada Sample;contact-email=ada@example.org
        record=class;member=M001;from=2016-05-01;class=PT
        record=size;member=M001;from=2016-05-01;turnover=250000000;year=2015
        record=certificate;member=M001;from=2019-12-13;certificate=C1;standard=PS;version=V2;level=full;scope=North plant;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2019-10-01;minors=2
        record=member;member=M002;from=2020-02-01;name=Brook Forum (sample);registration=S-2;country=DE;contact-name=Bram Sample;contact-email=bram@example.org;heard-about=event
        record=class;member=M002;from=2020-02-01;class=CS
        record=size;member=M002;from=2020-02-01;staff=7.5
        """;

    [Fact]
    public void A_good_file_has_no_fault()
    {
        EarlierReading reading = Read("");
        Assert.Empty(reading.Faults);
        Assert.Equal(["M001", "M002"], reading.Members.Select(member => member.Key));
    }

    [Theory]
    [InlineData("record=merger;member=M001;from=2020-01-01", "record", "not-offered", "member, class, size, standing, end, certificate")]
    [InlineData("record=class;member=;from=2020-01-01;class=IU", "member", "malformed", "write the member's key")]
    [InlineData("record=class;member=M 1;from=2020-01-01;class=IU", "member", "malformed", "letters, digits, dots and dashes")]
    [InlineData("record=class;member=M999;from=2020-01-01;class=IU", "member", "unknown", "no line 'member' of this key stands above")]
    [InlineData("record=class;member=M001;from=2020-01-01;class=XX", "class", "not-offered", "PT, IU, CS, DS, AS, GS")]
    [InlineData("record=class;member=M001;from=2020-01-01;class=", "class", "required", "write a class")]
    [InlineData("record=class;member=M001;from=;class=PT", "from", "required", "the first day on which it holds")]
    [InlineData("record=class;member=M001;from=31.12.2020;class=PT", "from", "malformed", "2020-12-31")]
    [InlineData("record=class;member=M001;from=2027-01-01;class=PT", "from", "out-of-range", "lies in the future")]
    [InlineData("record=class;member=M001;from=2016-04-30;class=PT", "from", "out-of-range", "joined on 2016-05-01 only")]
    [InlineData("record=class;member=M001;from=2016-05-01;class=PT", "from", "inconsistent", "line 3 holds from 2016-05-01 already")]
    [InlineData("record=class;member=M001;from=2020-01-01;class=IU", "class", "class-forced", "belong to Production and Transformation")]
    [InlineData("record=class;member=M002;from=2020-03-01;class=GS", "class", "size-basis", "measured by annual turnover")]
    [InlineData("record=class;member=M001;from=2020-01-01;class=PT;staff=9", "staff", "not-asked", "says nothing here")]
    [InlineData("record=size;member=M001;from=2020-01-01;staff=9", "staff", "size-basis", "not by staff")]
    [InlineData("record=size;member=M001;from=2020-01-01", "turnover", "required", "either the turnover")]
    [InlineData("record=size;member=M001;from=2020-01-01;turnover=1;year=2019;staff=9", "turnover", "required", "either the turnover")]
    [InlineData("record=size;member=M001;from=2020-01-01;turnover=1,000;year=2019", "turnover", "malformed", "digits only")]
    [InlineData("record=size;member=M001;from=2020-01-01;turnover=-1;year=2019", "turnover", "malformed", "0 or more")]
    [InlineData("record=size;member=M001;from=2020-01-01;turnover=1000", "year", "required", "financial year")]
    [InlineData("record=size;member=M001;from=2020-01-01;turnover=1000;year=20", "year", "out-of-range", "1990 to 2100")]
    [InlineData("record=size;member=M002;from=2020-03-01;staff=9;year=2019", "year", "not-asked", "leave the year empty")]
    [InlineData("record=standing;member=M001;from=2020-01-01;status=gone", "status", "not-offered", "active or suspended")]
    [InlineData("record=standing;member=M001;from=2020-01-01;status=suspended", "reason", "required", "why it was suspended")]
    [InlineData("record=standing;member=M001;from=2020-01-01;status=suspended;reason=bored", "reason", "not-offered", "non_payment")]
    [InlineData("record=standing;member=M001;from=2020-01-01;status=suspended;reason=other", "text", "reason-required", "in words")]
    [InlineData("record=standing;member=M001;from=2020-01-01;status=active;reason=non_payment", "reason", "not-asked", "only a suspension")]
    [InlineData("record=end;member=M001;from=2020-01-01;reason=bored", "reason", "not-offered", "operational_priorities")]
    [InlineData("record=end;member=M001;from=2020-01-01;reason=other", "text", "reason-required", "in words")]
    [InlineData("record=end;member=M001;from=2020-01-01;reason=expelled;into=M002", "into", "successor", "leave it empty")]
    [InlineData("record=end;member=M001;from=2020-01-01;reason=merged_with_member", "into", "successor", "name the member")]
    [InlineData("record=end;member=M001;from=2020-01-01;reason=merged_with_member;into=M001", "into", "successor", "into itself")]
    [InlineData("record=end;member=M001;from=2020-01-01;reason=merged_with_member;into=M777", "into", "unknown", "neither a member of this file")]
    [InlineData("record=end;member=M001;from=2016-05-01;reason=expelled", "from", "out-of-range", "it ends later")]
    [InlineData(
        "record=member;member=M001;from=2016-05-01;name=Other;registration=S-9;country=NO;contact-name=A;contact-email=a@example.org",
        "member",
        "doubled",
        "line 2 is of the same member")]
    public void A_line_is_told_with_what_is_wrong(string line, string column, string code, string says) => AssertFault(line, 9, column, code, says);

    [Theory]
    [InlineData("name=", "name", "required", "the legal name")]
    [InlineData("registration=", "registration", "required", "the register")]
    [InlineData("country=ZZ", "country", "unknown", "ISO 3166-1")]
    [InlineData("countries=NO XX", "countries", "unknown", "two capital letters")]
    [InlineData("website=example.org", "website", "malformed", "https://")]
    [InlineData("activities=baking", "activities", "not-offered", "bauxite-mining")]
    [InlineData("contact-name=", "contact-name", "required", "whom to write to")]
    [InlineData("contact-email=cara", "contact-email", "malformed", "name@example.org")]
    [InlineData("language=fr", "language", "not-offered", "en or zh")]
    [InlineData("heard-about=event", "heard-about", "not-asked", "not asked before 1 November 2019")]
    [InlineData("heard-about=event;from=2020-01-01", "", "", "")]
    [InlineData("heard-about=gossip;from=2020-01-01", "heard-about", "not-offered", "business-partner-supplier-or-customer")]
    [InlineData("heard-about=other;from=2020-01-01", "heard-about-text", "inconsistent", "told in words")]
    [InlineData("registration=S-1;name=ALDER SMELTING SAMPLE LTD", "registration", "doubled", "M001 (line 2) has the same name")]
    public void A_members_own_line_is_told_with_what_is_wrong(string change, string column, string code, string says)
    {
        string member = Changed(
            "record=member;member=M003;from=2019-01-01;name=Cedar Windows Sample SA;registration=S-3;country=FR;contact-name=Carla Sample;contact-email=carla@example.org",
            change);
        string from = member.Contains("from=2020-01-01", StringComparison.Ordinal) ? "2020-01-01" : "2019-01-01";
        string lines = $"{member}\nrecord=class;member=M003;from={from};class=GS\nrecord=size;member=M003;from={from};turnover=5;year=2018";
        if (column.Length == 0)
        {
            Assert.Empty(Read(lines).Faults);
            return;
        }

        AssertFault(lines, 9, column, code, says);
    }

    [Theory]
    [InlineData("certificate=", "certificate", "required", "number in the earlier records")]
    [InlineData("certificate=C1", "certificate", "doubled", "line 5 has the same number")]
    [InlineData("standard=ISO", "standard", "not-offered", "PS, CoC")]
    [InlineData("version=V9", "version", "unknown", "known are PS V2")]
    [InlineData("version=V3", "version", "not-auditable", "could not be audited against on 1 September 2020")]
    [InlineData("level=gold", "level", "not-offered", "full, provisional")]
    [InlineData("until=2020-01-01", "until", "inconsistent", "not before the first")]
    [InlineData("until=2024-06-30", "until", "reason-required", "valid until 2023-11-30")]
    [InlineData("activities=", "activities", "required", "that are certified")]
    [InlineData("activities=high-purity-alumina", "activities", "activity-not-offered", "from 2023-11-01 only")]
    [InlineData("country=ZZ", "country", "unknown", "ISO 3166-1")]
    [InlineData("audit-firm=", "audit-firm", "required", "audit firm")]
    [InlineData("audit-ended=2020-12-24", "audit-ended", "inconsistent", "before its audit has ended")]
    [InlineData("audit-type=picnic", "audit-type", "not-offered", "recertification")]
    [InlineData("majors=1", "level", "above-outcome", "provisional")]
    [InlineData("majors=9", "majors", "too-many-majors", "")]
    [InlineData("minors=x", "minors", "out-of-range", "0 to 200")]
    [InlineData("scope=", "scope", "required", "what is certified")]
    [InlineData("member=M002", "from", "class-not-certified", "only PT and IU")]
    [InlineData("until=2024-06-30;text=extended by the board", "", "", "")]
    public void A_certificate_is_told_with_what_is_wrong(string change, string column, string code, string says)
    {
        string line = Changed(
            "record=certificate;member=M001;from=2020-12-01;certificate=C2;standard=PS;version=V2;level=full;scope=South plant;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2020-09-01",
            change);
        if (column.Length == 0)
        {
            Assert.Empty(Read(line).Faults);
            return;
        }

        AssertFault(line, 9, column, code, says);
    }

    [Fact]
    public void Nobody_is_certified_before_joining() => AssertFault(
        """
        record=member;member=M003;from=2020-06-01;name=Cedar Casting Sample SA;registration=S-3;country=FR;activities=casthouses;contact-name=Carla Sample;contact-email=c@example.org
        record=class;member=M003;from=2020-06-01;class=PT
        record=size;member=M003;from=2020-06-01;turnover=5;year=2019
        record=certificate;member=M003;from=2020-05-01;certificate=C2;standard=PS;version=V2;level=full;scope=South;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2020-04-01
        """,
        12,
        "from",
        "out-of-range",
        "joined on 2020-06-01 only");

    [Fact]
    public void Nothing_follows_the_end_of_a_membership()
    {
        const string End = "record=end;member=M001;from=2019-01-01;reason=expelled\n";
        AssertFault(End, 5, "from", "out-of-range", "ended on 2019-01-01 (line 9)");
        AssertFault($"{End}record=end;member=M001;from=2020-01-01;reason=expelled", 10, "record", "doubled", "line 9 ends the membership already");
    }

    [Fact]
    public void Members_do_not_go_into_one_another_in_a_circle() => AssertFault(
        "record=end;member=M001;from=2021-01-01;reason=merged_with_member;into=M002\nrecord=end;member=M002;from=2021-01-01;reason=merged_with_member;into=M001",
        9,
        "into",
        "successor",
        "in a circle");

    [Fact]
    public void A_member_needs_a_class_and_a_size_from_the_day_of_joining()
    {
        const string Alone =
            "record=member;member=M003;from=2019-01-01;name=Cedar Sample SA;registration=S-3;country=FR;contact-name=Carla Sample;contact-email=c@example.org";
        AssertFault(Alone, 9, "member", "required", "add a line 'class' from 2019-01-01 for M003");
        AssertFault($"{Alone}\nrecord=class;member=M003;from=2019-02-01;class=GS", 10, "from", "inconsistent", "from the day of joining, 2019-01-01");
    }

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_their_lines()
    {
        EarlierReading reading = Read("record=class;member=M999;from=2020-01-01;class=IU\nrecord=size;member=M001;from=2030-01-01;turnover=x");
        Assert.Equal(["/lines/9/member", "/lines/10/turnover", "/lines/10/year", "/lines/10/from"], reading.Faults.Select(fault => fault.Pointer));
        Assert.Empty(reading.Members);
    }

    [Fact]
    public void A_column_that_is_missing_is_told_before_any_line()
    {
        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes("record,member\nmember,M001\n"));
        Assert.Contains(reading.Faults, fault => fault is { Pointer: "/lines/1/from", Code: FaultCodes.Required });
    }

    [Fact]
    public void A_column_that_stands_there_twice_is_told_since_one_of_the_two_would_be_lost()
    {
        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes($"{string.Join(',', EarlierColumns.All)},Class\nmember,M001\n"));
        Assert.Equal(("/lines/1/class", FaultCodes.Doubled), (Assert.Single(reading.Faults).Pointer, reading.Faults[0].Code));
    }

    [Fact]
    public void A_line_with_more_cells_than_columns_has_slipped()
    {
        string header = string.Join(',', EarlierColumns.All);
        string blanks = new(',', EarlierColumns.All.Count - 2);
        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes($"{header}\nmember,M001{blanks},,\nclass,M001{blanks},Ltd\n"));
        Fault fault = Assert.Single(reading.Faults, fault => LineOf(fault) == 3);
        Assert.Equal(("/lines/3/record", FaultCodes.Malformed), (fault.Pointer, fault.Code));
        Assert.DoesNotContain("Ltd", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one \"Ltd\"", "two \"Ltd\"", new[] { 3, 4, 5 })]
    [InlineData("\"one\" Ltd", "two", new[] { 3, 5 })]
    [InlineData("one", "\"two", new[] { 4 })]
    [InlineData("one", "\"two\"", new[] { 5 })]
    [InlineData("\"one", "two", new[] { 3 })]
    public void A_quote_in_the_wrong_place_does_not_hide_what_else_is_wrong(string first, string second, int[] lines)
    {
        string header = string.Join(',', EarlierColumns.All);
        string file = $"""
            {header}
            member,M001,2016-05-01
            standing,M001,2020-01-01,{Cells("text", first)},
            standing,M001,2020-02-01,{Cells("text", second)},
            merger,M002,2020-01-01
            """;

        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes(file));

        Assert.Equal(lines, reading.Faults.Where(fault => fault.Pointer.EndsWith("/record", StringComparison.Ordinal)).Select(LineOf));

        static string Cells(string column, string text) =>
            $"{new string(',', EarlierColumns.All.ToList().IndexOf(column) - 3)}{text}";
    }

    [Fact]
    public void Lines_that_cannot_be_read_do_not_hide_what_is_wrong_with_others_and_nothing_that_may_stand_there_is_missed()
    {
        string[] lines = Encoding.UTF8.GetString(EarlierFile.Of($"{Good}\nrecord=size;member=M002;from=2030-01-01;turnover=x")).Split('\n');
        lines[1] = $"{lines[1].TrimEnd('\r')}{new string(',', EarlierColumns.All.Count)}Ltd\r";

        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        Assert.Equal(
            ["/lines/2/record", "/lines/9/turnover", "/lines/9/year", "/lines/9/from"], reading.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void A_fault_in_a_members_own_line_does_not_hide_those_of_its_others()
    {
        EarlierReading reading = Read(
            """
            record=member;member=M003;from=2020-06-01;name=Cedar Casting Sample SA;registration=S-3;country=FR;activities=aluminium-smelting;contact-name=Carla Sample;contact-email=carla
            record=class;member=M003;from=2020-06-01;class=GS
            record=size;member=M003;from=2020-06-01;turnover=5;year=2019
            record=certificate;member=M003;from=2020-07-01;certificate=C9;standard=PS;version=V2;level=full;scope=South;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2020-06-20
            record=end;member=M003;from=2020-06-15;reason=expelled
            """);

        Assert.Equal(
            [
                ("/lines/9/contact-email", FaultCodes.Malformed),
                ("/lines/10/class", "class-forced"),
                ("/lines/12/from", "class-not-certified"),
                ("/lines/12/from", FaultCodes.OutOfRange),
            ],
            reading.Faults.Select(fault => (fault.Pointer, fault.Code)));
    }

    [Fact]
    public void A_line_of_nobody_or_of_a_member_that_is_there_already_is_read_all_the_same()
    {
        EarlierReading reading = Read(
            """
            record=size;member=M999;from=2030-01-01;turnover=x;year=2019
            record=member;member=M001;from=2016-05-01;name=Other;registration=S-9;country=NO;contact-name=A;contact-email=nowhere
            record=class;member=M 1;from=2020-01-01;class=XX
            """);

        Assert.Equal(
            [
                "/lines/9/member", "/lines/9/turnover", "/lines/9/from", "/lines/10/member", "/lines/10/contact-email", "/lines/11/member",
                "/lines/11/class",
            ],
            reading.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_lines_up_to_an_empty_cell_at_the_end()
    {
        string header = string.Join(',', EarlierColumns.All);
        string file = $"{header}\nmember,M001,2016-05-01\nstanding,M001,2020-01-01,\"Example\nmerger,M002,2020-01-01,\"\"";

        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes(file));

        Assert.Contains(reading.Faults, fault => fault is { Pointer: "/lines/3/record", Code: FaultCodes.Malformed });
    }

    [Fact]
    public void A_line_of_many_wrong_quotes_is_not_copied_for_each()
    {
        byte[] file = Encoding.UTF8.GetBytes($"{string.Join(',', EarlierColumns.All)}\n{string.Join(',', Enumerable.Repeat("a\"", 100_000))}\n");
        long before = GC.GetAllocatedBytesForCurrentThread();

        EarlierReading reading = SampleFile.Read(file);

        Assert.Equal("/lines/2/record", Assert.Single(reading.Faults).Pointer);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Theory]
    [InlineData("0216-05-01", FaultCodes.OutOfRange)]
    [InlineData("2016-13-01", FaultCodes.Malformed)]
    public void A_day_of_joining_that_cannot_be_is_not_held_against_other_lines_nor_hides_what_they_say(string joined, string code)
    {
        EarlierReading reading = Read(
            $"""
            record=member;member=M003;from={joined};name=Cedar Sample SA;registration=S-3;country=FR;activities=casthouses;contact-name=Carla Sample;contact-email=c@example.org
            record=class;member=M003;from=2016-05-01;class=PT
            record=size;member=M003;from=2016-05-01;turnover=5;year=2015
            record=end;member=M003;from=2018-05-01;reason=expelled
            record=size;member=M003;from=2019-05-01;turnover=5;year=2018
            """);

        Assert.Equal([("/lines/9/from", code), ("/lines/13/from", FaultCodes.OutOfRange)], reading.Faults.Select(fault => (fault.Pointer, fault.Code)));
    }

    [Fact]
    public void Lines_above_their_members_own_are_told_so_and_are_not_missed_below()
    {
        EarlierReading reading = Read(
            """
            record=class;member=M003;from=2016-05-01;class=GS
            record=member;member=M003;from=2016-05-01;name=Cedar Sample SA;registration=S-3;country=FR;contact-name=Carla Sample;contact-email=c@example.org
            record=size;member=M003;from=2016-05-01;turnover=5;year=2015
            """);

        Assert.Equal([("/lines/9/member", FaultCodes.Unknown)], reading.Faults.Select(fault => (fault.Pointer, fault.Code)));
    }

    [Fact]
    public void A_reason_that_cannot_be_read_is_not_asked_for_too()
    {
        string tooLong = new('x', 1_001);
        EarlierReading reading = Read(
            $"""
            record=certificate;member=M001;from=2020-12-01;certificate=C2;standard=PS;version=V2;level=full;until=2024-06-30;scope=;activities=casthouses;audit-firm=Beacon Audits Sample Ltd;audit-ended=2020-09-01;majors=1;text={tooLong}
            record=end;member=M002;from=2021-01-01;reason=other;text={tooLong}
            """);

        Assert.Equal(
            [
                ("/lines/9/scope", FaultCodes.Required), ("/lines/9/text", FaultCodes.TooLong), ("/lines/9/level", "above-outcome"),
                ("/lines/10/text", FaultCodes.TooLong),
            ],
            reading.Faults.Select(fault => (fault.Pointer, fault.Code)));
    }

    [Fact]
    public void All_that_is_wrong_with_a_certificate_is_told_at_once()
    {
        EarlierReading reading = Read(
            "record=certificate;member=M001;from=2020-12-01;certificate=;standard=PS;version=V9;level=full;until=2024-06-30;scope=South plant;activities=casthouses;country=ZZ;audit-firm=Beacon Audits Sample Ltd;audit-ended=2020-12-24");

        Assert.Equal(
            ["/lines/9/certificate", "/lines/9/country", "/lines/9/version", "/lines/9/audit-ended", "/lines/9/until"],
            reading.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Blank_lines_count_where_a_fault_is_told_by_its_line()
    {
        string header = string.Join(',', EarlierColumns.All);
        string blanks = new(',', EarlierColumns.All.Count - 2);
        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes($"\r\n{header}\r\n\r\n{blanks},\r\n\r\nmerger,M001{blanks}\r\n\r\n"));
        Assert.Equal("/lines/6/record", Assert.Single(reading.Faults).Pointer);
    }

    [Fact]
    public void What_is_not_UTF_8_is_told_by_its_line()
    {
        byte[] file = [.. Encoding.UTF8.GetBytes($"{string.Join(',', EarlierColumns.All)}\nmember,M001\nmember,"), 0xFC, (byte)'\n'];
        Fault fault = Assert.Single(SampleFile.Read(file).Faults);
        Assert.Equal(("/lines/3/record", FaultCodes.Malformed), (fault.Pointer, fault.Code));
    }

    [Fact]
    public void A_header_alone_is_no_file()
    {
        EarlierReading reading = SampleFile.Read(Encoding.UTF8.GetBytes($"{string.Join(',', EarlierColumns.All)}\n\n"));
        Assert.Equal(("/lines/1/record", FaultCodes.Required), (Assert.Single(reading.Faults).Pointer, reading.Faults[0].Code));
    }

    [Theory]
    [InlineData("name=Cedar\r\nBcc: all@example.org", "name")]
    [InlineData("name=Cedar \u202Etd", "name")]
    [InlineData("contact-name=Carla\u0000", "contact-name")]
    [InlineData("address=Mill Lane\u0007", "address")]
    [InlineData("address=Mill Lane 1\n1000 Sampletown", "")]
    public void Texts_are_held_to_what_the_forms_hold_theirs_to(string change, string column)
    {
        Dictionary<string, string> cells = EarlierFile.Cells(
            "record=member;member=M003;from=2019-01-01;name=Cedar Sample SA;registration=S-3;country=FR;contact-name=Carla Sample;contact-email=c@example.org");
        string[] parts = change.Split('=', 2);
        cells[parts[0]] = parts[1];
        EarlierLine[] lines =
        [
            new(2, cells),
            new(3, EarlierFile.Cells("record=class;member=M003;from=2019-01-01;class=GS")),
            new(4, EarlierFile.Cells("record=size;member=M003;from=2019-01-01;turnover=5;year=2018")),
        ];
        Assert.Equal(
            column.Length == 0 ? [] : [($"/lines/2/{column}", FaultCodes.ControlCharacter)],
            EarlierRecords.Read(lines, [], SampleFile.FactsOn("2026-11-22")).Faults.Select(fault => (fault.Pointer, fault.Code)));
    }

    [Fact]
    public void Nobody_joins_before_there_were_terms() => AssertFault(
        """
        record=member;member=M003;from=0215-06-01;name=Cedar Casting Sample SA;registration=S-3;country=FR;activities=casthouses;contact-name=Carla Sample;contact-email=c@example.org
        record=class;member=M003;from=0215-06-01;class=PT
        record=size;member=M003;from=0215-06-01;turnover=5;year=2014
        """,
        9,
        "from",
        "out-of-range",
        "on record from 2015-06-01 only");

    [Fact]
    public void Nobodys_address_is_repeated_in_a_message()
    {
        string line =
            "record=member;member=M003;from=2019-01-01;name=Cedar Sample SA;registration=S-3;country=FR;contact-name=Carla Sample;contact-email=carla at home";
        Assert.DoesNotContain(Read(line).Faults, fault => fault.Message.Contains("carla", StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertFault(string lines, int number, string column, string code, string says)
    {
        EarlierReading reading = Read(lines);
        Fault? fault = reading.Faults.FirstOrDefault(fault => fault.Pointer == $"/lines/{number}/{column}" && fault.Code == code);
        Assert.True(fault is not null, string.Join('\n', reading.Faults));
        Assert.StartsWith($"Line {number}: {column}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Empty(reading.Members);
    }

    private static int LineOf(Fault fault) => int.Parse(fault.Pointer.Split('/')[2], null);

    private static EarlierReading Read(string more) => SampleFile.Read(EarlierFile.Of($"{Good}\n{more}"));

    private static string Changed(string line, string changes)
    {
        Dictionary<string, string> cells = EarlierFile.Cells(line);
        foreach ((string column, string text) in EarlierFile.Cells(changes))
        {
            cells[column] = text;
        }

        return string.Join(';', cells.Select(cell => $"{cell.Key}={cell.Value}"));
    }
}
