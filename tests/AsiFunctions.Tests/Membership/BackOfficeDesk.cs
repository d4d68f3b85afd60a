using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Assurance;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Certification;
using AsiFunctions.Dashboard;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Import;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys;
using AsiFunctions.Tests.OpenApi.Checking;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Membership;

/// <summary>
/// The membership functions on a real table storage, with a clock that stands where the test puts it. Requests are as the host makes them once
/// the authorisation has let them through; <see cref="AdvanceAsync"/> is what the orchestration does when it wakes.
/// </summary>
internal sealed class BackOfficeDesk : IAsyncDisposable
{
    public static readonly Person Sasha = Staff("sasha", Role.Secretariat);
    public static readonly Person Bo = Staff("bo", Role.Board);
    public static readonly Person Bela = Staff("bela", Role.Board);

    private readonly ServiceProvider services;

    private BackOfficeDesk(ServiceProvider services, FrozenTime clock, MailBag mail)
    {
        this.services = services;
        Clock = clock;
        Mail = mail;
    }

    public FrozenTime Clock { get; }

    public MailBag Mail { get; }

    public static async Task<BackOfficeDesk> OpenAsync(
        string storage,
        string on = "2026-01-05",
        TableServiceClient? client = null,
        Action<IServiceCollection>? replace = null,
        bool prepared = false)
    {
        FrozenTime clock = new(new DateTimeOffset(DateOnly.Parse(on, null), new TimeOnly(12, 0), TimeSpan.Zero));
        MailBag mail = new();
        ServiceCollection parts = Parts(storage, clock, mail, client);
        replace?.Invoke(parts);
        ServiceProvider provider = parts.BuildServiceProvider();
        if (!prepared)
        {
            await provider.GetRequiredService<TableSetup>().CreateAsync(default);
        }

        await provider.GetRequiredService<OutboxRelay>().StartAsync(default);
        return new BackOfficeDesk(provider, clock, mail);
    }

