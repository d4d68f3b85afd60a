using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Domain.Tests.Forms;

public sealed class MembershipApplicationFormTests
{
    private static readonly FormLibrary Library = FormLibrary.Read();
    private static readonly FormDefinition Form = Library.Find(MembershipApplicationForm.Id, 1)!;

    public static TheoryData<string> Classes => [.. SampleApplications.Classes];

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_complete_application_of_each_class_passes_the_form_and_the_rules(string @class)
    {
        FormAnswers answers = Form.Check(SampleApplications.Answers(@class));
        Assert.Empty(answers.Faults);
        ApplicationAnswers application = MembershipApplicationForm.Read(answers);
        Assert.Empty(MembershipApplicationForm.Check(application, Language.English, TestForm.Today));
        Assert.Equal(@class, application.Class.Code);
        Assert.Equal(application.Class.SizeBasis, application.Size.Basis);
        Assert.Equal(application.Class.MayBeCertified, application.Certification is not null);
    }

    [Fact]
    public void The_declaration_has_what_was_written()
    {
        JsonObject answers = SampleApplications.Answers("PT");
        answers["tradingName"] = " Northfjord ";
        answers["subsidiaries"] = "Northfjord Casting AS\r\n\r\n  Northfjord Recycling AS ";
        answers["billingDiffers"] = true;
        answers["billingName"] = "Bea Billing";
        answers["billingEmail"] = "invoices@example.org";
        answers["primaryPhone"] = "+47 22 00 00 00";
        answers["certificationTargetDate"] = "2027-06-30";
        answers["heardAbout"] = "other";
        answers["heardAbout-Comment"] = "A poster.";

        ApplicationAnswers application = MembershipApplicationForm.Read(Form.Check(answers));

        Assert.Equal("Northfjord", application.Organisation.TradingName);
        Assert.Equal(["Northfjord Casting AS", "Northfjord Recycling AS"], application.Organisation.Subsidiaries);
        Assert.Equal([SupplyChainActivity.AluminiumSmelting, SupplyChainActivity.Casthouses], application.Activities);
        Assert.Equal(SizeDeclaration.OfTurnover(2_400_000_000, 2020), application.Size);
        Assert.Equal(SizeBand.Large, application.Size.Band);
        Assert.Equal(
            new Contact("Pat Primary", "pat.primary@example.org", "Head of Sustainability", "+47 22 00 00 00"), application.Contacts!.Primary);
        Assert.Equal(new Contact("Bea Billing", "invoices@example.org", null, null), application.Contacts.Billing);
        Assert.Equal(new CertificationIntent("The main works and its casting line.", new DateOnly(2027, 6, 30), true), application.Certification);
        Assert.Equal(new HeardAbout("other", "A poster."), application.HeardAbout);
        Assert.Equal(5, application.Declarations.Accepted.Count);
        Assert.Equal(("Sam Signatory", new DateOnly(2021, 1, 15)), (application.Declarations.SignedBy, application.Declarations.SignedOn));
    }

