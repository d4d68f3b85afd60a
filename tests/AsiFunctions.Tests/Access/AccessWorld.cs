using System.Text;
using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Access.Invitations;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using AsiFunctions.Notifications;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Access;

/// <summary>Accounts and invitations on a real table, with a clock that stands still and organisations that nobody else uses.</summary>
internal sealed class AccessWorld : IDisposable
{
    private static int organisations;

    private AccessWorld(TableServiceClient tables)
    {
        Settings = new AccessSettings(
            TestIssuer.Name,
            TestIssuer.Audience,
            new Uri("https://issuer.example.org/metadata"),
            [StaffEntry.Parse("olga.operator|Olga Operator|operator"), StaffEntry.Parse("sasha.secretariat|Sasha Secretariat|secretariat")],
            Period.OfDays(14));
        Keys = new SecretKeys([Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)])]);
        Accounts = new AccountStore(tables, Settings);
        Invitations = new InvitationStore(tables);
        Tokens = new InvitationTokens(Keys);
        Names = new OrganisationNames([Directory, Firms]);
        Mails = new InvitationMails(Invitations, Queue, NullLogger<InvitationMails>.Instance);
        Desk = new InvitationDesk(Invitations, Accounts, Mails, Keys, Settings, Clock, NullLogger<InvitationDesk>.Instance);
        AccountDesk = new AccountDesk(Accounts, Clock, NullLogger<AccountDesk>.Instance);
        Composer = new InvitationComposer(Invitations, Accounts, Tokens, Names, new PortalLinks("https://portal.example.org"), Clock);
    }

    public FrozenTime Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public TestIssuer Issuer { get; } = new();

    public AccessSettings Settings { get; }

    public SecretKeys Keys { get; }

    public AccountStore Accounts { get; }

    public AccountDesk AccountDesk { get; }

    public InvitationStore Invitations { get; }

    public InvitationTokens Tokens { get; }

    public InvitationMails Mails { get; }

    public InvitationDesk Desk { get; }

    public InvitationComposer Composer { get; }

    public OrganisationNames Names { get; }

    public FakeDirectory Directory { get; } = new(Organisation.MemberPrefix);

    public FakeDirectory Firms { get; } = new(Organisation.AuditFirmPrefix);

    public FakeQueue Queue { get; } = new();

    public static Person Operator { get; } = new(
        KeyOf("olga.operator").AccountId, "Olga Operator", Organisation.Asi, new HashSet<Role> { Role.Operator });

    public static async Task<AccessWorld> StartAsync(AzuriteFixture azurite)
    {
        TableServiceClient tables = new(azurite.ConnectionString);
        await tables.CreateTableIfNotExistsAsync(AccountStore.TableName);
        return new AccessWorld(tables);
    }

    public static PersonKey KeyOf(string subject) => new(TestIssuer.Name, subject);

    /// <summary>A member that no other test uses.</summary>
    public Organisation NewMember()
    {
        CaseId id = CaseId.From(Organisation.MemberPrefix, (ulong)Interlocked.Increment(ref organisations));
        Directory.Known[id] = new OrganisationEntry($"Member {id} Ltd", new FirstContact("first@example.org", "Fiona First", "en"));
        return Organisation.Of(id);
    }

    /// <summary>An audit firm that no other test uses.</summary>
    public Organisation NewFirm()
    {
        CaseId id = CaseId.From(Organisation.AuditFirmPrefix, (ulong)Interlocked.Increment(ref organisations));
        Firms.Known[id] = new OrganisationEntry($"Firm {id} Ltd", new FirstContact("first@example.org", "Fay First", "en"));
        return Organisation.Of(id);
    }

    /// <summary>Gives a made-up person an account.</summary>
    public async Task<Person> JoinAsync(Organisation organisation, string subject, params Role[] roles)
    {
        string unique = $"{subject}@{organisation}";
        Account account = new(
            KeyOf(unique).AccountId, subject, $"{subject}@example.org", "en", organisation, roles.ToHashSet(), Clock.Now, "IVT-x-1", EndedAt: null);
        Assert.NotNull(await Accounts.SaveAsync(account, replaced: null, default));
        return account.AsPerson();
    }

    public static HttpRequest Request(Caller caller, object? body = null, string query = "")
    {
        DefaultHttpContext context = new();
        context.SetCaller(caller);
        context.Request.QueryString = new QueryString(query);
        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Json.Options)));
        }

        return context.Request;
    }

    public async Task<Answer> InviteAsync(Person by, object body) =>
        await Answer.OfAsync<InvitePerson>(Request(by, body), r => new InvitePerson(Desk, Names, Clock).Run(r, default));

    public async Task<Answer> AcceptAsync(string token, string subject) => await Answer.OfAsync<AcceptInvitation>(
        Request(new Caller.Newcomer(KeyOf(subject), subject), new { token }),
        r => new AcceptInvitation(Invitations, Tokens, Accounts, Clock, NullLogger<AcceptInvitation>.Instance).Run(r, default));

    public async Task<Answer> EndAsync(Person by, string accountId) =>
        await Answer.OfAsync<EndAccount>(Request(by), r => new EndAccount(Accounts, AccountDesk).Run(r, accountId, default));

    public async Task<Answer> SetRolesAsync(Person by, string accountId, params Role[] roles) =>
        await Answer.OfAsync<SetAccountRoles>(Request(by, new { roles }), r => new SetAccountRoles(Accounts, AccountDesk).Run(r, accountId, default));

    /// <summary>The token that an invitation's message holds.</summary>
    public async Task<string> TokenOfAsync(CaseId invitation) => Tokens.TokenFor((await Invitations.FindAsync(invitation, default))!.Invitation);

    public void Dispose() => Issuer.Dispose();
}

internal sealed class FakeDirectory(string prefix) : IOrganisationDirectory
{
    public Dictionary<CaseId, OrganisationEntry> Known { get; } = [];

    public string Prefix => prefix;

    public Task<OrganisationEntry?> FindAsync(CaseId organisation, CancellationToken cancellation) =>
        Task.FromResult(Known.GetValueOrDefault(organisation));
}

internal sealed class FakeQueue : IMailQueue
{
    private readonly Lock gate = new();

    public List<MailOrder> Orders { get; } = [];

    public List<DateTimeOffset> Wakes { get; } = [];

    public bool Fails { get; set; }

    public Task SendAsync(IReadOnlyList<MailOrder> orders, CancellationToken cancellation)
    {
        if (Fails)
        {
            throw new IOException("The queue does not answer.");
        }

        lock (gate)
        {
            Orders.AddRange(orders);
        }

        return Task.CompletedTask;
    }

    public Task WakeAtAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        lock (gate)
        {
            Wakes.Add(at);
        }

        return Task.CompletedTask;
    }
}
