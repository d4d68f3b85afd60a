using System.Globalization;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms.Conditions;

/// <summary>Reads conditions, and holds them to the questions they speak of.</summary>
/// <remarks>
/// <code>
/// condition  := all ("or" all)*
/// all        := one ("and" one)*
/// one        := "!" "(" condition ")" | "(" condition ")" | comparison
/// comparison := {question} ("empty" | "notempty")
///             | {question} ("=" | "!=" | "&lt;" | "&lt;=" | ">" | ">=" | "contains" | "notcontains") value
///             | {question} ("anyof" | "allof" | "noneof") "[" value ("," value)* "]"
/// </code>
/// Every value is checked against its question when the form is read: a choice that is not offered, or a number compared with a
/// text, is an error in the form. With that, SurveyJS's conversions between types never come into play, and both sides agree.
/// </remarks>
internal sealed class ConditionParser
{
    // Deeper nesting than any person can read; it keeps a hostile definition from exhausting the stack.
    private const int MaxDepth = 20;

    private readonly Func<string, Question?> find;
    private readonly List<Token> tokens;
    private int next;
    private int depth;

    private ConditionParser(string text, Func<string, Question?> find)
    {
        this.find = find;
        tokens = ConditionTokens.Read(text);
    }

    private Token Current => tokens[next];

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="find">The question of a name; null where the condition may not speak of it.</param>
    /// <exception cref="FormatException">What is wrong, as the end of a sentence.</exception>
    public static Condition Parse(string text, Func<string, Question?> find)
    {
        ConditionParser parser = new(text, find);
        Condition condition = parser.ReadAny();
        return parser.Current.Kind is TokenKind.End ? condition : throw parser.Unexpected("\"and\", \"or\" or the end");
    }

    private Condition ReadAny()
    {
        Condition left = ReadAll();
        while (Take("or") || Take("||"))
        {
            left = new Condition.Or(left, ReadAll());
        }

        return left;
    }

    private Condition ReadAll()
    {
        Condition left = ReadOne();
        while (Take("and") || Take("&&"))
        {
            left = new Condition.And(left, ReadOne());
        }

        return left;
    }

    private Condition ReadOne()
    {
        if (Current is { Kind: TokenKind.Word, Text: "not" })
        {
            throw new FormatException($"SurveyJS has no \"not\" (at {Current.At}); write !( … )");
        }

        bool negated = Take("!") || Take("negate");
        if (negated && Current is not { Kind: TokenKind.Sign, Text: "(" })
        {
            throw new FormatException($"write parentheses after \"!\", as in !({{name}} = 1) (at {Current.At})");
        }

        if (!Take("("))
        {
            return ReadComparison();
        }

        if (++depth > MaxDepth)
        {
            throw new FormatException($"parentheses are nested more than {MaxDepth} deep");
        }

        Condition inner = ReadAny();
        Expect(")");
        depth--;
        return negated ? new Condition.Not(inner) : inner;
    }

    private Condition ReadComparison()
    {
        if (Current.Kind is not TokenKind.Name)
        {
            throw Unexpected("a question's name in braces");
        }

        Token name = Advance();
        Question question = find(name.Text)
            ?? throw new FormatException($"{{{name.Text}}} is not a question before this one");
        Token sign = Advance();
        Condition answered = new Condition.Answered(question.Name);
        return sign.Text switch
        {
            "empty" => new Condition.Not(answered),
            "notempty" => answered,
            "=" or "==" or "equal" => new Condition.Is(question.Name, ReadComparable(question, sign, ordered: false)),
            "!=" or "<>" or "notequal" => new Condition.Not(new Condition.Is(question.Name, ReadComparable(question, sign, ordered: false))),
            "<" or "less" => new Condition.Beyond(question.Name, ReadComparable(question, sign, ordered: true), -1),
            ">" or "greater" => new Condition.Beyond(question.Name, ReadComparable(question, sign, ordered: true), 1),
            "<=" or "lessorequal" => OrEqual(question, ReadComparable(question, sign, ordered: true), -1),
            ">=" or "greaterorequal" => OrEqual(question, ReadComparable(question, sign, ordered: true), 1),
            "contains" or "contain" => new Condition.AllOf(question.Name, [ReadListed(question, sign)]),
            "notcontains" or "notcontain" => new Condition.Not(new Condition.AllOf(question.Name, [ReadListed(question, sign)])),
            "anyof" => new Condition.AnyOf(question.Name, ReadList(question)),
            "noneof" => new Condition.Not(new Condition.AnyOf(question.Name, ReadList(question))),
            "allof" when question is ChoicesQuestion => new Condition.AllOf(question.Name, ReadList(question)),
            "allof" => throw DoesNotFit(sign, question),
            _ => throw new FormatException($"{sign.Shown} at {sign.At} is not a comparison that forms may use"),
        };
    }

    private static Condition.Or OrEqual(Question question, FormValue value, int side) =>
        new(new Condition.Is(question.Name, value), new Condition.Beyond(question.Name, value, side));

    private FormValue ReadComparable(Question question, Token sign, bool ordered)
    {
        Token value = Advance();
        return (question, value.Kind) switch
        {
            (NumberQuestion, TokenKind.Number) when decimal.TryParse(
                value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                => new FormValue.Number(number),
            (DateQuestion, TokenKind.Text) when DateQuestion.TryRead(value.Text, out DateOnly date) => new FormValue.Date(date),
            (ChoiceQuestion choice, TokenKind.Text) when !ordered => new FormValue.Choice(Offered(choice.Options, choice.HasOther, value)),
            (BooleanQuestion, TokenKind.Word) when !ordered && value.Text is "true" or "false" => new FormValue.YesNo(value.Text is "true"),
            _ => throw new FormatException($"{sign.Shown} at {sign.At} does not fit {question.Kind} {{{question.Name}}} and {value.Shown}"),
        };
    }

    private string ReadListed(Question question, Token sign) => question is ChoicesQuestion many && Current.Kind is TokenKind.Text
        ? Offered(many.Options, many.HasOther, Advance())
        : throw DoesNotFit(sign, question);

    private List<string> ReadList(Question question)
    {
        (IReadOnlyList<Option> options, bool hasOther) = question switch
        {
            ChoiceQuestion one => (one.Options, one.HasOther),
            ChoicesQuestion many => (many.Options, many.HasOther),
            _ => throw DoesNotFit(tokens[next - 1], question),
        };
        Expect("[");
        List<string> values = [];
        do
        {
            values.Add(Current.Kind is TokenKind.Text ? Offered(options, hasOther, Advance()) : throw Unexpected("a text in quotes"));
        }
        while (Take(","));
        Expect("]");
        return values;
    }

    private static string Offered(IReadOnlyList<Option> options, bool hasOther, Token value) =>
        options.Any(o => o.Value == value.Text) || (hasOther && value.Text == ChoiceQuestion.Other)
            ? value.Text
            : throw new FormatException($"{value.Shown} at {value.At} is not one of the choices");

    private static FormatException DoesNotFit(Token sign, Question question) =>
        new($"{sign.Shown} at {sign.At} does not fit {question.Kind} {{{question.Name}}}");

    private Token Advance() => Current.Kind is TokenKind.End ? Current : tokens[next++];

    private bool Take(string text)
    {
        bool taken = Current.Kind is TokenKind.Sign or TokenKind.Word && Current.Text == text;
        if (taken)
        {
            next++;
        }

        return taken;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            throw Unexpected($"\"{text}\"");
        }
    }

    private FormatException Unexpected(string wanted) => new($"{wanted} is missing before {Current.Shown} at {Current.At}");
}
