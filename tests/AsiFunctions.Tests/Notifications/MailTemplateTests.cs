using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Notifications.Mail;

namespace AsiFunctions.Tests.Notifications;

public sealed class MailTemplateTests
{
    private static readonly MailTemplates Templates = new();

    public static TheoryData<string, Language> All => Templates.Keys.Aggregate(new TheoryData<string, Language>(), (all, key) =>
    {
        all.Add(key, Language.English);
        all.Add(key, Language.Chinese);
        return all;
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Every_message_can_be_written_with_its_declared_values(string key, Language language)
    {
        MailTemplate template = Templates[key, language];

        RenderedMail least = Templates.Render(template, language, Values(template.Required));
        RenderedMail most = Templates.Render(template, language, Values([.. template.Required, .. template.Optional]));

        foreach (string text in new[] { least.Subject, least.Text, least.Html, most.Subject, most.Text, most.Html })
        {
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("}}", text, StringComparison.Ordinal);
            Assert.DoesNotContain("?", text.Replace("?<", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\n', most.Subject);
        Assert.NotEmpty(most.Subject);
        Assert.Contains("</html>", most.Html, StringComparison.Ordinal);
        Assert.Contains($"lang=\"{language.Tag()}\"", most.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Both_languages_say_the_same_things(string key, Language language)
    {
        MailTemplate one = Templates[key, language];
        MailTemplate english = Templates[key, Language.English];
        Assert.Equal(english.Required.Order(), one.Required.Order());
        Assert.Equal(english.Optional.Order(), one.Optional.Order());
        Assert.Equal(english.Blocks.Select(block => (block.Kind, block.Lines.Count)), one.Blocks.Select(block => (block.Kind, block.Lines.Count)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_message_can_be_written_when_a_value_is_missing(string key, Language language)
    {
        MailTemplate template = Templates[key, language];
        foreach (string missing in template.Required)
        {
            Dictionary<string, string> values = Values(template.Required);
            values.Remove(missing);
            Assert.Contains(
                missing,
                Assert.Throws<MissingMailValueException>(() => Templates.Render(template, language, values)).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(typeof(AdmissionMail))]
    [InlineData(typeof(MembershipMail))]
    [InlineData(typeof(DutyMail))]
    [InlineData(typeof(AccreditationMail))]
    [InlineData(typeof(SurveyMail))]
    public void There_is_a_text_for_every_message_of_the_procedures(Type keys)
    {
        string[] named = [.. keys.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Templates.Keys));
    }

    [Fact]
    public void Staff_read_their_own_text_where_there_is_one()
    {
        Assert.Same(Templates["appeal-received@asi", Language.English], Templates.Find("appeal-received", Role.Board, Language.English));
        Assert.Same(Templates["appeal-received", Language.Chinese], Templates.Find("appeal-received", Role.Applicant, Language.Chinese));
        Assert.Same(Templates["escalation", Language.English], Templates.Find("escalation", Role.Secretariat, Language.English));
        Assert.Null(Templates.Find("no-such-message", Role.Applicant, Language.English));
    }

    [Fact]
    public void Dates_and_codes_are_shown_in_words_of_the_language()
    {
        RenderedMail english = Write("application-approved", Language.English, ("until", "2026-03-09"), ("class", "PT"));
        RenderedMail chinese = Write("application-approved", Language.Chinese, ("until", "2026-03-09"), ("class", "PT"));

        Assert.Contains("Please pay by: 9 March 2026", english.Text, StringComparison.Ordinal);
        Assert.Contains("Class: Production and Transformation (PT)", english.Text, StringComparison.Ordinal);
        Assert.Contains("付款截止日期: 2026年3月9日", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("会员类别: 生产与转化（PT）", chinese.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_wrote_is_text_in_html_and_stays_on_its_lines()
    {
        RenderedMail mail = Write(
            "application-declined",
            Language.English,
            ("reason", "One <b>reason</b> & {{link}}\nand another"),
            ("organisation", "<script>alert(1)</script> Ltd"));

        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.Contains("One &lt;b&gt;reason&lt;/b&gt; &amp; {{link}}<br>and another", mail.Html, StringComparison.Ordinal);
        Assert.Contains("> One <b>reason</b> & {{link}}\n> and another", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_breaks_out_of_the_subject()
    {
        RenderedMail mail = Write("notice-to-members", Language.English, ("organisation", "Evil\r\nBcc: all@example.org"));
        Assert.Equal("Notice to members: Evil Bcc: all@example.org applies to join ASI", mail.Subject);
    }

    [Fact]
    public void A_link_that_is_quoted_does_not_break_out_of_its_attribute()
    {
        RenderedMail mail = Write("draft-saved", Language.English, ("link", "https://portal.example.org/#/\" onclick=\"x"));
        Assert.Contains("href=\"https://portal.example.org/#/&quot; onclick=&quot;x\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_for_a_value_that_is_not_given_are_left_out()
    {
        Assert.Contains("> ", Write("appeal-upheld", Language.English, ("reason", "No new facts.")).Text, StringComparison.Ordinal);
        RenderedMail without = Write("appeal-upheld", Language.English);
        Assert.DoesNotContain("> ", without.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<blockquote>", without.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject: Hello")]
    [InlineData("values: a\n\nHello")]
    [InlineData("subject: Hello\n\nDear {{stranger}}")]
    [InlineData("subject: Hello\n\n?stranger Dear you")]
    [InlineData("subject: Hello\n\n= no colon here")]
    public void A_malformed_template_is_refused(string text) => Assert.Throws<FormatException>(() => MailTemplate.Parse(text));

    [Fact]
    public void A_line_may_depend_on_a_code()
    {
        MailTemplate template = MailTemplate.Parse("subject: S\noptional: why\n\n?why=a Because of a.\n?why=b Because of b.");
        Assert.Contains(
            "Because of b.",
            Templates.Render(template, Language.English, new Dictionary<string, string> { ["name"] = "N", ["why"] = "b" }).Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Because",
            Templates.Render(template, Language.English, new Dictionary<string, string> { ["name"] = "N" }).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P18M", "18 months", "18 个月")]
    [InlineData("P12M", "12 months", "12 个月")]
    [InlineData("P1Y", "12 months", "12 个月")]
    [InlineData("P1M", "1 month", "1 个月")]
    [InlineData("P14D", "2 weeks", "2 周")]
    [InlineData("P7D", "1 week", "1 周")]
    [InlineData("P10D", "10 days", "10 天")]
    [InlineData("P1D", "1 day", "1 天")]
    [InlineData("P0D", "0 days", "0 天")]
    [InlineData("", "", "")]
    public void Lengths_of_time_are_shown_in_words_of_the_language(string left, string english, string chinese)
    {
        MailTemplate template = MailTemplate.Parse("subject: S\nvalues: left\n\n[{{left:period}}]");
        Dictionary<string, string> values = new() { ["name"] = "N", ["left"] = left };

        Assert.StartsWith($"[{english}]", Templates.Render(template, Language.English, values).Text, StringComparison.Ordinal);
        Assert.StartsWith($"[{chinese}]", Templates.Render(template, Language.Chinese, values).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("half a year")]
    [InlineData("P1M14D")]
    public void What_is_no_length_of_time_is_not_shown_as_one(string left)
    {
        MailTemplate template = MailTemplate.Parse("subject: S\nvalues: left\n\n{{left:period}}");
        Assert.Throws<FormatException>(
            () => Templates.Render(template, Language.English, new Dictionary<string, string> { ["name"] = "N", ["left"] = left }));
    }

    private static RenderedMail Write(string key, Language language, params (string Name, string Value)[] values)
    {
        MailTemplate template = Templates[key, language];
        Dictionary<string, string> all = Values(template.Required);
        foreach ((string name, string value) in values)
        {
            all[name] = value;
        }

        return Templates.Render(template, language, all);
    }

    private static Dictionary<string, string> Values(IEnumerable<string> names) =>
        names.ToDictionary(name => name, name => name switch
        {
            "until" or "from" or "to" or "due" or "joined" or "grace" or "on" or "before" or "since" => "2026-01-31",
            "left" => "P6M",
            _ => $"the-{name}",
        });
}
