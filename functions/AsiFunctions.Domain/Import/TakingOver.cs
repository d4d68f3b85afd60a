using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Import;

/// <summary>How a member is taken over.</summary>
/// <param name="Import">The import, <c>IMP-…</c>.</param>
/// <param name="By">Who decided about it.</param>
/// <param name="Now">The instant.</param>
/// <param name="Into">The member that took it over, where it ended so.</param>
/// <param name="Terms">The terms of certification, dated.</param>
/// <param name="CertificateId">The number here of each of its certificates, in the member's partition.</param>
public sealed record TakeoverFacts(
    CaseId Import, Actor By, DateTimeOffset Now, CaseId? Into, History<CertificationTerms> Terms, Func<EarlierCertificate, CaseId> CertificateId);

/// <summary>What a member of earlier records becomes here, with all its own, in one decision.</summary>
/// <remarks>
/// Nothing is sent about what is long past. The duty is counted as the daily comparison counts that of a member it finds
/// (<see cref="MemberNews.Found"/>): after its certificates, so that at most one summary is sent, and only
/// where a milestone has passed. Who is no member any more has no duty.
/// </remarks>
public static class TakingOver
{
    /// <summary>The member, its register, its certificates as they stand today, and its duty.</summary>
    /// <param name="earlier">Without faults.</param>
    /// <param name="id">The member's reference here.</param>
    /// <param name="facts">How it is taken over.</param>
    public static Decision<Member>.Accepted Member(EarlierMember earlier, CaseId id, TakeoverFacts facts)
    {
        Member member = MemberOf(earlier, id, facts);
        List<Effect> effects = [];
        if (earlier.Certificates.Count > 0)
        {
            (EntityRegister register, IReadOnlyList<Certificate> certificates) = Certified(earlier, member, facts);
            CaseEvent taken = new("taken-over", facts.By, facts.Import.Value);
            effects.Add(new Effect.Open(register, [], []));
            effects.AddRange(certificates.Select(certificate => new Effect.Open(certificate, [taken], [])));
            effects.AddRange(DutyOf(member, certificates, facts));
        }
        else
        {
            effects.AddRange(DutyOf(member, [], facts));
        }

        return new(member, [new CaseEvent("taken-over", facts.By, facts.Import.Value)], effects);
    }

    private static Member MemberOf(EarlierMember earlier, CaseId id, TakeoverFacts facts)
    {
        History<MemberStatus> statuses = earlier.End is { } end
            ? earlier.Standings.With(end.From, new MemberStatus.Ended(end.Reason, end.Text, facts.Into))
            : earlier.Standings;
        JoinDate joined = new(earlier.Joined, JoinEvent.EarlierRecords, $"{earlier.Key} of the earlier records");
        return new Member(id, StepNumber: 1, joined, Application: null, earlier.Details, earlier.Classes, earlier.Sizes, statuses);
    }

    private static IEnumerable<Effect> DutyOf(Member member, IReadOnlyList<Certificate> certificates, TakeoverFacts facts)
    {
        if (member.Status is MemberStatus.Ended)
        {
            return [];
        }

        IEnumerable<ICaseNews> news = certificates.Select(certificate => new CertificateNews(certificate.Facts, facts.By));
        if (member.Class.HasCertificationDuty)
        {
            news = news.Append(new MemberNews.Found(member.Id, member.Class, member.Joined.On, member.CertifiesSince) { IsByImport = true });
        }

        Duty duty = Duty.None(member.Id.As(Domain.Membership.Member.DutyPrefix));
        List<CaseEvent> events = [];
        List<Effect> effects = [];
        foreach (ICaseNews told in news)
        {
            if (DutyProcedure.Hear(duty, told, facts.Now, facts.Terms) is Decision<Duty>.Accepted heard)
            {
                duty = heard.Case;
                events.AddRange(heard.Events);
                effects.AddRange(heard.Effects);
            }
        }

        return events.Count == 0 ? [] : [new Effect.Open(duty, events, effects)];
    }

    private static (EntityRegister Register, IReadOnlyList<Certificate> Certificates) Certified(
        EarlierMember earlier, Member member, TakeoverFacts facts)
    {
        EntityRegister register = RegisterOf(earlier, member, facts);
        List<Certificate> certificates = [];
        foreach (EarlierCertificate taken in earlier.Certificates)
        {
            CertificationScope scope = register.Scopes.First(candidate => candidate.Standard == taken.Standard.Standard
                && NameOf(taken, earlier) == candidate.Name);
            Certificate[] before = [.. certificates.Where(certificate => certificate.Scope.Key == scope.Key)];
            Certificate certificate = CertificateOf(taken, scope, before, register, member, facts);
            if (before is [.., var last] && !CertificateStatus.On(last, taken.IssuedOn).IsOver)
            {
                certificates[certificates.IndexOf(last)] = last with
                {
                    StepNumber = last.StepNumber + 1,
                    Records = [new CertificateRecord.Supersession(taken.IssuedOn, facts.By, facts.Now, Reason: null, certificate.Id)],
                };
            }

            certificates.Add(certificate);
        }

        return (WithCertificates(register, certificates), [.. certificates.Select(certificate => Expired(certificate, facts))]);
    }