    [Theory]
    [InlineData(
        "IU",
        "staff",
        "12",
        "/answers/staff",
        "not-asked",
        "“Staff in full-time equivalents (FTE)” is not asked, given your other answers; please leave it out.")]
    [InlineData(
        "CS",
        "annualTurnover",
        "12",
        "/answers/annualTurnover",
        "not-asked",
        "“Annual turnover in US$” is not asked, given your other answers; please leave it out.")]
    [InlineData(
        "DS",
        "certificationScope",
        "\"All\"",
        "/answers/certificationScope",
        "not-asked",
        "“What you intend to certify first” is not asked, given your other answers; please leave it out.")]
    [InlineData(
        "DS", "annualTurnover", "-1", "/answers/annualTurnover", "out-of-range", "“Annual turnover in US$” must be between 0 and 5000000000000.")]
    [InlineData(
        "DS", "annualTurnover", "1e15", "/answers/annualTurnover", "out-of-range", "“Annual turnover in US$” must be between 0 and 5000000000000.")]
    [InlineData("DS", "turnoverYear", "2027", "/answers/turnoverYear", "out-of-range", "“Year of that turnover” must be between 2016 and 2026.")]
    [InlineData(
        "DS",
        "headOfficeCountry",
        "\"XX\"",
        "/answers/headOfficeCountry",
        "not-offered",
        "“XX” is not one of the choices of “Country of the head office”.")]
    [InlineData(
        "DS",
        "countriesOfOperation",
        """["GB", "gb"]""",
        "/answers/countriesOfOperation/1",
        "not-offered",
        "“gb” is not one of the choices of “Countries of operation”.")]
    [InlineData("DS", "activities", "[]", "/answers/activities", "required", "Please answer “Supply chain activities”.")]
    [InlineData("DS", "primaryPhone", "\"call me\"", "/answers/primaryPhone", "malformed", "A phone number has digits, and may begin with +.")]
    [InlineData(
        "DS",
        "billingName",
        "\"Bea\"",
        "/answers/billingName",
        "not-asked",
        "“Billing contact: name” is not asked, given your other answers; please leave it out.")]
    [InlineData(
        "DS", "signedOn", "\"2026-04-02\"", "/answers/signedOn", "out-of-range", "“Date of signature” must be from 2015-01-01 to 2026-04-01.")]
    [InlineData(
        "PT",
        "certificationTargetDate",
        "\"2020-01-01\"",
        "/answers/certificationTargetDate",
        "out-of-range",
        "“By when you intend to be certified” must be from 2026-03-30 to 2036-04-07.")]
    [InlineData(
        "DS",
        "declarations",
        """["constitution", "privacy-consent"]""",
        "/answers/declarations",
        "too-short",
        "An application can be taken only with all five declarations.")]
    [InlineData("DS", "sizeBand", "\"small\"", "/answers/sizeBand", "unknown", "This form has no field named “sizeBand”.")]
    public void One_wrong_answer_gives_one_plain_fault(string @class, string name, string value, string at, string code, string message)
    {
        JsonObject answers = SampleApplications.Answers(@class);
        answers[name] = JsonNode.Parse(value);
        Assert.Equal([new Fault(at, code, message)], Form.Check(answers).Faults);
    }

    [Fact]
    public void An_empty_application_is_asked_for_everything_that_hangs_on_nothing() => Assert.Equal(
        [
            "legalName", "registrationNumber", "headOfficeAddress", "headOfficeCountry", "class", "classBasis", "countriesOfOperation",
            "primaryName", "primaryEmail", "primaryPosition", "signatoryName", "signatoryEmail", "signatoryPosition",
            "heardAbout", "declarations", "signedBy", "signedOn",
        ],
        Form.Check(new JsonObject()).Faults.Select(fault => fault.Pointer["/answers/".Length..]));

