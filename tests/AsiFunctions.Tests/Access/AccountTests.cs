using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Access;

public sealed class AccountTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_member_admin_ends_a_leavers_account_and_doing_it_again_changes_nothing()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.Member, Role.MemberAdmin);
        Person leaver = await asi.JoinAsync(member, "leo", Role.Member);

        Assert.Equal(204, (await asi.EndAsync(admin, leaver.AccountId)).Status);
        DateTimeOffset? ended = (await asi.Accounts.FindAsync(leaver.AccountId, default))!.Account.EndedAt;
        asi.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(204, (await asi.EndAsync(admin, leaver.AccountId)).Status);

        Assert.Equal(ended, (await asi.Accounts.FindAsync(leaver.AccountId, default))!.Account.EndedAt);
    }

    [Fact]
    public async Task The_last_member_admin_stays_until_there_is_another()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.Member, Role.MemberAdmin);
        Person colleague = await asi.JoinAsync(member, "cora", Role.Member);

        Assert.Equal("last-admin", (await asi.EndAsync(admin, admin.AccountId)).Code);
        Assert.Equal("last-admin", (await asi.SetRolesAsync(admin, admin.AccountId, Role.Member)).Code);

        Assert.Equal(200, (await asi.SetRolesAsync(admin, colleague.AccountId, Role.Member, Role.MemberAdmin)).Status);
        Assert.Equal(204, (await asi.EndAsync(admin, admin.AccountId)).Status);
    }

    [Fact]
    public async Task Two_admins_who_end_each_other_at_once_do_not_leave_the_member_without_one()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        for (int i = 0; i < 5; i++)
        {
            Organisation member = asi.NewMember();
            Person one = await asi.JoinAsync(member, "one", Role.MemberAdmin);
            Person two = await asi.JoinAsync(member, "two", Role.MemberAdmin);

            await Task.WhenAll(asi.EndAsync(one, two.AccountId), asi.EndAsync(two, one.AccountId));

            Assert.Contains(await ListAsync(asi, member), account => account.IsActive);
        }
    }

    [Fact]
    public async Task The_operator_may_end_the_last_member_admin()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Person admin = await asi.JoinAsync(asi.NewMember(), "ada", Role.MemberAdmin);

        Assert.Equal(204, (await asi.EndAsync(AccessWorld.Operator, admin.AccountId)).Status);
    }

    [Fact]
    public async Task A_member_ends_their_own_account_but_nobody_elses()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        Person mia = await asi.JoinAsync(member, "mia", Role.Member);
        Person max = await asi.JoinAsync(member, "max", Role.Member);

        Assert.Equal(404, (await asi.EndAsync(mia, max.AccountId)).Status);
        Assert.Equal(204, (await asi.EndAsync(mia, mia.AccountId)).Status);
    }

    [Fact]
    public async Task Of_another_members_people_an_admin_learns_nothing()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Person admin = await asi.JoinAsync(asi.NewMember(), "ada", Role.MemberAdmin);
        Person stranger = await asi.JoinAsync(asi.NewMember(), "stan", Role.Member);

        Assert.Equal(404, (await asi.EndAsync(admin, stranger.AccountId)).Status);
        Assert.Equal(404, (await asi.SetRolesAsync(admin, stranger.AccountId, Role.Member)).Status);
        Assert.Equal(404, (await GetAsync(asi, admin, $"?organisation={stranger.Organisation}")).Status);
        Assert.Equal(404, (await asi.EndAsync(admin, new string('0', 32))).Status);
        Assert.Equal(404, (await asi.EndAsync(admin, "no/such'id")).Status);
    }

    [Fact]
    public async Task An_admin_sees_their_own_people_and_the_secretariat_everybodys()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        Person leaver = await asi.JoinAsync(member, "leo", Role.Member);
        await asi.EndAsync(admin, leaver.AccountId);
        Person secretary = new(AccessWorld.KeyOf("sasha.secretariat").AccountId, "Sasha", Organisation.Asi, new HashSet<Role> { Role.Secretariat });

        Assert.Equal([admin.AccountId], Ids(await GetAsync(asi, admin, "")));
        Assert.Equal(2, Ids(await GetAsync(asi, admin, "?ended=true")).Length);
        Assert.Equal([admin.AccountId], Ids(await GetAsync(asi, secretary, $"?organisation={member}")));
    }

    [Fact]
    public async Task Roles_must_be_roles_of_the_organisations_people()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);

        Assert.Equal(400, (await asi.SetRolesAsync(admin, admin.AccountId, Role.MemberAdmin, Role.Operator)).Status);
        Assert.Equal(400, (await asi.SetRolesAsync(admin, admin.AccountId)).Status);
    }

    [Fact]
    public async Task Staff_of_the_settings_are_changed_in_the_settings()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);

        Assert.Equal("configured", (await asi.EndAsync(AccessWorld.Operator, AccessWorld.Operator.AccountId)).Code);
        Assert.Contains(await ListAsync(asi, Organisation.Asi), account => account.Name == "Sasha Secretariat");
    }

    [Fact]
    public async Task An_erased_person_has_no_name_no_address_and_no_access_but_keeps_the_id()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Person mia = await asi.JoinAsync(asi.NewMember(), "mia", Role.Member);

        Answer erased = await Answer.OfAsync<ErasePerson>(
            AccessWorld.Request(AccessWorld.Operator), r => new ErasePerson(asi.AccountDesk).Run(r, mia.AccountId, default));

        Assert.Equal(204, erased.Status);
        Account account = (await asi.Accounts.FindAsync(mia.AccountId, default))!.Account;
        Assert.Equal((null, null, false), (account.Name, account.Email, account.IsActive));
    }

    private static async Task<Answer> GetAsync(AccessWorld asi, Person by, string query) =>
        await Answer.OfAsync<GetAccounts>(AccessWorld.Request(by, query: query), r => new GetAccounts(asi.Accounts).Run(r, default));

    private static string[] Ids(Answer answer) =>
        [.. answer.Body.GetProperty("items").EnumerateArray().Select((JsonElement item) => item.GetProperty("id").GetString()!)];

    private static async Task<List<Account>> ListAsync(AccessWorld asi, Organisation organisation)
    {
        List<Account> accounts = [];
        await foreach (Account account in asi.Accounts.ListAsync(organisation, default))
        {
            accounts.Add(account);
        }

        return accounts;
    }
}
