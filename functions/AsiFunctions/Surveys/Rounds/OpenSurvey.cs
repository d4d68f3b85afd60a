using System.Diagnostics;
using System.Text.Json.Serialization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Domain.Time;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>The Secretariat plans a survey round.</summary>
public sealed class OpenSurvey(ICaseStore cases, FormCatalogue forms, SurveySettings settings, TimeProvider clock)
{
    private const int AtATime = 16;

    /// <summary>
    /// Of certificates of one scope the latest is kept. A repeat with the same Idempotency-Key gets the
    /// same answer. 409 where a round is open already that invites with each certification issued, and this one would too. One transaction; a point
    /// read for each certificate listed; 16 range reads for a standing round.
    /// </summary>
    [Function(nameof(OpenSurvey))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(PlanBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(SurveyReceipt), Headers = ["Location"])]
    [Refuses(409, 422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/surveys")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        Body<PlanBody> body = await request.ReadAsync<PlanBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IdempotencyHeader header = request.IdempotencyKey($"{nameof(OpenSurvey)} {by.Id}", body.Hash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        if (header.Key is { } key && await cases.FindRepeatAsync<Survey>(Survey.Prefix, key, cancellation) is { } before)
        {
            return Answer(before);
        }

        List<Fault> faults = [];
        SurveyPlan? plan = await PlanAsync(body.Value, faults, cancellation);
        if (plan is null || faults.Count > 0)
        {
            return Problems.InvalidForm(faults);
        }

        if (plan.Audience is SurveyAudience.CertificationIssued && await OtherStandingAsync(cancellation) is { } other)
        {
            return Problems.Conflict("already-open", $"The round {other} already invites with each certification issued; close it first.");
        }

        return Answer(await cases.AddAsync(Survey.Prefix, header.Key, (id, now) => SurveyProcedure.Begin(id, plan, by, now), cancellation));
    }

    // From what the plan said, which a repeat finds unchanged; where the round has gone on, its status tells.
    private static IResult Answer(AddOutcome<Survey> outcome) => outcome switch
    {
        AddOutcome<Survey>.Added added => Results.Created($"/api/surveys/{added.Stored.Case.Id}", SurveyReceipt.Of(added.Stored.Case)),
        AddOutcome<Survey>.KeyReused => Problems.IdempotencyKeyReused(),
        _ => throw new UnreachableException(),
    };

    private async Task<CaseId?> OtherStandingAsync(CancellationToken cancellation) =>
        (await cases.SurveysAsync(cancellation)).FirstOrDefault(survey => survey.IsStanding && survey.State is not SurveyState.Closed)?.Id;

    private async Task<SurveyPlan?> PlanAsync(PlanBody body, List<Fault> faults, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        SurveyTerms terms = settings.Terms.On(today);
        if (forms.Find(body.Form, body.Version) is not { } form)
        {
            faults.Add(new Fault(
                forms.Find(body.Form) is null ? "/form" : "/version", FaultCodes.NotOffered, "There is no such form, or not in this version."));
            return null;
        }

        SurveyPlan plan = new(
            form.Id,
            form.Version,
            body.Title.Trim(),
            await AudienceAsync(body, faults, cancellation),
            body.OpensOn ?? today,
            body.ClosesOn,
            body.Quota,
            body.Minimum ?? terms.MinimumReplies,
            body.Reminders ?? terms.Reminders,
            body.Minutes ?? terms.Minutes);
        faults.AddRange(SurveyChecks.Of(plan, today));
        return plan;
    }

    private async Task<SurveyAudience> AudienceAsync(PlanBody body, List<Fault> faults, CancellationToken cancellation)
    {
        if (body.Certificates is not null && body.Audience is not AudienceKind.Certificates)
        {
            faults.Add(new Fault("/certificates", FaultCodes.NotAsked, "Certificates are listed for the audience certificates only."));
        }

        if (body.Classes is not null && body.Audience is not AudienceKind.Members)
        {
            faults.Add(new Fault("/classes", FaultCodes.NotAsked, "Classes are named for the audience members only."));
        }

        return body.Audience switch
        {
            AudienceKind.CertificationIssued => new SurveyAudience.CertificationIssued(),
            AudienceKind.Members => new SurveyAudience.Members([.. (body.Classes ?? []).Distinct().Order()]),
            _ => new SurveyAudience.Certificates(await LatestAsync(body.Certificates ?? [], faults, cancellation)),
        };
    }

    // Seed 002, "Methodology": the latest version of each certification, whatever revisions of it are listed.
    private async Task<IReadOnlyList<CaseId>> LatestAsync(IReadOnlyList<CaseId> listed, List<Fault> faults, CancellationToken cancellation)
    {
        if (listed.Count > SurveyChecks.MostCertificates)
        {
            return listed;
        }

        Certificate?[] found = new Certificate?[listed.Count];
        ParallelOptions some = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForAsync(0, listed.Count, some, async (index, token) =>
            found[index] = listed[index].Prefix == Certificate.Prefix ? (await cases.FindAsync<Certificate>(listed[index], token))?.Case : null);
        faults.AddRange(found.Index().Where(one => one.Item is null)
            .Select(one => new Fault($"/certificates/{one.Index}", FaultCodes.NotOffered, $"{listed[one.Index]} is no certificate.")));
        return
        [
            .. found.OfType<Certificate>()
                .GroupBy(certificate => (certificate.Member, certificate.Standard.Standard, certificate.Scope.Key))
                .Select(versions => versions.MaxBy(certificate => certificate.IssuedOn)!.Id),
        ];
    }

    /// <summary>A survey round that shall be.</summary>
    /// <param name="Form">The form's id.</param>
    /// <param name="Title">How the Secretariat calls it, 1 to 200 characters.</param>
    /// <param name="Audience">Who is invited.</param>
    /// <param name="Version">The form's version; default: the latest.</param>
    /// <param name="Certificates">The numbers of 1 to 500 certificates; for the audience <c>certificates</c> only.</param>
    /// <param name="Classes">The codes of one or more membership classes; for the audience <c>members</c> only.</param>
    /// <param name="OpensOn">The first day, today or later, UTC; default: today.</param>
    /// <param name="ClosesOn">The last day; null for a round that stays open until it is closed.</param>
    /// <param name="Quota">The most replies that are taken, not below the minimum; null for any number.</param>
    /// <param name="Minimum">The fewest replies that are published, 2 to 20; default: as the settings say.</param>
    /// <param name="Reminders">How long after the invitation those are reminded who have not
    /// replied, at most 5; default: as the settings say.</param>
    /// <param name="Minutes">How long a reply takes, as the invitation says, 1 to 240; default: as the settings say.</param>
    private sealed record PlanBody(
        string Form,
        string Title,
        AudienceKind Audience,
        int? Version = null,
        IReadOnlyList<CaseId>? Certificates = null,
        IReadOnlyList<MembershipClass>? Classes = null,
        DateOnly? OpensOn = null,
        DateOnly? ClosesOn = null,
        int? Quota = null,
        int? Minimum = null,
        IReadOnlyList<Period>? Reminders = null,
        int? Minutes = null);

    /// <summary>Who is invited to a survey round.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<AudienceKind>))]
    private enum AudienceKind
    {
        /// <summary>Whoever is certified while the round is open, with each certification.</summary>
        [JsonStringEnumMemberName("certification-issued")]
        CertificationIssued,

        /// <summary>The holders of certificates that were issued before.</summary>
        [JsonStringEnumMemberName("certificates")]
        Certificates,

        /// <summary>The members of some classes in good standing.</summary>
        [JsonStringEnumMemberName("members")]
        Members,
    }

    /// <summary>What never changes of a survey round.</summary>
    /// <param name="Id">Its reference.</param>
    /// <param name="Form">Its form's id.</param>
    /// <param name="FormVersion">The form's version.</param>
    /// <param name="Title">How the Secretariat calls it.</param>
    /// <param name="Audience">Who is invited.</param>
    /// <param name="Status">Where its state can be read.</param>
    private sealed record SurveyReceipt(CaseId Id, string Form, int FormVersion, string Title, SurveyAudience Audience, string Status)
    {
        public static SurveyReceipt Of(Survey survey) =>
            new(survey.Id, survey.Plan.Form, survey.Plan.FormVersion, survey.Plan.Title, survey.Plan.Audience, $"/api/surveys/{survey.Id}");
    }
}