    [Theory]
    [InlineData("PT", new[] { "annualTurnover", "turnoverYear", "certificationScope" })]
    [InlineData("IU", new[] { "annualTurnover", "turnoverYear", "certificationScope" })]
    [InlineData("DS", new[] { "annualTurnover", "turnoverYear" })]
    [InlineData("GS", new[] { "annualTurnover", "turnoverYear" })]
    [InlineData("CS", new[] { "staff" })]
    [InlineData("AS", new[] { "staff" })]
    public void Each_class_is_asked_for_its_own_figures(string @class, string[] demanded)
    {
        JsonObject answers = SampleApplications.Answers(@class);
        foreach (string name in new[] { "annualTurnover", "turnoverYear", "staff", "certificationScope" })
        {
            answers.Remove(name);
        }

        Assert.Equal(demanded.Select(name => $"/answers/{name}"), Form.Check(answers).Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData("bauxite-mining")]
    [InlineData("alumina-refining")]
    [InlineData("aluminium-smelting")]
    public void Mining_refining_and_smelting_leave_no_class_but_PT(string activity)
    {
        JsonObject answers = SampleApplications.Answers("IU");
        answers["activities"] = new JsonArray(activity);
        Fault fault = Assert.Single(Rules(answers, Language.English));
        Assert.Equal(("/answers/class", "class-forced"), (fault.Pointer, fault.Code));
        Assert.Contains("生产与转化", Assert.Single(Rules(answers, Language.Chinese)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PT_needs_an_activity_that_produces_or_transforms()
    {
        JsonObject answers = SampleApplications.Answers("PT");
        answers["activities"] = new JsonArray("other-manufacturing-or-sale");
        Fault fault = Assert.Single(Rules(answers, Language.English));
        Assert.Equal(("/answers/activities", "activity-missing"), (fault.Pointer, fault.Code));
    }

    [Fact]
    public void Billing_is_asked_for_only_when_it_differs()
    {
        JsonObject answers = SampleApplications.Answers("GS");
        answers["billingDiffers"] = true;
        Assert.Equal(["/answers/billingName", "/answers/billingEmail"], Form.Check(answers).Faults.Select(fault => fault.Pointer));
        answers["billingDiffers"] = false;
        Assert.Empty(Form.Check(answers).Faults);
        Assert.Null(MembershipApplicationForm.Read(Form.Check(answers)).Contacts!.Billing);
    }

    [Fact]
    public void The_form_offers_exactly_the_domain_s_classes_activities_and_countries()
    {
        Assert.Equal(
            MembershipClasses.All.Select(@class => @class.Code).Order(StringComparer.Ordinal),
            Options("class").Select(option => option.Value).Order(StringComparer.Ordinal));
        Assert.Equal(SupplyChainActivities.All.Count, Options("activities").Count);
        Assert.Equal(Countries.Codes, Options("headOfficeCountry").Select(option => option.Value).Order(StringComparer.Ordinal));
    }

    // That every text has both languages is part of the subset; this holds that the Chinese is Chinese.
    [Fact]
    public void Every_title_and_choice_is_translated()
    {
        IEnumerable<LocalText> texts = Form.Questions.Select(question => question.Asked.Title)
            .Concat(Form.Questions.SelectMany(question => Options(question.Name)).Select(option => option.Text))
            .Append(Form.Title);
        Assert.All(texts, text => Assert.Contains(text.Chinese, c => c is >= '\u4E00' and <= '\u9FFF'));
    }

    [Fact]
    public void Each_choice_of_activity_becomes_the_domain_s()
    {
        JsonObject answers = SampleApplications.Answers("PT");
        answers["activities"] = new JsonArray([.. Options("activities").Select(option => JsonValue.Create(option.Value))]);
        Assert.Equal(
            SupplyChainActivities.All.Order(), MembershipApplicationForm.Read(Form.Check(answers)).Activities.Order());
    }

    [Theory]
    [InlineData("""{ "class": "TP", "annualTurnover": "soon", "legalName": "x" }""", 0)]
    [InlineData("""{ "legalName": "a\u0001" }""", 1)]
    [InlineData("""{ "legalName": { "a": 1 } }""", 1)]
    [InlineData("""{ "activities": [ 1 ] }""", 1)]
    [InlineData("""{ "nothing": 1 }""", 1)]
    [InlineData("[]", 1)]
    public void A_draft_is_held_to_shape_and_size_only(string answers, int faults)
    {
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(answers);
        Assert.Equal(faults, Form.ValidateDraft(document.RootElement, Language.English, "/answers").Count);
    }

    [Fact]
    public void The_library_finds_a_version_and_the_latest()
    {
        Assert.Same(Form, Library.Find(MembershipApplicationForm.Id));
        Assert.Null(Library.Find(MembershipApplicationForm.Id, 2));
        Assert.Null(Library.Find("nothing"));
    }

    private static IReadOnlyList<Fault> Rules(JsonObject answers, Language language)
    {
        FormAnswers checkedAnswers = Form.Check(answers, language);
        Assert.Empty(checkedAnswers.Faults);
        return MembershipApplicationForm.Check(MembershipApplicationForm.Read(checkedAnswers), language, TestForm.Today, "/answers");
    }

    private static IReadOnlyList<Option> Options(string name) => Form.Questions.Single(question => question.Name == name) switch
    {
        ChoiceQuestion one => one.Options,
        ChoicesQuestion many => many.Options,
        _ => [],
    };
}
