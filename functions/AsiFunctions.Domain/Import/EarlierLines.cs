using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Import;

/// <summary>Reads single lines of earlier records.</summary>
internal static class EarlierLines
{
    /// <summary>
    /// How applicants heard of ASI is asked since this day (M&amp;E Insights, March 2021, section 5; the day within the month is an assumption).
    /// </summary>
    public static readonly DateOnly HeardAboutAskedFrom = new(2019, 11, 1);

    private const int LongestText = 1000;

    // The choices of the application form, and the one that is told in words.
    private static readonly string[] Heard =
        ["business-partner-supplier-or-customer", "member", "auditor-or-consultant", "association", "civil-society", "event", "media-or-internet", "other"];

    /// <summary>The day of joining, null where it cannot be read, and of the organisation what can be.</summary>
    public static (DateOnly? Joined, MemberDetails Details) Member(CellReader cells)
    {
        DateOnly? joined = cells.Day(EarlierColumns.From, "the day of joining, as 2020-12-31");
        string? name = cells.Needed("name", "the legal name");
        string? registration = cells.Needed("registration", "the number in the register of its country", longest: 100);
        string? country = EarlierCertificates.CountryOf(cells, "country");
        string? website = Website(cells);
        IReadOnlyList<SupplyChainActivity> activities = cells.Codes<SupplyChainActivity>("activities");
        IReadOnlyList<string> countries = CountriesOf(cells, country);
        Contact? contact = ContactOf(cells);
        string language = cells.Line["language"] is { Length: > 0 } code ? code : "en";
        if (language is not ("en" or "zh"))
        {
            cells.Wrong("language", FaultCodes.NotOffered, "write en or zh.");
        }

        HeardAbout? heard = HeardAboutOf(cells, joined);
        OrganisationDetails organisation = new(
            name ?? "",
            cells.Text("trading-name"),
            registration ?? "",
            country ?? "",
            cells.Text("address", LongestText, hasLines: true),
            website,
            cells.Text("parent"),
            []);
        MemberDetails details = new(
            organisation,
            activities,
            countries,
            contact is null ? null : new Contacts(contact, Billing: null, contact),
            language,
            heard,
            Certification: null);
        return (joined, details);
    }

    /// <summary>A size declaration.</summary>
    public static SizeDeclaration? Size(CellReader cells)
    {
        bool hasTurnover = cells.Line["turnover"].Length > 0;
        if (hasTurnover == cells.Line["staff"].Length > 0)
        {
            cells.Wrong(
                "turnover",
                FaultCodes.Required,
                "write either the turnover in US$ with its year (PT, IU, DS, GS) or the staff in full-time equivalents (CS, AS).");
            return null;
        }

        if (hasTurnover)
        {
            decimal? turnover = cells.Number("turnover", "the turnover in US$");
            int? year = cells.Whole("year", "the year in which the financial year of the turnover ended", 1990, 2100);
            return turnover is { } dollars && year is { } ended ? SizeDeclaration.OfTurnover(dollars, ended) : null;
        }

        if (cells.Line["year"].Length > 0)
        {
            cells.Wrong("year", FaultCodes.NotAsked, "staff is counted on the day of the declaration; leave the year empty.");
        }

        return cells.Number("staff", "the staff in full-time equivalents") is { } staff ? SizeDeclaration.OfStaff(staff) : null;
    }

    /// <summary>A standing, other than the end.</summary>
    public static MemberStatus? Standing(CellReader cells)
    {
        string? text = cells.Text("text", LongestText, hasLines: true);
        switch (cells.Needed("status", "active or suspended"))
        {
            case "active":
                if (cells.Line["reason"].Length > 0)
                {
                    cells.Wrong("reason", FaultCodes.NotAsked, "only a suspension has a reason; leave it empty.");
                }

                return new MemberStatus.Active();
            case "suspended":
                SuspensionReason? reason = cells.Code<SuspensionReason>("reason", "why it was suspended");
                if (reason is SuspensionReason.Other && cells.Line["text"].Length == 0)
                {
                    cells.Wrong("text", "reason-required", "say in words why the member was suspended.");
                }

                return reason is { } why ? new MemberStatus.Suspended(why, text) : null;
            case null:
                return null;
            default:
                cells.Wrong("status", FaultCodes.NotOffered, "write active or suspended; a membership ends by a line 'end'.");
                return null;
        }
    }

