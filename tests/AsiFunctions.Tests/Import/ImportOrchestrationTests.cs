using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Import;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Import;

/// <summary>An import on the durable engine, and what its members live to see afterwards.</summary>
[Collection(nameof(OnAzurite))]
public sealed class ImportOrchestrationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_decision_wakes_the_import_and_who_is_late_is_suspended_with_the_whole_grace()
    {
        await using RunningOffice office = await RunningOffice.StartAsync(azurite, on: "2026-11-22");
        CaseId id = await BeginAsync(office);
        await office.MoveToAsync("2026-11-23");
        Assert.Equal("applied", (await office.CaseAsync<MemberImport>(id)).StateName);

        Member late = await MemberAsync(office, "M002");
        Assert.Equal(new MemberStatus.Suspended(SuspensionReason.CertificationOverdue, Text: null, ByDuty: true), late.Status);
        Assert.Equal(
            new DateOnly(2027, 5, 22), Assert.IsType<DutyState.Missed>((await office.CaseAsync<Duty>(late.Id.As(Member.DutyPrefix))).State).Grace.On);
        Assert.Equal(
            ["member certification-summary"],
            office.Mails(late.Id.As(Member.DutyPrefix)).Where(mail => mail.EndsWith("summary", StringComparison.Ordinal)).Order());

        Member certified = await MemberAsync(office, "M001");
        Assert.IsType<MemberStatus.Active>(certified.Status);
        Assert.Empty(office.Mails(certified.Id));
        Assert.Empty(office.Mails(certified.Id.As(Member.DutyPrefix)));
        Assert.Empty(await CertificateMailsAsync(office));
    }

    private static async Task<CaseId> BeginAsync(RunningOffice office)
    {
        ICaseStore cases = office.Get<ICaseStore>();
        ImportDesk desk = office.Get<ImportDesk>();
        Actor sasha = new("account-sasha", Role.Secretariat, "Sasha");
        (EarlierReading reading, KnownMembers known) = await desk.ReadAsync(SmallFile.Bytes, default);
        MemberImport import = await desk.BeginAsync(SmallFile.Bytes, reading, known, sasha, default);
        await cases.DecideAsync<MemberImport>(
            import.Id,
            (found, now) => MemberImportProcedure.Decide(found, new MemberImportCommand.Apply(sasha, Reason: null), now),
            options: null,
            default);
        return import.Id;
    }

    private static async Task<Member> MemberAsync(RunningOffice office, string key)
    {
        await foreach (Stored<Member> stored in office.Get<ICaseStore>().ListAsync<Member>(Member.Prefix, default))
        {
            if (stored.Case.Joined.Rule.StartsWith(key, StringComparison.Ordinal))
            {
                return stored.Case;
            }
        }

        throw new InvalidOperationException($"{key} was not taken over.");
    }

    private static async Task<List<string>> CertificateMailsAsync(RunningOffice office)
    {
        List<string> mails = [];
        await foreach (Stored<Certificate> stored in office.Get<ICaseStore>().ListAsync<Certificate>(Certificate.Prefix, default))
        {
            mails.AddRange(office.Mails(stored.Case.Id));
        }

        return mails;
    }
}
