using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Membership;

/// <summary>
/// Answers as they stood in the form: the way back from
/// <see cref="Domain.Forms.MembershipApplicationForm.Read"/>, so that nobody types anything twice.
/// </summary>
internal static class FilledForm
{
    /// <summary>The form's answers; what was not answered is left out. After an erasure nobody's name is in it.</summary>
    public static JsonObject From(ApplicationAnswers answers)
    {
        OrganisationDetails organisation = answers.Organisation;
        JsonObject form = new()
        {
            ["legalName"] = organisation.LegalName,
            ["tradingName"] = organisation.TradingName,
            ["registrationNumber"] = organisation.RegistrationNumber,
            ["headOfficeAddress"] = organisation.Address,
            ["headOfficeCountry"] = organisation.Country,
            ["website"] = organisation.Website,
            ["parentCompany"] = organisation.Parent,
            ["subsidiaries"] = organisation.Subsidiaries.Count == 0 ? null : string.Join('\n', organisation.Subsidiaries),
            ["class"] = answers.Class.Code,
            ["classBasis"] = answers.ClassBasis,
            ["activities"] = List(answers.Activities.Select(activity => JsonSerializer.SerializeToElement(activity).GetString()!)),
            ["countriesOfOperation"] = List(answers.Countries),
            [answers.Size.Basis is SizeBasis.Turnover ? "annualTurnover" : "staff"] = answers.Size.Figure,
            ["turnoverYear"] = answers.Size.Year,
            ["heardAbout"] = answers.HeardAbout.Choice,
            ["heardAbout-Comment"] = answers.HeardAbout.Other,
            ["certificationScope"] = answers.Certification?.Scope,
            ["certificationTargetDate"] = Day(answers.Certification?.TargetDate),
            ["considersChainOfCustody"] = answers.Certification?.ChainOfCustody,
            ["declarations"] = List(answers.Declarations.Accepted),
            ["signedBy"] = answers.Declarations.SignedBy,
            ["signedOn"] = Day(answers.Declarations.SignedOn),
        };
        if (answers.Contacts is { } contacts)
        {
            Add(form, "primary", contacts.Primary);
            form["billingDiffers"] = contacts.Billing is null ? null : true;
            Add(form, "billing", contacts.Billing);
            Add(form, "signatory", contacts.Signatory);
        }

        foreach (string unanswered in form.Where(answer => answer.Value is null).Select(answer => answer.Key).ToList())
        {
            form.Remove(unanswered);
        }

        return form;
    }

    private static void Add(JsonObject form, string who, Contact? contact)
    {
        form[$"{who}Name"] = contact?.Name;
        form[$"{who}Email"] = contact?.Email;
        form[$"{who}Position"] = contact?.Position;
        form[$"{who}Phone"] = contact?.Phone;
    }

    private static JsonArray? List(IEnumerable<string> values)
    {
        JsonArray list = [.. values.Select(value => JsonValue.Create(value))];
        return list.Count == 0 ? null : list;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
