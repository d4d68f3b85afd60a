using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;

namespace AsiFunctions.Tests.Certification.Certificates;

/// <summary>What the tests of certificates do at the desk.</summary>
internal static class Certifying
{
    public static readonly Person Rae = BackOfficeDesk.Staff("rae", Role.Releaser);
    public static readonly Person Remy = BackOfficeDesk.Staff("remy", Role.Releaser);

    extension(BackOfficeDesk desk)
    {
        /// <summary>A member that joined on 28 January 2026 (or 23 days after the clock's day) with a scope S1 over one facility.</summary>
        public async Task<CaseId> ScopedAsync(
            string @class = "IU",
            string? name = null,
            StandardCode standard = StandardCode.PerformanceStandard,
            SupplyChainActivity activity = SupplyChainActivity.OtherManufacturingOrSale,
            string facility = "Example Works")
        {
            CaseId member = await desk.JoinAsync(@class, name);
            await desk.EnterAsync(member, mia => new EntityCommand.AddFacility(mia, new FacilityDetails(facility, [activity], "NO", 120)));
            await desk.OpenScopeAsync(member, "The plant at Example", standard);
            return member;
        }

        public Task OpenScopeAsync(CaseId member, string name, StandardCode standard = StandardCode.PerformanceStandard) =>
            desk.EnterAsync(member, mia => new EntityCommand.OpenScope(mia, standard, new ScopeDetails(name, "All of the plant.", ["F1"], [])));

        public async Task EnterAsync(CaseId member, Func<Actor, EntityCommand> command)
        {
            Actor mia = new("mia", Role.Member, "Mia Member");
            DecideOutcome<EntityRegister> outcome = await desk.Get<ICaseStore>().DecideAsync<EntityRegister>(
                member.As("ENT"),
                (register, now) => EntityProcedure.Decide(
                    register, command(mia), MembershipClass.ProductionAndTransformation, new MemberStatus.Active(), now),
                options: null,
                default);
            Assert.IsType<DecideOutcome<EntityRegister>.Applied>(outcome);
        }

        public Task<Answer> IssueAsync(JsonObject order, Person? by = null, string? key = null) => desk.CallAsync<IssueCertificate>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default), by ?? Rae, order, headers: key is null ? [] : [("Idempotency-Key", key)]);

        public async Task<CaseId> IssuedAsync(JsonObject order)
        {
            Answer answer = await desk.IssueAsync(order);
            Assert.True(answer.Status == 201, answer.Text);
            return CaseId.Parse(answer.Json.GetProperty("number").GetString()!);
        }

        public Task<Answer> SuspendAsync(
            CaseId number, string reason = "A complaint.", Person? by = null, params (string Name, string Value)[] headers) =>
            desk.CallAsync<SuspendCertificate>(
                (f, r) => f.Run(r, number.Value, BackOfficeDesk.NoDurable, default),
                by ?? Rae,
                new JsonObject { ["reason"] = reason },
                headers: headers);

        public Task<Answer> ReinstateAsync(CaseId number) =>
            desk.CallAsync<ReinstateCertificate>(
                (f, r) => f.Run(r, number.Value, BackOfficeDesk.NoDurable, default), Rae, new JsonObject { ["reason"] = "Settled." });

        public Task<Answer> WithdrawAsync(CaseId number, string reason = "Fraud.") =>
            desk.CallAsync<WithdrawCertificate>(
                (f, r) => f.Run(r, number.Value, BackOfficeDesk.NoDurable, default), Rae, new JsonObject { ["reason"] = reason });

        public Task<Answer> ConvertAsync(CaseId number, JsonObject audit) =>
            desk.CallAsync<ConvertCertificate>(
                (f, r) => f.Run(r, number.Value, BackOfficeDesk.NoDurable, default), Rae, new JsonObject { ["audit"] = audit });

        public Task<Answer> ExtendAsync(CaseId number, string body) =>
            desk.CallAsync<ExtendCertificate>((f, r) => f.Run(r, number.Value, BackOfficeDesk.NoDurable, default), Rae, rawBody: body);

        public Task<Answer> PageAsync(string number) => desk.CallAsync<ShowCertificate>((f, r) => f.Run(r, number, default));

        public async Task<string> StandingAsync(CaseId number)
        {
            System.Text.Json.JsonElement page = (await desk.PageAsync(number.Value)).Json;
            return $"{page.GetProperty("status").GetString()} {page.GetProperty("statusSince").GetString()}";
        }

        public async Task<Certificate> CertificateAsync(CaseId number) =>
            (await desk.Get<ICaseStore>().FindAsync<Certificate>(number, default))!.Case;

        /// <summary>The next messages about certificates.</summary>
        public async Task<List<(CaseId Case, Effect.SendMail Mail)>> CertificateMailAsync(int count)
        {
            List<(CaseId, Effect.SendMail)> taken = [];
            while (taken.Count < count)
            {
                (CaseId Case, Effect.SendMail Mail) next = await desk.Mail.NextAsync();
                if (next.Case.Prefix == Certificate.Prefix)
                {
                    taken.Add(next);
                }
            }

            return taken;
        }
    }

    /// <summary>The body of <c>POST /api/certificates</c>.</summary>
    public static JsonObject Order(
        CaseId member, string scope = "S1", string standard = "PS", string version = "V3", JsonObject? audit = null, string? issuedOn = null)
    {
        JsonObject order = new()
        {
            ["member"] = member.Value,
            ["scope"] = scope,
            ["standard"] = standard,
            ["version"] = version,
            ["audit"] = audit ?? Audit(),
        };
        if (issuedOn is not null)
        {
            order["issuedOn"] = issuedOn;
            order["takenOver"] = true;
            order["reason"] = "From the records.";
        }

        return order;
    }

    /// <summary>An audit without findings, or with these majors.</summary>
    public static JsonObject Audit(string endedOn = "2025-11-20", params string[] majors) => new()
    {
        ["type"] = "initial",
        ["firm"] = "Example Assurance Ltd",
        ["onSiteFrom"] = endedOn,
        ["onSiteTo"] = endedOn,
        ["endedOn"] = endedOn,
        ["maturity"] = "medium",
        ["correctiveActionPlan"] = "approved",
        ["leadAuditor"] = "a1b2c3",
        ["findings"] = new JsonArray([.. majors.Select(criterion => new JsonObject { ["criterion"] = criterion, ["rating"] = "major" })]),
    };
}
