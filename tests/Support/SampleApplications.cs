using System.Text.Json.Nodes;

namespace AsiFunctions.Tests.Support;

/// <summary>Complete, valid answers to the form <c>membership-application</c>, version 1, for each class. All firms and people are made up.</summary>
public static class SampleApplications
{
    /// <summary>The six classes' codes.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["PT", "IU", "CS", "DS", "AS", "GS"];

    /// <summary>The answers of a made-up organisation of that class; a fresh object, so that a test may change it.</summary>
    /// <param name="class">The two-letter code.</param>
    /// <param name="name">Another legal name, where a test needs several.</param>
    /// <remarks>Valid on any day from 2021-01-15 to the end of 2030: a signature and a year of turnover lie in the past.</remarks>
    public static JsonObject Answers(string @class, string? name = null)
    {
        JsonObject answers = @class switch
        {
            "PT" => Certifying("PT", "Northfjord Smelter AS", "NO", turnover: 2_400_000_000, "aluminium-smelting", "casthouses"),
            "IU" => Certifying("IU", "Blue Kettle Packaging GmbH", "DE", turnover: 85_000_000, "material-conversion", "other-manufacturing-or-sale"),
            "CS" => WithStaff("CS", "Clear Rivers Foundation", "AU", staff: 7.5),
            "DS" => WithTurnover("DS", "Lanternlight Windows Ltd", "GB", turnover: 9_000_000, "other-manufacturing-or-sale"),
            "AS" => WithStaff("AS", "Association of Foil Makers", "BE", staff: 24),
            "GS" => WithTurnover("GS", "Harbour Metals Trading Pte Ltd", "SG", turnover: 310_000_000),
            _ => throw new ArgumentOutOfRangeException(nameof(@class), @class, "No such membership class."),
        };
        if (name is not null)
        {
            answers["legalName"] = name;
        }

        return answers;
    }

    /// <summary>The body of a submission of these answers.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="language">The language the form was filled in.</param>
    public static JsonObject Submission(JsonObject answers, string language = "en") => new()
    {
        ["form"] = "membership-application",
        ["version"] = 1,
        ["language"] = language,
        ["answers"] = answers,
    };

    private static JsonObject Certifying(string @class, string name, string country, decimal turnover, params ReadOnlySpan<string> activities)
    {
        JsonObject answers = WithTurnover(@class, name, country, turnover, activities);
        answers["certificationScope"] = "The main works and its casting line.";
        answers["considersChainOfCustody"] = true;
        return answers;
    }

    private static JsonObject WithTurnover(string @class, string name, string country, decimal turnover, params ReadOnlySpan<string> activities)
    {
        JsonObject answers = Common(@class, name, country);
        answers["annualTurnover"] = turnover;
        answers["turnoverYear"] = 2020;
        if (activities.Length > 0)
        {
            answers["activities"] = new JsonArray([.. activities.ToArray().Select(activity => JsonValue.Create(activity))]);
        }

        return answers;
    }

    private static JsonObject WithStaff(string @class, string name, string country, double staff)
    {
        JsonObject answers = Common(@class, name, country);
        answers["staff"] = staff;
        return answers;
    }

    private static JsonObject Common(string @class, string name, string country) => new()
    {
        ["legalName"] = name,
        ["registrationNumber"] = "EX-0012345",
        ["headOfficeAddress"] = "1 Example Street\nExampleton",
        ["headOfficeCountry"] = country,
        ["website"] = "https://www.example.org",
        ["class"] = @class,
        ["classBasis"] = "This is what the organisation does, by its statutes.",
        ["countriesOfOperation"] = new JsonArray(country),
        ["primaryName"] = "Pat Primary",
        ["primaryEmail"] = "pat.primary@example.org",
        ["primaryPosition"] = "Head of Sustainability",
        ["signatoryName"] = "Sam Signatory",
        ["signatoryEmail"] = "sam.signatory@example.org",
        ["signatoryPosition"] = "Director",
        ["heardAbout"] = "business-partner-supplier-or-customer",
        ["declarations"] = new JsonArray("constitution", "antitrust-policy", "complaints-mechanism", "claims-rules", "privacy-consent"),
        ["signedBy"] = "Sam Signatory",
        ["signedOn"] = "2021-01-15",
    };
}