    // Its validity may have run out long ago: that is noted at once, and told to nobody.
    private static Certificate Expired(Certificate certificate, TakeoverFacts facts) =>
        certificate.End is null
            && CertificateProcedure.Decide(certificate, new CertificateCommand.Expire(), facts.Now, facts.Terms) is Decision<Certificate>.Accepted over
            ? over.Case
            : certificate;

    private static Certificate CertificateOf(
        EarlierCertificate taken,
        CertificationScope scope,
        IReadOnlyList<Certificate> before,
        EntityRegister register,
        Member member,
        TakeoverFacts facts)
    {
        CertifiedScope certified = CertifiedScope.Of(register, scope, taken.IssuedOn) with { Text = taken.ScopeText, Activities = taken.Activities };
        return new Certificate(
            facts.CertificateId(taken),
            StepNumber: 1,
            member.Id,
            member.Details.Organisation.DisplayName,
            certified,
            taken.Standard,
            taken.Level,
            taken.IssuedOn,
            ValidityOf(taken, facts.Terms),
            CertificateIssue.CertifiedSince(before, taken.IssuedOn),
            taken.Audit,
            Assessment: null,
            PerformanceStandardBy: null,
            TakenOver: taken.Note is null ? $"{taken.Number} of the earlier records" : $"{taken.Number} of the earlier records: {taken.Note}",
            facts.By,
            facts.Now,
            Records: []);
    }

    private static Deadline ValidityOf(EarlierCertificate taken, History<CertificationTerms> terms)
    {
        Deadline byRules = CertificateValidity.Of(taken.Level, taken.IssuedOn, terms.On(taken.IssuedOn));
        return taken.Until is not { } until || until == byRules.On
            ? byRules
            : new Deadline(until, $"as the earlier records have it; by the rules {Iso(byRules.On)}");
    }

    private static EntityRegister RegisterOf(EarlierMember earlier, Member member, TakeoverFacts facts)
    {
        DateOnly today = DateOnly.FromDateTime(facts.Now.UtcDateTime);
        List<Facility> facilities = [];
        List<CertificationScope> scopes = [];
        foreach (IGrouping<string, EarlierCertificate> place in earlier.Certificates.GroupBy(
            certificate => certificate.Scope, StringComparer.Ordinal))
        {
            SupplyChainActivity[] activities = [.. place.SelectMany(certificate => certificate.Activities).Distinct().Order()];
            Facility facility = new($"F{facilities.Count + 1}", place.Key, activities, place.Last().Country, HeadCount: null, today, ClosedOn: null);
            facilities.Add(facility);
            foreach (EarlierCertificate last in place.GroupBy(certificate => certificate.Standard.Standard).Select(same => same.Last()))
            {
                scopes.Add(new CertificationScope(
                    $"S{scopes.Count + 1}",
                    last.Standard.Standard,
                    NameOf(last, earlier),
                    last.ScopeText,
                    [facility.Key],
                    [],
                    last.Activities,
                    today,
                    ClosedOn: null,
                    [],
                    []));
            }
        }

        return new EntityRegister(member.Id.As(EntityRegister.Prefix), StepNumber: 1, facilities, [], scopes);
    }

    // Open scopes have names of their own: where one place is certified against both standards, the CoC scope says so.
    private static string NameOf(EarlierCertificate certificate, EarlierMember member) =>
        certificate.Standard.Standard is StandardCode.ChainOfCustody
        && member.Certificates.Any(other => other.Scope == certificate.Scope && other.Standard.Standard is StandardCode.PerformanceStandard)
            ? $"{certificate.Scope} (CoC)"
            : certificate.Scope;

    private static EntityRegister WithCertificates(EntityRegister register, IReadOnlyList<Certificate> certificates) => register with
    {
        Scopes =
        [
            .. register.Scopes.Select(scope => scope with
            {
                Certificates = [.. certificates.Where(certificate => certificate.Scope.Key == scope.Key).Select(certificate => certificate.Id)],
            }),
        ],
    };
}
