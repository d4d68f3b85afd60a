using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Import;

/// <summary>Reads the certificates of earlier records.</summary>
/// <remarks>
/// The standards and their days are those of the catalogue, the validity that of <see cref="CertificateValidity"/>, the outcome that of
/// <see cref="CertificationOutcomes"/>. What the records do not say is not asked for: single findings, days on site, the lead auditor. That a CoC
/// certificate had its PS certificate is taken as the records have it (assumption).
/// </remarks>
internal static class EarlierCertificates
{
    private const int LongestText = 1000;
    private const int MostCounted = 200;

    /// <summary>One certificate; null where its line has a fault.</summary>
    /// <param name="cells">Its line.</param>
    /// <param name="facts">What it is checked against.</param>
    /// <param name="country">The member's country, where the line has none.</param>
    public static EarlierCertificate? Read(CellReader cells, EarlierFacts facts, string? country)
    {
        string? number = cells.Needed("certificate", "the certificate's number in the earlier records", longest: 60);
        StandardCode? code = cells.Code<StandardCode>("standard", "PS or CoC");
        string? version = cells.Needed("version", "the version of the standard, such as V2");
        CertificateLevel? level = cells.Code<CertificateLevel>("level", "full or provisional");
        DateOnly? issued = cells.Day(EarlierColumns.From, "the first day of validity, as 2020-12-31");
        DateOnly? until = cells.LaterDay("until");
        string? scope = cells.Needed("scope", "what is certified, by name");
        string? scopeText = cells.Text("scope-text", LongestText, hasLines: true) ?? scope;
        IReadOnlyList<SupplyChainActivity> activities = Activities(cells, issued);
        string? place = CountryOf(cells, "country", country);
        AuditType? type = cells.Code<AuditType>("audit-type", "why there was an audit", left: AuditType.Initial);
        string? firm = cells.Needed("audit-firm", "the name of the audit firm", AuditChecks.MaxFirm);
        DateOnly? ended = cells.Day("audit-ended", "the last day of the audit, as 2020-12-31");
        int? majors = cells.Whole("majors", "the number of major non-conformances", 0, MostCounted, left: 0);
        int? minors = cells.Whole("minors", "the number of minor non-conformances", 0, MostCounted, left: 0);
        string? note = cells.Text("text", LongestText, hasLines: true);
        StandardRef? standard = code is { } ofStandard && version is not null ? new StandardRef(ofStandard, version) : null;
        CheckAudit(cells, facts, standard, ended, issued);
        CertificationTerms? terms = TermsOn(cells, facts, issued);
        CheckValidity(cells, terms, level, issued, until);
        if (standard is null || type is not { } why || ended is not { } day || majors is not { } major || minors is not { } minor)
        {
            return null;
        }

        AuditFindings audit = new(
            standard, why, firm ?? "", LeadAuditor: null, OnSiteFrom: null, OnSiteTo: null, day, Maturity: null,
            major + minor > 0 ? CorrectiveActionPlan.Approved : CorrectiveActionPlan.None,
            [.. Findings(Rating.MajorNonConformance, major), .. Findings(Rating.MinorNonConformance, minor)]);
        CheckOutcome(cells, terms, audit, level);
        return cells.HasFaults
            ? null
            : new EarlierCertificate(
                cells.Line.Number, number!, standard, level!.Value, issued!.Value, until, note, scope!, scopeText!, activities, place!, audit);
    }

    /// <summary>A country by its code.</summary>
    internal static string? CountryOf(CellReader cells, string column, string? otherwise = null)
    {
        if (cells.Line[column].Length == 0 && otherwise is not null)
        {
            return otherwise;
        }

        string? country = cells.Needed(column, "a country by its two letters, such as NO");
        if (country is not null && !Countries.IsKnown(country))
        {
            cells.Wrong(column, FaultCodes.Unknown, "this is no country's code; write two capital letters of ISO 3166-1, such as NO.");
        }

        return country;
    }

    private static IReadOnlyList<SupplyChainActivity> Activities(CellReader cells, DateOnly? issued)
    {
        IReadOnlyList<SupplyChainActivity> activities = cells.Codes<SupplyChainActivity>("activities");
        if (cells.Line["activities"].Length == 0)
        {
            cells.Wrong("activities", FaultCodes.Required, "name the supply chain activities that are certified.");
        }

        foreach (SupplyChainActivity activity in activities.Where(activity => activity.OfferedFrom > issued))
        {
            cells.Wrong(
                "activities", "activity-not-offered", $"{activity.EnglishName} is one of ASI's activities from {Iso(activity.OfferedFrom)} only.");
        }

        return activities;
    }

    private static IEnumerable<AuditFinding> Findings(Rating rating, int count) =>
        Enumerable.Repeat(new AuditFinding(Criterion: null, rating, Critical: false), count);

    private static void CheckAudit(CellReader cells, EarlierFacts facts, StandardRef? standard, DateOnly? ended, DateOnly? issued)
    {
        StandardVersion? version = facts.Standards.FirstOrDefault(candidate => candidate.Ref == standard);
        if (standard is not null && version is null)
        {
            cells.Wrong(
                "version",
                FaultCodes.Unknown,
                $"this version is not loaded; known are {string.Join(", ", facts.Standards.Select(known => known.Ref))}.");
        }
        else if (version is not null && ended is { } day && !version.IsAuditableOn(day))
        {
            cells.Wrong("version", "not-auditable", $"{standard} could not be audited against on {Day(day)}.");
        }

        if (ended > issued)
        {
            cells.Wrong("audit-ended", FaultCodes.Inconsistent, "a certificate is not issued before its audit has ended.");
        }
    }

    private static CertificationTerms? TermsOn(CellReader cells, EarlierFacts facts, DateOnly? issued)
    {
        if (issued is not { } day)
        {
            return null;
        }

        if (facts.Terms.TryRowOn(day, out Dated<CertificationTerms>? terms))
        {
            return terms.Value;
        }

        cells.Wrong(EarlierColumns.From, FaultCodes.OutOfRange, "no terms of certification are on record for that day.");
        return null;
    }

    private static void CheckOutcome(CellReader cells, CertificationTerms? terms, AuditFindings audit, CertificateLevel? level)
    {
        if (terms is null)
        {
            return;
        }

        CertificationOutcome outcome = CertificationOutcomes.Of(audit, terms);
        if (outcome is CertificationOutcome.None { Reasons: [var reason, ..] })
        {
            cells.Wrong("majors", reason.Code, reason.Message);
        }
        else if (outcome is not CertificationOutcome.Full && level is CertificateLevel.Full)
        {
            cells.Wrong("level", "above-outcome", "with major non-conformances the certificate is provisional.");
        }
    }

    private static void CheckValidity(
        CellReader cells, CertificationTerms? terms, CertificateLevel? level, DateOnly? issued, DateOnly? until)
    {
        if (until < issued)
        {
            cells.Wrong("until", FaultCodes.Inconsistent, "the last day of validity is not before the first.");
        }
        else if (until is not null && terms is not null && level is { } of && issued is { } from && cells.Line["text"].Length == 0
            && CertificateValidity.Of(of, from, terms).On is var byRules && until != byRules)
        {
            cells.Wrong(
                "until",
                "reason-required",
                $"by the rules it was valid until {Iso(byRules)}; say in the column text why it is another day, or leave until empty.");
        }
    }
}
