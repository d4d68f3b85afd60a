using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Cases.Status;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.Accreditation.AccreditationDeskSteps;

namespace AsiFunctions.Tests.Assurance.Accreditation;

public sealed class AuditFirmTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_firm_is_registered_reviewed_and_accredited()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        Answer registered = await desk.RegisterFirmAsync(key: "one");
        CaseId firm = IdOf(registered);
        Assert.Equal(registered.Text, (await desk.RegisterFirmAsync(key: "one")).Text);
        Assert.Equal(422, (await desk.RegisterFirmAsync("Another Ltd", key: "one")).Status);

        JsonElement task = (await desk.CallAsync<GetTask>((f, r) => f.Run(r, $"{firm}.1", default), BackOfficeDesk.Sasha)).Json;
        Assert.Equal("accreditation-review 2026-01-19", $"{task.GetProperty("kind").GetString()} {task.GetProperty("due").GetString()}");

        Assert.Equal(409, (await desk.GrantFirmAsync(firm)).Status);
        Assert.Equal(
            ["/data/until unexpected"], (await desk.DecideAsync(firm, BackOfficeDesk.Sasha, "accredit", data: """{"until":"2026-01-05"}""")).Faults);
        await desk.DecidedAsync(firm, BackOfficeDesk.Sasha, "accredit");
        Assert.Equal(409, (await desk.DecideAsync(firm, BackOfficeDesk.Sasha, "refuse", "Too late.")).Status);

        Answer granted = await desk.GrantFirmAsync(firm);
        Assert.Equal("\"3\"", granted.Headers.ETag.ToString());
        JsonElement scope = granted.Json.GetProperty("scopes")[0];
        Assert.Equal(
            "A1 PS 2026-01-05",
            $"{scope.GetProperty("key").GetString()} {scope.GetProperty("standard").GetString()} {scope.GetProperty("from").GetString()}");
        Assert.Equal(600, granted.Json.GetProperty("fees").GetProperty("application").GetInt32());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        Answer firm = await desk.CallAsync<RegisterAuditFirm>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
            BackOfficeDesk.Sasha,
            rawBody: """
            {"name":" ","contact":{"name":"","email":"nobody","language":"fr"},"registeredOn":"2026-01-06",
            "bodies":[{"standard":"iso-17021","body":"","reference":"","from":"2026-01-02","to":"2026-01-01"},null]}
            """);
        Assert.Equal(
            [
                "/name required", "/contact/name required", "/contact/email malformed", "/contact/language not-offered", "/bodies/0/body required",
                "/bodies/0/reference required", "/bodies/0/to inconsistent", "/bodies/1 required", "/registeredOn out-of-range",
            ],
            firm.Faults);

        CaseId accredited = await desk.AccreditedFirmAsync();
        Assert.Equal(
            ["/activities required", "/countries/0 not-offered", "/countries/2 doubled", "/to inconsistent"],
            (await desk.GrantFirmAsync(accredited, """{"standard":"PS","activities":[],"countries":["no","SE","SE"],"from":"2026-02-01","to":"2026-01-31"}""")).Faults.Order(
                StringComparer.Ordinal));
        Assert.Equal(
            ["/from date-out-of-range"],
            (await desk.GrantFirmAsync(accredited, """{"standard":"PS","activities":["casthouses"],"countries":["NO"],"from":"2026-01-04"}""")).Faults);
    }

    [Fact]
    public async Task A_scope_ends_earlier_with_a_reason()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId firm = await desk.AccreditedFirmAsync();
        await desk.GrantFirmAsync(firm);
        Task<Answer> EndAsync(string key, string body) =>
            desk.AskAsync<EndFirmScope>((f, r) => f.Run(r, firm.Value, key, BackOfficeDesk.NoDurable, default), body);

        Assert.Equal(404, (await EndAsync("A2", """{"reason":"Why."}""")).Status);
        Assert.Equal(["/reason required", "/to out-of-range"], (await EndAsync("A1", """{"reason":" ","to":"2026-01-04"}""")).Faults);
        JsonElement scope = (await EndAsync("A1", """{"reason":"At the firm's request.","to":"2026-06-30"}""")).Json.GetProperty("scopes")[0];
        Assert.Equal("2026-06-30 At the firm's request.", $"{scope.GetProperty("to").GetString()} {scope.GetProperty("endReason").GetString()}");
        Assert.Equal(JsonValueKind.Null, scope.GetProperty("grantedTo").ValueKind);
        Assert.Equal(409, (await EndAsync("A1", """{"reason":"Longer.","to":"2026-07-31"}""")).Status);
    }

    [Fact]
    public async Task A_firm_is_suspended_reinstated_and_withdrawn()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId firm = await desk.AccreditedFirmAsync();

        Assert.Equal(
            ["/reason required"],
            (await desk.AskAsync<SuspendAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":""}""")).Faults);
        Assert.Equal(412, (await desk.AskAsync<SuspendAuditFirm>(
            (f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"A complaint."}""", ("If-Match", "\"1\""))).Status);
        desk.MoveTo("2026-02-01");
        await desk.DoneAsync<SuspendAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"A complaint."}""");
        desk.MoveTo("2026-02-10");
        await desk.DoneAsync<ReinstateAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Settled."}""");
        Assert.Equal(
            409, (await desk.AskAsync<ReinstateAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Again."}""")).Status);
        desk.MoveTo("2026-03-01");
        await desk.DoneAsync<WithdrawAuditFirm>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Closed."}""");

        Assert.Equal(
            ["2026-01-05 accredited", "2026-02-01 suspended", "2026-02-10 accredited", "2026-03-01 withdrawn"],
            (await desk.FirmAsync(firm, BackOfficeDesk.Sasha)).Json.GetProperty("statuses").EnumerateArray()
                .Select(row => $"{row.GetProperty("from").GetString()} {row.GetProperty("value").GetProperty("state").GetString()}"));
    }

    [Fact]
    public async Task Bodies_accreditations_are_added_and_the_contact_replaced_or_erased()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId firm = IdOf(await desk.RegisterFirmAsync(body: "[]"));
        Assert.Equal("body-accreditation-missing", (await desk.DecideAsync(firm, BackOfficeDesk.Sasha, "accredit")).Code);
        await desk.DoneAsync<RecordBodyAccreditation>(
            (f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default),
            """{"standard":"iso-17021","body":"Example Accreditation Service","reference":"EX-1","from":"2025-01-01"}""");
        await desk.DecidedAsync(firm, BackOfficeDesk.Sasha, "accredit");

        await desk.DoneAsync<ChangeFirmContact>(
            (f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default),
            """{"contact":{"name":"Finn Firm","email":"finn@example.org","language":"zh"}}""");
        IOrganisationDirectory directory = desk.Get<IEnumerable<IOrganisationDirectory>>().Single(each => each.Prefix == "AUF");
        Assert.Equal("Finn Firm", (await directory.FindAsync(firm, default))!.FirstContact!.Name);
        await desk.DoneAsync<ChangeFirmContact>((f, r) => f.Run(r, firm.Value, BackOfficeDesk.NoDurable, default), """{"contact":null}""");
        Assert.Null((await directory.FindAsync(firm, default))!.FirstContact);
        Assert.Null(await directory.FindAsync(CaseId.From("AUF", 99), default));
    }

    [Fact]
    public async Task Only_the_firm_itself_and_ASI_see_its_record()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId firm = await desk.AccreditedFirmAsync();
        CaseId other = await desk.AccreditedFirmAsync("Another Assurance Ltd");

        Assert.Equal(200, (await desk.FirmAsync(firm, BackOfficeDesk.Sasha)).Status);
        Assert.Equal(200, (await desk.FirmAsync(firm, OfFirm(firm))).Status);
        Assert.Equal(404, (await desk.FirmAsync(firm, OfFirm(other))).Status);
        Assert.Equal(404, (await desk.FirmAsync(CaseId.From("AUF", 98), BackOfficeDesk.Sasha)).Status);
        Assert.Equal(200, (await desk.CallAsync<GetCase>((f, r) => f.Run(r, firm.Value, default), OfFirm(firm))).Status);
        Assert.Equal(404, (await desk.CallAsync<GetCase>((f, r) => f.Run(r, firm.Value, default), OfFirm(other))).Status);
    }
}
