using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Forms.Conditions;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>Reads a definition in SurveyJS JSON, and finds everything in it that the server would not enforce.</summary>
internal sealed class FormDefinitionReader
{
    // SurveyJS's own limit is none; a form that a person can finish stays far below these.
    private const int MaxDepth = 5;
    private const int MaxQuestions = 500;

    // No dash: "-Comment" at the end of a name is SurveyJS's own.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly List<string> findings = [];
    private readonly List<Question> questions = [];
    private readonly List<FormPage> pages = [];
    private readonly QuestionReader questionReader;
    private int? maxCommentLength;

    private FormDefinitionReader(IReadOnlyDictionary<string, IReadOnlyList<Option>> lists) => questionReader = new QuestionReader(lists);

    public static FormDefinition Read(string id, int version, string json, IReadOnlyDictionary<string, IReadOnlyList<Option>> lists)
    {
        FormDefinitionReader reader = new(lists);
        LocalText title = reader.ReadForm(json);
        return reader.findings.Count == 0
            ? new FormDefinition(id, version, title, [.. reader.questions], [.. reader.pages], json)
            : throw new FormDefinitionException($"{id} version {version}", reader.findings);
    }

    private LocalText ReadForm(string json)
    {
        LocalText none = new("", "");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            findings.Add($": is not JSON: {e.Message}");
            return none;
        }

        using (document)
        {
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                findings.Add(": must be an object");
                return none;
            }

            DefinitionNode form = new(document.RootElement, "", findings);
            LocalText title = form.LocalText("title");
            form.OptionalLocalText("description");
            form.OptionalLocalText("completedHtml");
            form.Skip("$schema", "locale", "showProgressBar", "showQuestionNumbers", "showTOC", "questionErrorLocation", "widthMode");
            questionReader.MaxTextLength = form.Whole("maxTextLength");
            maxCommentLength = form.Whole("maxCommentLength");
            foreach (DefinitionNode page in form.Items("pages"))
            {
                ReadPage(page);
            }

            form.RefuseRest();
            if (findings.Count == 0 && questions.Count is 0 or > MaxQuestions)
            {
                findings.Add($": must have between 1 and {MaxQuestions} questions");
            }

            return title;
        }
    }

    private void ReadPage(DefinitionNode page)
    {
        int before = questions.Count;
        string name = page.OptionalText("name") ?? string.Create(CultureInfo.InvariantCulture, $"page{pages.Count + 1}");
        if (pages.Exists(one => one.Name == name))
        {
            page.Find($"\"name\" is \"{name}\" a second time", 0);
        }

        LocalText? title = page.OptionalLocalText("title");
        ReadContainer(page, [], depth: 1);
        pages.Add(new FormPage(name, title, [.. questions.Skip(before).Select(question => question.Name)]));
    }

    private void ReadContainer(DefinitionNode container, IReadOnlyList<Condition> outer, int depth)
    {
        container.Skip("name", "startWithNewLine");
        if (depth > 1)
        {
            container.OptionalLocalText("title");
        }

        container.OptionalLocalText("description");
        IReadOnlyList<Condition> askedIf = ReadVisibleIf(container, outer);
        foreach (DefinitionNode element in container.Items("elements"))
        {
            if (element.OptionalText("type") is not "panel")
            {
                ReadQuestion(element, askedIf);
            }
            else if (depth < MaxDepth)
            {
                ReadContainer(element, askedIf, depth + 1);
            }
            else
            {
                element.Find($"panels are nested more than {MaxDepth} deep", 0);
            }
        }

        container.RefuseRest();
    }

    private void ReadQuestion(DefinitionNode node, IReadOnlyList<Condition> outer)
    {
        string name = node.Text("name");
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            node.Find($"\"name\" must be a word of letters and digits, not \"{name}\"", 0);
        }
        else if (Find(name) is not null)
        {
            node.Find($"\"name\" is \"{name}\" a second time", 0);
        }

        node.OptionalLocalText("description");
        node.OptionalLocalText("placeholder");
        node.Skip("startWithNewLine", "titleLocation", "autocomplete");
        QuestionBasics basics = new(
            name,
            node.LocalText("title"),
            node.Path,
            node.Flag("isRequired"),
            ReadVisibleIf(node, outer),
            ReadCondition(node, "requiredIf"),
            []);
        Validators validators = Validators.Read(node);
        Question? question = questionReader.Read(node, basics, validators);
        if (question is null)
        {
            return;
        }

        node.RefuseRest();
        questions.Add(question);
        questions[^1] = question with { Asked = basics with { Rules = [.. validators.Expressions.Select(ReadRule).OfType<AnswerRule>()] } };
        if (question is ChoiceQuestion { HasOther: true } or ChoicesQuestion { HasOther: true })
        {
            questions.Add(OtherText(question));
        }
    }

    // SurveyJS sends what a person writes beside "other" under a name of its own; for the server that is one more question.
    private TextQuestion OtherText(Question question)
    {
        LocalText title = question.Asked.Title;
        if (maxCommentLength is null)
        {
            findings.Add($"{question.Asked.Path}: has an \"other\", but the form has no \"maxCommentLength\"");
        }

        QuestionBasics basics = question.Asked with
        {
            Name = $"{question.Name}-Comment",
            Title = new LocalText($"{title.English}: other", $"{title.Chinese}：其他"),
            IsRequired = true,
            AskedIf = [.. question.Asked.AskedIf, new Condition.AnyOf(question.Name, [ChoiceQuestion.Other])],
            RequiredIf = null,
            Rules = [],
        };
        return new TextQuestion(basics, TextShape.Lines, MinLength: 0, maxCommentLength ?? 0, LengthMessage: null, []);
    }

    // An expression validator may look at its own question and at those before it, and must say what it wants.
    private AnswerRule? ReadRule(DefinitionNode validator)
    {
        LocalText message = validator.LocalText("text");
        Condition? condition = ReadCondition(validator, "expression");
        validator.RefuseRest();
        return condition is null ? validator.Find("\"expression\" is missing", (AnswerRule?)null) : new AnswerRule(condition, message);
    }

    private IReadOnlyList<Condition> ReadVisibleIf(DefinitionNode node, IReadOnlyList<Condition> outer) =>
        ReadCondition(node, "visibleIf") is Condition own ? [.. outer, own] : outer;

    private Condition? ReadCondition(DefinitionNode node, string property)
    {
        string? text = node.OptionalText(property);
        if (text is null)
        {
            return null;
        }

        try
        {
            return ConditionParser.Parse(text, Find);
        }
        catch (FormatException e)
        {
            return node.Find($"\"{property}\" is not a supported condition: {e.Message}", (Condition?)null);
        }
    }

    private Question? Find(string name) => questions.Find(q => q.Name == name);
}