    /// <summary>The end of a membership.</summary>
    public static EarlierEnd? End(CellReader cells)
    {
        DateOnly? from = cells.Day(EarlierColumns.From, "the first day without membership, as 2020-12-31");
        MembershipEnd? reason = cells.Code<MembershipEnd>("reason", "why the membership ended");
        string? text = cells.Text("text", LongestText, hasLines: true);
        string? into = cells.Text("into");
        if (reason is MembershipEnd.Other && cells.Line["text"].Length == 0)
        {
            cells.Wrong("text", "reason-required", "say in words why the membership ended.");
        }

        if (reason is { IsTrueLoss: true } && into is not null)
        {
            cells.Wrong("into", "successor", "with this reason no other member takes the organisation over; leave it empty.");
        }

        if (reason is { IsTrueLoss: false } && cells.Line["into"].Length == 0)
        {
            cells.Wrong("into", "successor", "name the member that took the organisation over, by its key in this file or its reference here.");
        }

        return from is { } day && reason is { } why ? new EarlierEnd(cells.Line.Number, day, why, text, into) : null;
    }

    private static string? Website(CellReader cells)
    {
        string? website = cells.Text("website");
        if (website is not null && !PlainText.IsWebAddress(website))
        {
            cells.Wrong("website", FaultCodes.Malformed, "write an address that begins with https:// or http://, or leave it empty.");
        }

        return website;
    }

    private static IReadOnlyList<string> CountriesOf(CellReader cells, string? headOffice)
    {
        IReadOnlyList<string> countries = cells.List("countries");
        if (countries.FirstOrDefault(code => !Countries.IsKnown(code)) is not null)
        {
            cells.Wrong(
                "countries", FaultCodes.Unknown, "write countries as two capital letters of ISO 3166-1 with blanks between them, such as NO DE.");
        }

        return countries.Count > 0 || headOffice is null ? countries : [headOffice];
    }

    // Nobody's name or address is repeated in a message: those go to logs and screens.
    private static Contact? ContactOf(CellReader cells)
    {
        string? name = cells.Needed("contact-name", "whom to write to");
        string? email = cells.Needed("contact-email", "the contact's e-mail address", longest: 254);
        if (email is not null && !PlainText.IsEmail(email))
        {
            cells.Wrong("contact-email", FaultCodes.Malformed, "this is no e-mail address; write it as name@example.org.");
        }

        return name is null || email is null ? null : new Contact(name, email, Position: null, Phone: null);
    }

    private static HeardAbout? HeardAboutOf(CellReader cells, DateOnly? joined)
    {
        string? words = cells.Text("heard-about-text");
        if (cells.Text("heard-about") is not { } choice)
        {
            if (words is not null)
            {
                cells.Wrong("heard-about-text", FaultCodes.NotAsked, "words belong to the choice 'other'; leave them out.");
            }

            return null;
        }

        if (joined < HeardAboutAskedFrom)
        {
            cells.Wrong("heard-about", FaultCodes.NotAsked, $"this was not asked before {Day(HeardAboutAskedFrom)}; leave it empty.");
        }
        else if (!Heard.Contains(choice, StringComparer.Ordinal))
        {
            cells.Wrong("heard-about", FaultCodes.NotOffered, $"write one of: {string.Join(", ", Heard)}.");
        }
        else if ((choice == "other") != (words is not null))
        {
            cells.Wrong("heard-about-text", FaultCodes.Inconsistent, "the choice 'other' is told in words, and only that one.");
        }

        return new HeardAbout(choice, words);
    }
}
