using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Assurance.Accreditation;

/// <summary>What the tests of accreditations do at the desk; all of it as the Secretariat.</summary>
internal static class AccreditationDeskSteps
{
    public const string Casting = """{"standard":"PS","activities":["casthouses"],"countries":["NO","SE"]}""";

    /// <summary>The desk with accounts.</summary>
    public static Task<BackOfficeDesk> OpenAsync(string storage, string on = "2026-01-05") =>
        BackOfficeDesk.OpenAsync(storage, on, replace: parts => parts
            .AddSingleton(new AccessSettings("https://issuer.example.org", "asi", new Uri("https://issuer.example.org/metadata"), [], Period.OfDays(14)))
            .AddTable(AccountStore.TableName)
            .AddSingleton<AccountStore>());

    /// <summary>A person of a firm.</summary>
    public static Person OfFirm(CaseId firm, Role role = Role.LeadAuditor) =>
        new($"account-{firm}", "Lee Lead", Organisation.Of(firm), new HashSet<Role> { role });

    extension(BackOfficeDesk desk)
    {
        public Task<Answer> RegisterFirmAsync(string name = "Example Assurance Ltd", string? key = null, string body = Bodies) =>
            desk.CallAsync<RegisterAuditFirm>(
                (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
                BackOfficeDesk.Sasha,
                new JsonObject
                {
                    ["name"] = name,
                    ["contact"] = new JsonObject { ["name"] = "Fay Firm", ["email"] = "fay.firm@example.org", ["language"] = "en" },
                    ["bodies"] = JsonNode.Parse(body),
                },
                headers: key is null ? [] : [("Idempotency-Key", key)]);

        /// <summary>A firm that is accredited from the clock's day on.</summary>
        public async Task<CaseId> AccreditedFirmAsync(string name = "Example Assurance Ltd")
        {
            CaseId firm = IdOf(await desk.RegisterFirmAsync(name));
            await desk.DecidedAsync(firm, BackOfficeDesk.Sasha, "accredit");
            return firm;
        }

        public async Task<CaseId> RegisteredAuditorAsync(string name = "Aiko Auditor") => IdOf(await desk.CallAsync<RegisterAuditor>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, new JsonObject { ["name"] = name }));

        /// <summary>An auditor who is trained, examined for the PS and accredited, from the clock's day on.</summary>
        public async Task<CaseId> AccreditedAuditorAsync(string name = "Aiko Auditor")
        {
            CaseId auditor = await desk.RegisteredAuditorAsync(name);
            string today = DateOnly.FromDateTime(desk.Clock.Now.UtcDateTime).ToString("yyyy-MM-dd", null);
            await desk.DoneAsync<RecordTraining>(
                (f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), $$"""{"module":"auditor-ps","completedOn":"{{today}}"}""");
            await desk.DoneAsync<RecordExam>(
                (f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default),
                $$"""{"name":"Auditor exam","standard":"PS","version":"V3","takenOn":"{{today}}","passed":true}""");
            await desk.DecidedAsync(auditor, BackOfficeDesk.Sasha, "accredit");
            return auditor;
        }

        public Task<Answer> GrantFirmAsync(CaseId firm, string body = Casting) =>
            desk.AskAsync<GrantFirmScope>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), body);

        public Task<Answer> GrantAuditorAsync(CaseId auditor, string body = Casting) =>
            desk.AskAsync<GrantAuditorScope>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), body);

        public Task<Answer> EngageAsync(CaseId auditor, CaseId firm, string more = "") =>
            desk.AskAsync<EngageAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), $$"""{"firm":"{{firm}}"{{more}}}""");

        public Task<Answer> FirmAsync(CaseId firm, Person by) => desk.CallAsync<ShowAuditFirm>((f, r) => f.Run(r, firm.Value, default), by);

        public Task<Answer> AuditorAsync(CaseId auditor, Person by) => desk.CallAsync<ShowAuditor>((f, r) => f.Run(r, auditor.Value, default), by);

        /// <summary>Gives somebody an account of a firm.</summary>
        public async Task<string> AccountAtAsync(CaseId firm, string subject)
        {
            PersonKey key = new("https://issuer.example.org", $"{subject}@{firm}");
            Account account = new(
                key.AccountId,
                subject,
                $"{subject}@example.org",
                "en",
                Organisation.Of(firm),
                new HashSet<Role> { Role.Auditor },
                desk.Clock.Now,
                "IVT-x-1",
                EndedAt: null);
            Assert.NotNull(await desk.Get<AccountStore>().SaveAsync(account, replaced: null, default));
            return account.Id;
        }

        public Task<Answer> AskAsync<TFunction>(
            Func<TFunction, HttpRequest, Task<IResult>> call, string body, params (string Name, string Value)[] headers)
            where TFunction : notnull => desk.CallAsync(call, BackOfficeDesk.Sasha, rawBody: body, headers: headers);

        public async Task DoneAsync<TFunction>(Func<TFunction, HttpRequest, Task<IResult>> call, string body)
            where TFunction : notnull
        {
            Answer answer = await desk.AskAsync(call, body);
            Assert.True(answer.Status == 200, answer.Text);
        }

        /// <summary>The next message about firms and auditors.</summary>
        public async Task<(CaseId Case, Effect.SendMail Mail)> AccreditationMailAsync()
        {
            while (true)
            {
                (CaseId Case, Effect.SendMail Mail) next = await desk.Mail.NextAsync();
                if (next.Case.Prefix is AuditFirm.Prefix or Auditor.Prefix)
                {
                    return next;
                }
            }
        }
    }

    public static CaseId IdOf(Answer answer)
    {
        Assert.True(answer.Status == 201, answer.Text);
        return CaseId.Parse(answer.Json.GetProperty("id").GetString()!);
    }

    private const string Bodies = """[{"standard":"iso-17065","body":"Example Accreditation Service","reference":"EX-18","from":"2024-01-01"}]""";
}
