using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Moq;

namespace AsiFunctions.Tests.Access;

public sealed class RequestAuthorizerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly CaseId Application = CaseId.From("APP", 815);

    [Fact]
    public async Task What_is_open_to_the_public_asks_nobody()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Assert.IsType<Caller.Anybody>(await AllowedAsync(asi, nameof(Samples.Public), Http()));
        Assert.IsType<Caller.Anybody>(await AllowedAsync(asi, nameof(Samples.Public), Http(token: "rubbish")));
    }

    [Fact]
    public async Task What_asks_for_a_role_is_401_without_a_token_and_says_how_to_sign_in()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Answer answer = await RefusedAsync(asi, nameof(Samples.Operator), Http());
        Assert.Equal((401, "Bearer"), (answer.Status, answer.Headers.WWWAuthenticate.ToString()));
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_401_with_the_reason()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        string expired = asi.Issuer.Token(asi.Clock.Now.AddHours(-3), "olga.operator");
        Answer answer = await RefusedAsync(asi, nameof(Samples.Operator), Http(expired));
        Assert.Equal(401, answer.Status);
        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"The token has expired, or is not valid yet.\"",
            answer.Headers.WWWAuthenticate.ToString());
    }

    [Theory]
    [InlineData("Basic b2xnYTpvbGdh")]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    public async Task An_authorization_header_without_bearer_token_is_401(string header)
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        DefaultHttpContext http = Http();
        http.Request.Headers.Authorization = header;
        Assert.Contains(
            "invalid_request",
            (await RefusedAsync(asi, nameof(Samples.Operator), http)).Headers.WWWAuthenticate.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_without_account_is_403_where_an_account_is_asked_for_and_let_in_where_not()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        string token = asi.Issuer.Token(asi.Clock.Now, "nobody.yet");

        Assert.Equal(403, (await RefusedAsync(asi, nameof(Samples.Operator), Http(token))).Status);
        Assert.Equal(403, (await RefusedAsync(asi, nameof(Samples.Everybody), Http(token))).Status);
        Caller.Newcomer newcomer = Assert.IsType<Caller.Newcomer>(await AllowedAsync(asi, nameof(Samples.SignedIn), Http(token)));
        Assert.Equal(AccessWorld.KeyOf("nobody.yet"), newcomer.Key);
    }

    [Fact]
    public async Task An_account_without_the_role_is_403_and_with_it_is_let_in()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);

        Assert.Equal(403, (await RefusedAsync(asi, nameof(Samples.Operator), Http(asi.Issuer.Token(asi.Clock.Now, "sasha.secretariat")))).Status);
        Person person = Assert.IsType<Person>(
            await AllowedAsync(asi, nameof(Samples.Operator), Http(asi.Issuer.Token(asi.Clock.Now, "olga.operator"))));
        Assert.Equal("Olga Operator", person.Name);
        Assert.Equal(Organisation.Asi, person.Organisation);
    }

    [Fact]
    public async Task A_person_of_the_same_name_at_another_issuer_is_not_the_same_person()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        string token = asi.Issuer.Token(asi.Clock.Now, "olga.operator", issuer: "https://elsewhere.example.org");
        Assert.Equal(401, (await RefusedAsync(asi, nameof(Samples.Operator), Http(token))).Status);
        Assert.NotEqual(new PersonKey("https://elsewhere.example.org", "olga.operator").AccountId, AccessWorld.KeyOf("olga.operator").AccountId);
    }

    [Fact]
    public async Task A_leavers_very_next_request_is_refused_though_the_token_is_good_for_an_hour()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        await asi.JoinAsync(member, "leo", Role.Member);
        DefaultHttpContext request = Http(asi.Issuer.Token(asi.Clock.Now, $"leo@{member}"));
        Person leaver = Assert.IsType<Person>(await AllowedAsync(asi, nameof(Samples.Everybody), request));

        await asi.EndAsync(admin, leaver.AccountId);

        Assert.Equal(403, (await RefusedAsync(asi, nameof(Samples.Everybody), request)).Status);
    }

    [Fact]
    public async Task Roles_that_are_taken_away_are_gone_with_the_next_request()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Organisation member = asi.NewMember();
        Person admin = await asi.JoinAsync(member, "ada", Role.MemberAdmin);
        Person other = await asi.JoinAsync(member, "otto", Role.Member, Role.MemberAdmin);
        DefaultHttpContext request = Http(asi.Issuer.Token(asi.Clock.Now, $"otto@{member}"));
        Assert.IsType<Person>(await AllowedAsync(asi, nameof(Samples.Admins), request));

        await asi.SetRolesAsync(admin, other.AccountId, Role.Member);

        Assert.Equal(403, (await RefusedAsync(asi, nameof(Samples.Admins), request)).Status);
    }

    [Fact]
    public async Task The_key_of_the_case_opens_it_however_the_reference_is_typed()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        string key = new CaseKeys(asi.Keys).KeyFor(Application);

        Caller caller = await AllowedAsync(
            asi, nameof(Samples.Key), Http(key: key, reference: Application.Value.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()));

        Assert.Equal(new Caller.KeyHolder(Application), caller);
    }

    [Fact]
    public async Task A_missing_wrong_or_foreign_key_is_404_and_so_is_a_reference_that_is_none()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        string foreign = new CaseKeys(asi.Keys).KeyFor(CaseId.From("APP", 816));

        Assert.Equal(404, (await RefusedAsync(asi, nameof(Samples.Key), Http())).Status);
        Assert.Equal(404, (await RefusedAsync(asi, nameof(Samples.Key), Http(key: "wrong"))).Status);
        Assert.Equal(404, (await RefusedAsync(asi, nameof(Samples.Key), Http(key: foreign))).Status);
        Assert.Equal(404, (await RefusedAsync(asi, nameof(Samples.Key), Http(key: foreign, reference: "APP-WRONG"))).Status);
        Assert.Equal(404, (await RefusedAsync(asi, nameof(Samples.Key), Http(asi.Issuer.Token(asi.Clock.Now, "olga.operator")))).Status);
    }

    [Fact]
    public async Task Where_key_or_role_opens_either_does_and_neither_is_401()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        string key = new CaseKeys(asi.Keys).KeyFor(Application);
        string token = asi.Issuer.Token(asi.Clock.Now, "olga.operator");

        Assert.IsType<Caller.KeyHolder>(await AllowedAsync(asi, nameof(Samples.KeyOrOperator), Http(key: key)));
        Assert.IsType<Person>(await AllowedAsync(asi, nameof(Samples.KeyOrOperator), Http(token)));
        Assert.IsType<Person>(await AllowedAsync(asi, nameof(Samples.KeyOrOperator), Http(token, key: "wrong")));
        Assert.Equal(401, (await RefusedAsync(asi, nameof(Samples.KeyOrOperator), Http())).Status);
        Assert.Equal(404, (await RefusedAsync(asi, nameof(Samples.KeyOrOperator), Http(key: "wrong"))).Status);
    }

    [Fact]
    public async Task A_function_that_nobody_declared_is_refused_to_everybody()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Assert.Equal(403, (await RefusedAsync(asi, "Unknown", Http(asi.Issuer.Token(asi.Clock.Now, "olga.operator")))).Status);
    }

    [Fact]
    public async Task When_the_issuer_does_not_answer_the_caller_is_asked_to_come_back()
    {
        using AccessWorld asi = await AccessWorld.StartAsync(azurite);
        Mock<IConfigurationManager<OpenIdConnectConfiguration>> silent = new();
        silent.Setup(m => m.GetConfigurationAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("IDX20803"));

        Answer answer = await RefusedAsync(asi, nameof(Samples.Operator), Http(asi.Issuer.Token(asi.Clock.Now, "olga.operator")), silent.Object);

        Assert.Equal(503, answer.Status);
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
    }

    private static DefaultHttpContext Http(string? token = null, string? key = null, string? reference = null)
    {
        DefaultHttpContext http = new();
        http.Request.RouteValues["reference"] = reference ?? Application.Value;
        if (token is not null)
        {
            http.Request.Headers.Authorization = $"Bearer {token}";
        }

        if (key is not null)
        {
            http.Request.Headers[CaseKeys.Header] = key;
        }

        return http;
    }

    private static Task<(Caller? Caller, IResult? Refusal)> AskAsync(
        AccessWorld asi, string function, HttpContext http, IConfigurationManager<OpenIdConnectConfiguration>? metadata = null) =>
        new RequestAuthorizer(
            new Audiences(typeof(Samples)),
            new TokenReader(asi.Settings, metadata ?? asi.Issuer.Metadata, asi.Clock),
            asi.Accounts,
            new CaseKeys(asi.Keys),
            NullLogger<RequestAuthorizer>.Instance).AuthorizeAsync($"{typeof(Samples).FullName}.{function}", http, default);

    private static async Task<Caller> AllowedAsync(AccessWorld asi, string function, HttpContext http)
    {
        (Caller? caller, IResult? refusal) = await AskAsync(asi, function, http);
        Assert.Null(refusal);
        return caller!;
    }

    private static async Task<Answer> RefusedAsync(
        AccessWorld asi, string function, HttpContext http, IConfigurationManager<OpenIdConnectConfiguration>? metadata = null)
    {
        (Caller? caller, IResult? refusal) = await AskAsync(asi, function, http, metadata);
        Assert.Null(caller);
        return await Answer.OfAsync(refusal!);
    }

    private sealed class Samples
    {
        [Function("SamplePublic")]
        [OpenToPublic]
        public static void Public([HttpTrigger] HttpRequest request) => _ = request;

        [Function("SampleOperator")]
        [OpenTo(Role.Operator)]
        public static void Operator([HttpTrigger] HttpRequest request) => _ = request;

        [Function("SampleAdmins")]
        [OpenTo(Role.MemberAdmin)]
        public static void Admins([HttpTrigger] HttpRequest request) => _ = request;

        [Function("SampleEverybody")]
        [OpenToEveryAccount]
        public static void Everybody([HttpTrigger] HttpRequest request) => _ = request;

        [Function("SampleSignedIn")]
        [OpenToSignedIn]
        public static void SignedIn([HttpTrigger] HttpRequest request) => _ = request;

        [Function("SampleKey")]
        [OpenToCaseKey]
        public static void Key([HttpTrigger] HttpRequest request) => _ = request;

        [Function("SampleKeyOrOperator")]
        [OpenToCaseKey]
        [OpenTo(Role.Operator)]
        public static void KeyOrOperator([HttpTrigger] HttpRequest request) => _ = request;
    }
}