    /// <summary>The services of the app that need no host.</summary>
    public static ServiceCollection Parts(string storage, TimeProvider clock, IOutboxHandler mail, TableServiceClient? client = null)
    {
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["Membership:SecretariatMailbox"] = "secretariat@example.org",
            ["Membership:BoardMailbox"] = "board@example.org",
        }).Build();
        ServiceCollection parts = new();
        parts.AddLogging();
        parts.AddSingleton(clock);
        parts.AddSingleton(new SecretKeys([Convert.ToBase64String(Encoding.UTF8.GetBytes("a key of at least 32 bytes, for tests"))]));
        parts.AddSingleton<CaseKeys>();
        parts.AddSingleton(PortalLinks.Read(settings));
        parts.AddSingleton(mail);
        parts.AddSingleton(new AccessSettings(
            "https://issuer.example.org", "asi-back-office", new Uri("https://issuer.example.org/metadata"), [], Period.OfDays(14)));
        parts.AddTable(AccountStore.TableName);
        parts.AddSingleton<AccountStore>();
        if (client is not null)
        {
            parts.AddSingleton(client);
        }

        parts.AddHttpHabits(settings);
        parts.AddStorage(settings);
        parts.AddCases();
        parts.AddForms(settings);
        parts.AddMembership(settings);
        parts.AddCertification(settings);
        parts.AddAssurance(settings);
        parts.AddDashboard(settings);
        parts.AddImport();
        parts.AddSurveys(settings);
        return parts;
    }

    public static Person Staff(string name, Role role) => new($"account-{name}", $"{name} of ASI", Organisation.Asi, new HashSet<Role> { role });

    public static Person Of(CaseId member, Role role = Role.Member) =>
        new($"account-{member}", "Mia Member", Organisation.Of(member), new HashSet<Role> { role });

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Moves the clock to noon of a day.</summary>
    public void MoveTo(string day) => Clock.Now = new DateTimeOffset(DateOnly.Parse(day, null), new TimeOnly(12, 0), TimeSpan.Zero);

    public Task AdvanceAsync(CaseId id) => Get<CaseAdvancer>().AdvanceAsync(id, default);

    /// <summary>Makes a request of a function, and reads its answer; the exchange is held to the OpenAPI document.</summary>
    public async Task<Answer> CallAsync<TFunction>(
        Func<TFunction, HttpRequest, Task<IResult>> call,
        Caller? by = null,
        JsonNode? body = null,
        string? rawBody = null,
        string query = "",
        params (string Name, string Value)[] headers)
        where TFunction : notnull
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        DefaultHttpContext context = new() { RequestServices = scope.ServiceProvider };
        context.SetCaller(by ?? new Caller.Anybody());
        context.Request.QueryString = new QueryString(query);
        context.Request.Method = body is null && rawBody is null ? "GET" : "POST";
        foreach ((string name, string value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        if (body is not null || rawBody is not null)
        {
            context.Request.ContentType ??= "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(rawBody ?? body!.ToJsonString()));
        }

        IResult result = await call(ActivatorUtilities.CreateInstance<TFunction>(scope.ServiceProvider), context.Request);
        byte[] answered = await HeldToTheDocument.ExecuteAsync<TFunction>(context, result);
        return new Answer(context.Response.StatusCode, answered, context.Response.Headers);
    }

    /// <summary>Submits an application; gives its reference.</summary>
    public async Task<CaseId> SubmitAsync(string @class = "IU", string? name = null, string language = "en")
    {
        Answer answer = await CallAsync<SubmitApplication>(
            (f, r) => f.Run(r, NoDurable, default), body: SampleApplications.Submission(SampleApplications.Answers(@class, name), language));
        Assert.Equal(201, answer.Status);
        return CaseId.Parse(answer.Json.GetProperty("reference").GetString()!);
    }

    /// <summary>Decides about an application's open task.</summary>
    public async Task<Answer> DecideAsync(CaseId id, Person by, string decision, string? reason = null, string? data = null)
    {
        Stored<ICase>? stored = await Get<ICaseStore>().FindAsync<ICase>(id, default);
        string task = stored!.Task?.Id ?? CaseTask.IdOf(id, 1);
        return await CallAsync<DecideTask>(
            (f, r) => f.Run(r, task, NoDurable, default),
            by,
            new JsonObject { ["decision"] = decision, ["reason"] = reason, ["data"] = data is null ? null : JsonNode.Parse(data) });
    }

    /// <summary>As <see cref="DecideAsync"/>, and it takes effect.</summary>
    public async Task DecidedAsync(CaseId id, Person by, string decision, string? reason = null, string? data = null)
    {
        Answer answer = await DecideAsync(id, by, decision, reason, data);
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>The status as the holder of the case key sees it, or as a person does.</summary>
    public async Task<JsonElement> StatusAsync(CaseId id, Person? by = null) =>
        (await CallAsync<ShowApplication>((f, r) => f.Run(r, id.Value, default), (Caller?)by ?? new Caller.KeyHolder(id))).Json;

    /// <summary>An organisation that has become a member by the plain way, from the clock's day on; takes 23 days.</summary>
    public async Task<CaseId> JoinAsync(string @class = "IU", string? name = null)
    {
        CaseId id = await SubmitAsync(@class, name);
        await DecidedAsync(id, Sasha, "accept");
        await DecidedAsync(id, Sasha, "clear");
        Clock.Advance(TimeSpan.FromDays(15));
        await AdvanceAsync(id);
        await DecidedAsync(id, Bo, "approve");
        Clock.Advance(TimeSpan.FromDays(8));
        await DecidedAsync(id, Sasha, "record-payment");
        return id.As("MEM");
    }

    public async ValueTask DisposeAsync()
    {
        await Get<OutboxRelay>().StopAsync(default);
        await services.DisposeAsync();
    }

    /// <summary>The functions take the engine's client for the relay's sake only; no orchestration runs here.</summary>
    public static DurableTaskClient NoDurable => null!;
}

/// <summary>What a function answered.</summary>
internal sealed record Answer(int Status, byte[] Bytes, IHeaderDictionary Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Bytes);

    /// <summary>The pointers and codes of a form's faults.</summary>
    public IEnumerable<string> Faults =>
        Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("pointer")} {e.GetProperty("code")}");

    public string? Code => Json.GetProperty("code").GetString();
}

/// <summary>Takes messages over from the outbox.</summary>
internal sealed class MailBag : IOutboxHandler
{
    private readonly System.Threading.Channels.Channel<OutboxEntry> entries = System.Threading.Channels.Channel.CreateUnbounded<OutboxEntry>();

    public string Kind => OutboxKinds.Mail;

    public async Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        foreach (OutboxEntry entry in entries)
        {
            await this.entries.Writer.WriteAsync(entry, cancellation);
        }
    }

    // Far longer than a message takes: one that never comes fails the test, and does not hold up the others.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The next message, as soon as it comes.</summary>
    public async Task<(CaseId Case, Effect.SendMail Mail)> NextAsync()
    {
        OutboxEntry entry = await entries.Reader.ReadAsync().AsTask().WaitAsync(Longest);
        return (entry.CaseId, entry.Payload.Deserialize<Effect.SendMail>(Json.Options)!);
    }
}
