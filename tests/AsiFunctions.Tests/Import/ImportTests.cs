using AsiFunctions.Certification.Duties;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Import;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Import;

public sealed class ImportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_file_with_a_fault_stores_nothing()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        Answer answer = await office.SendAsync(EarlierFile.Of($"{SmallFile.Late}\nrecord=class;member=M002;from=2030-01-01;class=PT"));
        Assert.Equal(400, answer.Status);
        Assert.Equal(["/lines/5/from out-of-range"], answer.Faults);
        Assert.Empty(await office.AllAsync<MemberImport>(MemberImport.Prefix));
    }

    [Fact]
    public async Task Hundreds_of_faults_are_cut_and_the_rest_is_counted()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        Answer answer = await office.SendAsync(
            EarlierFile.Of(string.Join('\n', Enumerable.Range(0, 250).Select(i => $"record=class;member=M{i};from=2020-01-01;class=PT"))));
        Assert.Equal(201, answer.Faults.Count());
        Assert.Contains("There are 50 more faults", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_is_refused()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        Answer answer = await office.Desk.CallAsync<ImportMembers>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: "{}");
        Assert.Equal(415, answer.Status);
    }

    [Fact]
    public async Task The_dry_run_says_what_it_would_do_and_takes_nobody_over()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        CaseId id = await office.CheckedAsync(SmallFile.Bytes);
        MemberImport import = await office.FindAsync<MemberImport>(id);
        Assert.Equal("checked", import.StateName);
        Assert.Equal(new ImportPlanned(4, 4, 0, 0, ClassChanges: 0, SizeChanges: 1, Suspensions: 1, Exits: 1, Certificates: 4), import.Planned);
        await office.GoOnAsync(id);
        Assert.Empty(await office.AllAsync<Member>(Member.Prefix));
    }

    [Fact]
    public async Task The_same_content_is_the_same_import_even_at_once()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        Answer[] answers = await Task.WhenAll(
            office.SendAsync(SmallFile.Bytes), office.SendAsync(SmallFile.Bytes), office.SendAsync(SmallFile.Bytes));
        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Single(await office.AllAsync<MemberImport>(MemberImport.Prefix));
    }

    [Fact]
    public async Task An_idempotency_key_is_of_one_content()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        string key = Guid.NewGuid().ToString();
        Assert.Equal(201, (await office.SendAsync(SmallFile.Bytes, key)).Status);
        Assert.Equal(201, (await office.SendAsync(SmallFile.Bytes, key)).Status);
        Assert.Equal(422, (await office.SendAsync(EarlierFile.Of(SmallFile.Late), key)).Status);
        Assert.Equal(400, (await office.SendAsync(SmallFile.Bytes, "a b")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_with_as_many_certificates_as_may_come_fits_into_its_transaction(bool followOneAnother)
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        string line = SmallFile.Certified.Split('\n').First(one => one.Contains("certificate=C1", StringComparison.Ordinal));
        IEnumerable<string> certificates = Enumerable.Range(0, EarlierMember.MostCertificates).Select(i => line
            .Replace("certificate=C1", $"certificate=D{i}", StringComparison.Ordinal)
            .Replace("from=2019-12-13", $"from=2019-12-{13 + i}", StringComparison.Ordinal)
            .Replace("scope=North plant", followOneAnother ? "scope=North plant" : $"scope=Plant {i}", StringComparison.Ordinal));
        string[] others = [.. SmallFile.Certified.Split('\n').Where(one => !one.StartsWith("record=certificate", StringComparison.Ordinal))];

        MemberImport import = await office.ImportAsync(EarlierFile.Of(string.Join('\n', [.. others, .. certificates])));

        Assert.Empty(import.Progress.Faults);
        Assert.Equal(1, import.Progress.Added);
        Assert.Equal(EarlierMember.MostCertificates, (await office.AllAsync<Certificate>(Certificate.Prefix)).Count);
    }

    [Fact]
    public async Task A_member_comes_with_its_whole_history()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        MemberImport import = await office.ImportAsync(SmallFile.Bytes);
        Assert.Equal("applied", import.StateName);
        Assert.Equal(
            (4, 4, 0, 0, 0),
            (import.Progress.Done, import.Progress.Added, import.Progress.Same, import.Progress.LeftCount, import.Progress.FaultCount));

        Member certified = await office.MemberAsync("M001");
        Assert.Equal((SizeBand.Medium, SizeBand.Large), (certified.Sizes.On(new DateOnly(2020, 4, 30)).Band, certified.Size.Band));
        Assert.IsType<MemberStatus.Suspended>(certified.Statuses.On(new DateOnly(2018, 3, 15)));
        Assert.IsType<MemberStatus.Active>(certified.Status);
        Assert.Equal(new JoinDate(new DateOnly(2016, 5, 1), JoinEvent.EarlierRecords, "M001 of the earlier records"), certified.Joined);

        Member gone = await office.MemberAsync("M004");
        Assert.Equal(new MemberStatus.Ended(MembershipEnd.AcquiredByMember, Text: null, certified.Id), gone.Status);
        Assert.Null(await office.Cases.FindAsync<Duty>(gone.Id.As(Member.DutyPrefix), default));
        Assert.Null(await office.Cases.FindAsync<Duty>((await office.MemberAsync("M003")).Id.As(Member.DutyPrefix), default));
    }

    [Fact]
    public async Task Certificates_come_as_they_stand_today()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        await office.ImportAsync(SmallFile.Bytes);
        Member member = await office.MemberAsync("M001");
        EntityRegister register = await office.FindAsync<EntityRegister>(member.Id.As(EntityRegister.Prefix));
        Assert.Equal(["North plant"], register.Facilities.Select(facility => facility.Name));
        Assert.Equal(["North plant", "North plant (CoC)"], register.Scopes.Select(scope => scope.Name));
        Dictionary<string, Certificate> certificates = (await office.AllAsync<Certificate>(Certificate.Prefix))
            .ToDictionary(found => found.TakenOver![..2]);
        Assert.Equal(
            ["C1 superseded", "C2 expired", "C3 superseded", "C4 full"],
            certificates.Values.OrderBy(found => found.TakenOver).Select(found => $"{found.TakenOver![..2]} {found.StateName}"));
        Assert.Equal(certificates["C3"].Id, Assert.IsType<CertificateRecord.Supersession>(Assert.Single(certificates["C1"].Records)).Successor);
        Assert.Equal(new DateOnly(2019, 12, 13), certificates["C4"].CertifiedSince);
        Assert.Equal([certificates["C1"].Id, certificates["C3"].Id, certificates["C4"].Id], register.Scopes[0].Certificates);

        Duty duty = await office.FindAsync<Duty>(member.Id.As(Member.DutyPrefix));
        Assert.Equal((GoalKind.Recertification, new DateOnly(2028, 11, 19)), (duty.Goal!.Kind, duty.Goal.Due.On));
        Assert.DoesNotContain(duty.Obligations, obligation => obligation.Due.On < new DateOnly(2026, 11, 22));
    }

    [Fact]
    public async Task Nobody_is_written_to_but_for_one_summary_of_a_duty_that_is_late()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        await office.ImportAsync(SmallFile.Bytes);
        Duty late = await office.FindAsync<Duty>((await office.MemberAsync("M002")).Id.As(Member.DutyPrefix));
        (CaseId about, Effect.SendMail summary) = await office.Desk.Mail.NextAsync();
        Assert.Equal((late.Id, DutyMail.Summary, Role.Member), (about, summary.Template, summary.To));

        // A message of our own is the next: there was none between.
        await office.Cases.DecideAsync<Member>(
            (await office.MemberAsync("M003")).Id,
            (member, now) => MemberProcedure.Decide(
                member, new MemberCommand.Suspend(Actor.Machine with { Id = "account-sasha", Role = Role.Secretariat }, SuspensionReason.NonPayment, Text: null), now),
            options: null,
            default);
        Assert.Equal(MembershipMail.Suspended, (await office.Desk.Mail.NextAsync()).Mail.Template);
    }

    [Fact]
    public async Task The_daily_comparison_finds_nothing_left_to_do()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        await office.ImportAsync(SmallFile.Bytes);
        DutyComparison found = await office.Desk.Get<DutyComparer>().RunAsync(default);
        Assert.Equal((2, 0, 0, 0), (found.Members, found.Begun, found.Ended, found.Mended));
    }

    [Fact]
    public async Task An_import_is_taken_over_once()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        MemberImport import = await office.ImportAsync(SmallFile.Bytes);
        Answer again = await office.ApplyAsync(import.Id);
        Assert.Equal((409, "already-decided"), (again.Status, again.Code));
        Assert.Equal(import.Id, await office.CheckedAsync(SmallFile.Bytes));
    }

    [Fact]
    public async Task A_longer_file_adds_only_who_is_missing()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        await office.ImportAsync(EarlierFile.Of($"{SmallFile.Certified}\n{SmallFile.Late}"));
        office.Desk.Clock.Advance(TimeSpan.FromDays(1));
        MemberImport longer = await office.ImportAsync(SmallFile.Bytes);
        Assert.Equal((2, 2, 0), (longer.Planned.New, longer.Planned.Same, longer.Planned.Different));
        Assert.Equal((2, 2, 0), (longer.Progress.Added, longer.Progress.Same, longer.Progress.LeftCount));
        Assert.Equal(4, (await office.AllAsync<Member>(Member.Prefix)).Count);
    }

    [Fact]
    public async Task Of_two_with_one_name_the_second_is_taken_though_the_first_is_here_already()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        await office.ImportAsync(EarlierFile.Of(SmallFile.Forum));
        office.Desk.Clock.Advance(TimeSpan.FromDays(1));
        string namesake = SmallFile.Forum.Replace("M003", "M005", StringComparison.Ordinal).Replace("S-3", "S-5", StringComparison.Ordinal);
        MemberImport both = await office.ImportAsync(EarlierFile.Of($"{SmallFile.Forum}\n{namesake}"));
        Assert.Equal((1, 1, 0), (both.Planned.New, both.Planned.Same, both.Planned.Different));
        Assert.Equal((1, 1, 0), (both.Progress.Added, both.Progress.Same, both.Progress.LeftCount));
    }

    [Fact]
    public async Task A_member_that_is_here_with_other_facts_is_left_as_it_is()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        await office.ImportAsync(SmallFile.Bytes);
        Member before = await office.MemberAsync("M002");
        office.Desk.Clock.Advance(TimeSpan.FromDays(1));
        MemberImport other = await office.ImportAsync(
            EarlierFile.Of($"{SmallFile.Late}\nrecord=size;member=M002;from=2024-01-01;turnover=70000000;year=2023"));
        Assert.Equal([new LeftMember("M002", before.Id)], other.Progress.Left);
        Assert.Equal((0, 0, 1), (other.Planned.New, other.Planned.Same, other.Planned.Different));
        Assert.Single((await office.MemberAsync("M002")).Sizes.Rows);
    }

    [Fact]
    public async Task A_member_that_joined_here_under_the_same_name_is_not_doubled()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite, on: "2026-10-20");
        CaseId joined = await office.Desk.JoinAsync(name: "Brook Packaging Sample SA");
        MemberImport import = await office.ImportAsync(EarlierFile.Of(SmallFile.Late));
        Assert.Equal([new LeftMember("M002", joined)], import.Progress.Left);
        Assert.Single(await office.AllAsync<Member>(Member.Prefix));
    }

    [Fact]
    public async Task The_made_up_members_are_all_taken_over_and_count_161_on_the_day()
    {
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
        MemberImport import = await office.ImportAsync(SampleFile.Bytes);
        Assert.Equal((173, 173, 0), (import.Progress.Done, import.Progress.Added, import.Progress.FaultCount));
        List<Member> members = await office.AllAsync<Member>(Member.Prefix);
        Assert.Equal(161, MembershipFigures.Count(members, new DateOnly(2021, 3, 23)).Total);
        Assert.Equal(
            106, (await office.AllAsync<Certificate>(Certificate.Prefix)).Count(certificate => certificate.IssuedOn <= new DateOnly(2021, 3, 23)));
    }
}
