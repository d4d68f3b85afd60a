using System.Text;
using System.Text.Json;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Tests.Forms;

/// <summary>Whatever is sent: never an exception, never accepted by chance, and every pointer leads to where it says.</summary>
public sealed class RandomAnswersTests
{
    private static readonly FormDefinition Form = FormLibrary.Read().Find("membership-application")!;

    private static readonly string[] Texts =
        ["", " ", "x", "PT", "other", "AU", "constitution", "2026-03-31", "9999-99-99", "a@example.org", "https://example.org", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u202e", "铝", "null", "-1"];

    private static readonly string[] Numbers = ["0", "-1", "1e3", "1e400", "-1e-400", "79228162514264337593543950336", "0.1", "2026"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_answers_are_refused_with_pointers_that_lead_somewhere(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 100; i++)
        {
            string json = RandomObject(random);
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (Language language in Enum.GetValues<Language>())
            {
                IReadOnlyList<Fault> faults = Form.Validate(document.RootElement, language, TestForm.Today).Faults;
                Assert.NotEmpty(faults);
                Assert.All(faults, fault => AssertTellable(fault));
            }

            Assert.All(Form.ValidateDraft(document.RootElement, Language.English), AssertTellable);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_valid_application_with_one_member_turned_to_something_random_never_throws(int seed)
    {
        Random random = new(seed);
        foreach (string @class in AsiFunctions.Tests.Support.SampleApplications.Classes)
        {
            for (int i = 0; i < 50; i++)
            {
                string valid = AsiFunctions.Tests.Support.SampleApplications.Answers(@class).ToJsonString();
                using JsonDocument document = JsonDocument.Parse($"{valid[..^1]},{Member(random)}}}");
                Assert.All(Form.Validate(document.RootElement, Language.English, TestForm.Today).Faults, AssertTellable);
            }
        }
    }

    private static void AssertTellable(Fault fault)
    {
        Assert.True(fault.Pointer.Length == 0 || fault.Pointer[0] == '/', fault.Pointer);
        Assert.InRange(fault.Message.Length, 5, 300);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.NotEmpty(JsonSerializer.Serialize(fault));
    }

    private static string RandomObject(Random random)
    {
        IEnumerable<string> members = Enumerable.Range(0, random.Next(30)).Select(_ => Member(random));
        return $"{{{string.Join(',', members)}}}";
    }

    private static string Member(Random random)
    {
        string name = random.Next(8) == 0 ? Texts[random.Next(Texts.Length)] : Form.Questions[random.Next(Form.Questions.Count)].Name;
        return $"\"{name}\":{Value(random, depth: 0)}";
    }

    private static string Value(Random random, int depth) => random.Next(depth > 3 ? 6 : 8) switch
    {
        0 => "true",
        1 => "false",
        2 => "null",
        3 => Numbers[random.Next(Numbers.Length)],
        4 => $"\"{new StringBuilder().Insert(0, "long ", random.Next(2000))}\"",
        5 => $"\"{Texts[random.Next(Texts.Length)]}\"",
        6 => $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Value(random, depth + 1)))}]",
        _ => $"{{\"x\":{Value(random, depth + 1)}}}",
    };
}
