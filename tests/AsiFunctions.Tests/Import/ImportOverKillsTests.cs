using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Import;

/// <summary>
/// The process dies at each request that an import sends to the table, before it is sent or after it was carried out; a new one goes on. Whatever the
/// instant: each member once, with all its own.
/// </summary>
public sealed class ImportOverKillsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<bool> BeforeAndAfter => [false, true];

    [Theory]
    [MemberData(nameof(BeforeAndAfter))]
    public async Task Each_member_is_taken_over_once_wherever_it_is_killed(bool carriedOut)
    {
        int writes = 0;
        for (int kill = 0; ; kill++)
        {
            await using ImportOffice office = await ImportOffice.OpenAsync(azurite);
            CaseId import = await office.CheckedAsync(SmallFile.Bytes);
            Assert.Equal(202, (await office.ApplyAsync(import)).Status);
            Guillotine blade = new(kill, carriedOut);
            bool survived = await DriveAsync(office, import, blade);
            writes = survived ? kill : writes;
            if (!survived)
            {
                await office.GoOnAsync(import);
            }

            await AssertTakenOverOnceAsync(office, import);
            if (survived)
            {
                break;
            }
        }

        // A transaction for each of four members, and one for the progress: fewer would mean that the blade fell into nothing.
        Assert.True(writes >= 5, $"only {writes} requests changed anything");
    }

    private async Task<bool> DriveAsync(ImportOffice office, CaseId import, Guillotine blade)
    {
        TableClientOptions tables = new();
        tables.Retry.MaxRetries = 0;
        tables.AddPolicy(blade, HttpPipelinePosition.PerRetry);
        TableServiceClient client = new(azurite.ConnectionString, tables);
        ServiceCollection parts = BackOfficeDesk.Parts(azurite.ConnectionString, office.Desk.Clock, new MailBag(), client);
        parts.AddSingleton(new CaseTable(client, office.Desk.Get<CaseTable>().Client.Name));
        await using ServiceProvider process = parts.BuildServiceProvider();
        try
        {
            await Driving.GoOnAsync(process, import);
            return true;
        }
        catch (Exception e) when (blade.HasFallen)
        {
            Assert.False(e is Xunit.Sdk.XunitException, e.ToString());
            return false;
        }
    }

    private static async Task AssertTakenOverOnceAsync(ImportOffice office, CaseId import)
    {
        MemberImport done = await office.FindAsync<MemberImport>(import);
        Assert.Equal(
            ("applied", 4, 4, 0, 0), (done.StateName, done.Progress.Done, done.Progress.Added, done.Progress.LeftCount, done.Progress.FaultCount));
        Assert.Equal(4, (await office.AllAsync<Member>(Member.Prefix)).Count);
        Assert.Equal(4, (await office.AllAsync<Certificate>(Certificate.Prefix)).Count);
        Assert.Single(await office.AllAsync<EntityRegister>(EntityRegister.Prefix));
        Assert.Equal(2, (await office.AllAsync<Duty>(Member.DutyPrefix)).Count);
        Assert.Equal((await office.MemberAsync("M001")).Id, Assert.IsType<MemberStatus.Ended>((await office.MemberAsync("M004")).Status).Into);
    }
}
