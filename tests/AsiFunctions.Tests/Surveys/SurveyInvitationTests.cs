using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Http;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Invitations;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Certification.Certificates;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Surveys;

/// <summary>Who is invited, and reminded, and who is left alone.</summary>
public sealed class SurveyInvitationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Each_certification_issued_is_followed_by_an_invitation_as_soon_as_a_standing_round_is_open()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString, "2026-03-02");
        SurveyInvitation before = await CertifiedAsync(office);
        Assert.Equal(("waiting", StandardCode.PerformanceStandard), (before.StateName, before.Standard!.Value));

        CaseId survey = await office.OpenRoundAsync(new JsonObject { ["audience"] = "certification-issued" });
        SurveyInvitation after = await CertifiedAsync(office);

        IReadOnlyList<SurveyInvitation> all = await office.InvitationsAsync();
        Assert.Equal(2, all.Count);
        Assert.All(all, invitation => Assert.Equal(("invited", survey), (invitation.StateName, invitation.Survey!.Value)));
        Assert.Equal(["waiting", "released", "invited"], await office.StoryAsync(before));
        Assert.Equal(["invited"], await office.StoryAsync(after));
        Assert.Equal(2, (await ShowAsync(office, survey)).GetProperty("invited").GetInt32());
        Answer second = await office.PlanAsync(new JsonObject { ["audience"] = "certification-issued" });
        Assert.Equal((409, "already-open"), (second.Status, second.Code));
    }

    [Fact]
    public async Task When_the_standing_round_closes_the_next_one_may_open_and_new_certifications_wait_for_it()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString, "2026-03-02");
        JsonObject standing = new() { ["audience"] = "certification-issued" };
        CaseId first = await office.OpenRoundAsync(standing);
        await office.CloseAsync(first);
        SurveyInvitation between = await CertifiedAsync(office);
        Assert.Equal("waiting", between.StateName);

        CaseId next = await office.OpenRoundAsync(standing);
        Assert.Equal(next, Assert.Single(await office.InvitationsAsync()).Survey);
    }

    [Fact]
    public async Task A_retrospective_round_invites_once_for_the_latest_version_of_each_certificate_listed()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString, "2026-01-05");
        CaseId one = await office.Desk.ScopedAsync(name: "First Example");
        CaseId two = await office.Desk.ScopedAsync(name: "Second Example");
        CaseId old = await office.Desk.IssuedAsync(
            Certifying.Order(one, version: "V2", issuedOn: "2022-01-10", audit: Certifying.Audit("2021-11-20")));
        CaseId latest = await office.Desk.IssuedAsync(Certifying.Order(one, issuedOn: "2025-01-10", audit: Certifying.Audit("2024-11-20")));
        CaseId other = await office.Desk.IssuedAsync(Certifying.Order(two));
        JsonObject round =
            new() { ["audience"] = "certificates", ["certificates"] = new JsonArray(old.Value, latest.Value, other.Value, latest.Value) };

        CaseId survey = await office.OpenRoundAsync(round);
        await office.DriveAsync(survey);

        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        Assert.Equal(new[] { latest.Value, other.Value }.Order(), invited.Select(invitation => invitation.Certificate!.Value.Value).Order());
        Assert.All(invited, invitation => Assert.Equal("invited", invitation.StateName));
    }

    [Fact]
    public async Task What_is_no_certificate_is_told_by_its_place_in_the_list()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        Answer answer = await office.PlanAsync(
            new JsonObject { ["audience"] = "certificates", ["certificates"] = new JsonArray(CaseId.From("CRT", 7).Value) });
        Assert.Equal(400, answer.Status);
        Assert.Contains("/certificates/0 not-offered", answer.Faults);
        Assert.Equal(["/form not-offered"], (await office.PlanAsync(new JsonObject { ["form"] = "no-such-form" })).Faults);
    }

    [Fact]
    public async Task The_same_plan_sent_again_is_one_round()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(1);
        Answer first = await office.PlanAsync(key: "one");
        Answer again = await office.PlanAsync(key: "one");
        Assert.Equal((201, 201, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal(422, (await office.PlanAsync(new JsonObject { ["title"] = "Another" }, key: "one")).Status);
    }

    [Fact]
    public async Task Only_who_has_not_replied_is_reminded_and_a_reply_ends_the_reminders()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(3);
        CaseId survey = await office.OpenRoundAsync(new JsonObject { ["closesOn"] = "2021-12-06" });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        await office.RepliedAsync(invited[0], Answers.Whole());

        office.Desk.MoveTo("2021-11-30");
        await office.DriveAsync(survey);
        await office.RepliedAsync(invited[1], Answers.Whole());
        office.Desk.MoveTo("2021-12-05");
        await office.DriveAsync(survey);
        office.Desk.MoveTo("2021-12-07");
        await office.DriveAsync(survey);

        Assert.Equal(["invited", "responded"], await office.StoryAsync(invited[0]));
        Assert.Equal(["invited", "reminded", "responded"], await office.StoryAsync(invited[1]));
        Assert.Equal(["invited", "reminded", "reminded", "round-closed"], await office.StoryAsync(invited[2]));
    }

    [Fact]
    public async Task Who_has_replied_is_not_reminded_even_where_the_invitation_was_never_told()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(1);
        CaseId survey = await office.OpenRoundAsync();
        SurveyInvitation invited = Assert.Single(await office.InvitationsAsync());
        await office.RepliedAsync(invited, Answers.Whole());
        await ForgetAsync(office, invited);

        office.Desk.MoveTo("2021-11-30");
        await office.DriveAsync(survey);

        Assert.Equal("responded", Assert.Single(await office.InvitationsAsync()).StateName);
        Assert.DoesNotContain("reminded", await office.StoryAsync(invited));
        Assert.Null(await DraftAsync(office, invited, SurveyMail.Reminder));
    }

    [Fact]
    public async Task Who_has_become_the_contact_since_is_not_reminded_of_what_another_has_begun()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(1);
        CaseId survey = await office.OpenRoundAsync();
        SurveyInvitation invited = Assert.Single(await office.InvitationsAsync());
        Assert.Equal(SurveyOptOuts.HashOf("person1@example.org"), invited.To);
        await ForgetAsync(office, invited with { To = SurveyOptOuts.HashOf("predecessor@example.org") });
        Assert.Null(await DraftAsync(office, invited, SurveyMail.Reminder));

        office.Desk.MoveTo("2021-11-30");
        await office.DriveAsync(survey);

        Assert.Equal(["invited", "contact-changed"], await office.StoryAsync(invited));
        Assert.Equal(204, (await office.OptOutAsync(office.TokenOf(invited))).Status);
        Assert.True(await office.Desk.Get<SurveyOptOuts>().HasAsync("predecessor@example.org", default));
        Assert.False(await office.Desk.Get<SurveyOptOuts>().HasAsync("person1@example.org", default));
    }

    [Fact]
    public async Task Once_the_quota_is_reached_nobody_is_reminded_or_invited_any_more()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(3);
        CaseId survey = await office.OpenRoundAsync(new JsonObject { ["quota"] = 2, ["minimum"] = 2 });
        IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
        await office.RepliedAsync(invited[0], Answers.Whole());
        Assert.NotNull(await DraftAsync(office, invited[2], SurveyMail.Invitation));
        await office.RepliedAsync(invited[1], Answers.Whole());
        Assert.Null(await DraftAsync(office, invited[2], SurveyMail.Invitation));
        CaseId late = await EnqueuedAsync(office, survey);

        office.Desk.MoveTo("2021-11-30");
        await office.DriveAsync(survey);

        Assert.Equal(["invited", "quota-reached"], await office.StoryAsync(invited[2]));
        Assert.Equal(["quota-reached"], await office.StoryAsync((await office.InvitationsAsync()).Single(one => one.Id == late)));
        Assert.Equal(3, (await ShowAsync(office, survey)).GetProperty("invited").GetInt32());
    }

    [Fact]
    public async Task Opting_out_ends_this_and_every_later_invitation_to_the_person_and_nothing_else()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        await office.JoinAsync(2);
        await office.OpenRoundAsync();
        IReadOnlyList<SurveyInvitation> first = await office.InvitationsAsync();
        Assert.Equal(204, (await office.OptOutAsync(office.TokenOf(first[0]))).Status);
        Assert.Equal(204, (await office.OptOutAsync(office.TokenOf(first[0]))).Status);
        Assert.Equal(404, (await office.OptOutAsync(null)).Status);
        Assert.Null(await DraftAsync(office, first[0], SurveyMail.Invitation));

        CaseId later = await office.OpenRoundAsync(new JsonObject { ["title"] = "Another" });

        Dictionary<CaseId, string> states = (await office.InvitationsAsync())
            .Where(one => one.Survey == later).ToDictionary(one => one.Member, one => one.StateName);
        Assert.Equal(("opted-out", "invited"), (states[first[0].Member], states[first[1].Member]));
        Assert.Equal(1, (await ShowAsync(office, later)).GetProperty("invited").GetInt32());
        Assert.All(
            await office.RowsAsync(),
            row => Assert.DoesNotContain("@example.org", string.Join(' ', row.Select(property => property.Value)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_message_goes_to_the_main_contact_of_the_self_assessment_and_else_to_the_primary_contact()
    {
        await using SurveyOffice office = await SurveyOffice.OpenAsync(azurite.ConnectionString);
        CaseId member = Assert.Single(await office.JoinAsync(1));
        CaseId survey = await office.OpenRoundAsync(new JsonObject { ["closesOn"] = "2021-12-06" });
        SurveyInvitation invited = Assert.Single(await office.InvitationsAsync());

        MailDraft draft = (await DraftAsync(office, invited, SurveyMail.Invitation))!;

        Assert.Equal("person1@example.org", Assert.Single(draft.Recipients).Address);
        Assert.Equal(("ASI Certification Survey", "10", "2021-12-06"), (draft.Values["survey"], draft.Values["minutes"], draft.Values["until"]));
        Assert.EndsWith($"#/survey-replies/{office.TokenOf(invited)}", draft.Values["link"], StringComparison.Ordinal);

        CaseId assessment = member.As("SAS");
        string account = new PersonKey("https://issuer.example.org", $"mia-{member}").AccountId;
        HashSet<Role> roles = [Role.Member];
        await office.Desk.Get<AccountStore>().SaveAsync(
            new Account(
                account, "Mia Main", "mia.main@example.org", "zh", Organisation.Of(member), roles, office.Desk.Clock.Now, "IVT-1", EndedAt: null),
            replaced: null,
            default);
        await office.Cases.AddAsync(
            SelfAssessments.Prefix,
            new IdempotencyKey("sas", member.Value, ""),
            (_, _) => SelfAssessments.Of(assessment, member, account),
            default,
            beside: member);
        MailRecipient? main = await office.Desk.Get<SurveyRecipients>().OfAsync(invited with { Assessment = assessment }, default);
        Assert.Equal(("mia.main@example.org", "zh"), (main!.Address, main.Language));

        await office.CloseAsync(survey);
        Assert.Null(await DraftAsync(office, invited, SurveyMail.Invitation));
    }

    private static async Task<MailDraft?> DraftAsync(SurveyOffice office, SurveyInvitation invitation, string template) =>
        await office.Desk.Get<IEnumerable<IMailComposer>>().OfType<SurveyMailComposer>().Single()
            .ComposeAsync(invitation.Id, new Effect.SendMail(template, Role.Member), default);

    private static async Task<System.Text.Json.JsonElement> ShowAsync(SurveyOffice office, CaseId survey) =>
        (await office.Desk.CallAsync<AsiFunctions.Surveys.Rounds.ShowSurvey>((f, r) => f.Run(r, survey.Value, default), BackOfficeDesk.Sasha)).Json;

    /// <summary>Somebody is to be invited to a round, and has not been yet.</summary>
    private static async Task<CaseId> EnqueuedAsync(SurveyOffice office, CaseId survey)
    {
        CaseId member = Assert.Single(await office.JoinAsync(1));
        AddOutcome<SurveyInvitation> outcome = await office.Cases.AddAsync<SurveyInvitation>(
            SurveyInvitation.Prefix,
            new IdempotencyKey("late", member.Value, ""),
            (id, now) => SurveyInvitationProcedure.Enqueue(id, member, survey, now),
            default,
            beside: member);
        return Assert.IsType<AddOutcome<SurveyInvitation>.Added>(outcome).Stored.Case.Id;
    }

    /// <summary>As if the process had died between the reply and the news of it.</summary>
    private static async Task ForgetAsync(SurveyOffice office, SurveyInvitation invited) => await office.Cases.DecideAsync<SurveyInvitation>(
        invited.Id, (_, _) => new Decision<SurveyInvitation>.Accepted(invited, [], []), options: null, default);

    /// <summary>An audit is released, and what follows is done; gives the invitation that came of it.</summary>
    private static async Task<SurveyInvitation> CertifiedAsync(SurveyOffice office)
    {
        HashSet<CaseId> before = [.. (await office.InvitationsAsync()).Select(one => one.Id)];
        AuditScript script = await AuditScript.CheckedAsync(office.Desk);
        await script.PassToAsync();
        await script.ReleaseAsync();
        await Driving.GoOnAsync(office.Desk.Get<IServiceProvider>(), script.Id);
        await office.DriveAsync();
        return (await office.InvitationsAsync()).Single(one => !before.Contains(one.Id));
    }
}
