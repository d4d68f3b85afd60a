using AsiFunctions.Access;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Access;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Cases;

/// <summary>Whom a task can be given to, as the accounts know them.</summary>
public sealed class AccountColleaguesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_colleague_is_of_the_tasks_organisation_and_has_a_role_that_fits()
    {
        using AccessWorld world = await AccessWorld.StartAsync(azurite);
        Organisation firm = Organisation.Of(CaseId.From(Organisation.AuditFirmPrefix, 1));
        Person auditor = await world.JoinAsync(firm, "ada", Role.Auditor);
        Person lead = await world.JoinAsync(firm, "lea", Role.LeadAuditor);
        Person stranger = await world.JoinAsync(
            Organisation.Of(CaseId.From(Organisation.AuditFirmPrefix, 2)), "otto", Role.Auditor, Role.LeadAuditor);
        AccountColleagues colleagues = new(world.Accounts);
        CaseTask forAuditors = Task(Role.Auditor, firm.Id);
        CaseTask forLeads = Task(Role.LeadAuditor, firm.Id);

        Assert.Equal(auditor.AsActor(Role.Auditor), await colleagues.FindAsync(auditor.AccountId, forAuditors, default));
        Assert.Equal(lead.AsActor(Role.LeadAuditor), await colleagues.FindAsync(lead.AccountId, forAuditors, default));
        Assert.Equal(lead.AsActor(Role.LeadAuditor), await colleagues.FindAsync(lead.AccountId, forLeads, default));
        Assert.Null(await colleagues.FindAsync(auditor.AccountId, forLeads, default));
        Assert.Null(await colleagues.FindAsync(stranger.AccountId, forAuditors, default));
        Assert.Null(await colleagues.FindAsync("nobody", forAuditors, default));
    }

    [Fact]
    public async Task Who_has_left_is_no_colleague_any_more()
    {
        using AccessWorld world = await AccessWorld.StartAsync(azurite);
        Organisation member = world.NewMember();
        Person left = await world.JoinAsync(member, "mika", Role.Member);
        AccountColleagues colleagues = new(world.Accounts);
        Assert.NotNull(await colleagues.FindAsync(left.AccountId, Task(Role.Member, member.Id), default));

        Assert.Equal(204, (await world.EndAsync(AccessWorld.Operator, left.AccountId)).Status);

        Assert.Null(await colleagues.FindAsync(left.AccountId, Task(Role.Member, member.Id), default));
    }

    [Fact]
    public async Task Asis_tasks_go_to_asis_people()
    {
        using AccessWorld world = await AccessWorld.StartAsync(azurite);
        AccountColleagues colleagues = new(world.Accounts);
        string sasha = AccessWorld.KeyOf("sasha.secretariat").AccountId;

        Assert.Equal(Role.Secretariat, (await colleagues.FindAsync(sasha, Task(Role.Secretariat, organisation: null), default))?.Role);
        Assert.Null(await colleagues.FindAsync(sasha, Task(Role.Board, organisation: null), default));
        Assert.Null(await colleagues.FindAsync(sasha, Task(Role.Member, world.NewMember().Id), default));
    }

    private static CaseTask Task(Role role, CaseId? organisation) =>
        new(CaseId.From("ERR", 1), Number: 1, role, "run", "Weigh the ingots", new DateOnly(2026, 3, 1), Due: null, [], Organisation: organisation);
}
