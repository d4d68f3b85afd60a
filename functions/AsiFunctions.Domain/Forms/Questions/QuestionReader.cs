namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>Reads what is special to each type of question.</summary>
/// <param name="lists">The named lists that <c>choicesByUrl</c> may ask for.</param>
internal sealed class QuestionReader(IReadOnlyDictionary<string, IReadOnlyList<Option>> lists)
{
    /// <summary>Where named lists of choices are served, see functions/AsiFunctions/Forms.</summary>
    private const string ListAddress = "/api/forms/choices/";

    /// <summary>The form's limit for texts that have none of their own.</summary>
    public int? MaxTextLength { get; set; }

    /// <returns>Null where the type is not supported.</returns>
    public Question? Read(DefinitionNode node, QuestionBasics basics, Validators validators) => node.Text("type") switch
    {
        "text" => ReadInput(node, basics, validators),
        "comment" => ReadText(node, basics, validators, TextShape.Lines),
        "radiogroup" or "dropdown" => ReadChoice(node, basics, validators),
        "checkbox" or "tagbox" => ReadChoices(node, basics, validators),
        "boolean" => ReadBoolean(node, basics, validators),
        string type => node.Find($"\"type\" is \"{type}\", which is not a supported question", (Question?)null),
    };

    private Question? ReadInput(DefinitionNode node, QuestionBasics basics, Validators validators) => node.OptionalText("inputType") switch
    {
        null or "text" or "tel" => ReadText(node, basics, validators, validators.IsEmail ? TextShape.Email : TextShape.Line),
        "email" => ReadText(node, basics, validators, TextShape.Email),
        "url" => ReadText(node, basics, validators, TextShape.Url),
        "number" => ReadNumber(node, basics, validators),
        "date" => ReadDate(node, basics, validators),
        string type => node.Find($"\"inputType\" is \"{type}\", which is not supported", (Question?)null),
    };

    private TextQuestion ReadText(DefinitionNode node, QuestionBasics basics, Validators validators, TextShape shape)
    {
        validators.Allow(node, shape is TextShape.Lines ? ["text", "regex"] : ["text", "regex", "email"]);
        node.Skip("rows", "autoGrow");
        int? own = node.Whole("maxLength");
        int? max = Least(own ?? MaxTextLength, validators.MaxLength);
        return new TextQuestion(
            basics,
            shape,
            validators.MinLength ?? 0,
            max ?? node.Find("\"maxLength\" is missing, and the form has no \"maxTextLength\"", 0),
            validators.LengthMessage,
            validators.Patterns);
    }

    private static NumberQuestion ReadNumber(DefinitionNode node, QuestionBasics basics, Validators validators)
    {
        validators.Allow(node, "numeric");
        decimal? step = node.Number("step");
        if (step <= 0)
        {
            node.Find("\"step\" must be more than 0", 0);
        }

        return new NumberQuestion(
            basics,
            OneBound(node, "min", "minValue", [AsBound(node.Number("min")), AsBound(validators.MinValue), Expression("minValueExpression")]),
            OneBound(node, "max", "maxValue", [AsBound(node.Number("max")), AsBound(validators.MaxValue), Expression("maxValueExpression")]),
            step,
            validators.RangeMessage);

        static Bound? AsBound(decimal? number) => number is decimal value ? new Bound.OfNumber(value) : null;

        Bound? Expression(string property) => node.OptionalText(property) is not string text ? null
            : Bound.ReadYears(text) ?? node.Find($"\"{property}\" must be currentYear(), or that and a number", (Bound?)null);
    }

    private static DateQuestion ReadDate(DefinitionNode node, QuestionBasics basics, Validators validators)
    {
        validators.Allow(node);
        return new DateQuestion(
            basics,
            OneBound(node, "min", null, [Fixed("min"), Expression("minValueExpression")]),
            OneBound(node, "max", null, [Fixed("max"), Expression("maxValueExpression")]));

        Bound? Fixed(string property) => node.OptionalText(property) is not string text ? null
            : DateQuestion.TryRead(text, out DateOnly date) ? new Bound.OfDate(date)
            : node.Find($"\"{property}\" must be a date written as 2026-03-31", (Bound?)null);

        Bound? Expression(string property) => node.OptionalText(property) is not string text ? null
            : Bound.ReadDays(text) ?? node.Find($"\"{property}\" must be today() or today(days)", (Bound?)null);
    }

    private ChoiceQuestion ReadChoice(DefinitionNode node, QuestionBasics basics, Validators validators)
    {
        validators.Allow(node);
        node.Skip("allowClear", "searchEnabled");
        return new ChoiceQuestion(basics, ReadOptions(node), ReadOther(node));
    }

    private ChoicesQuestion ReadChoices(DefinitionNode node, QuestionBasics basics, Validators validators)
    {
        validators.Allow(node, "answercount");
        node.Skip("allowClear", "searchEnabled");
        IReadOnlyList<Option> options = ReadOptions(node);
        bool hasOther = ReadOther(node);
        int all = options.Count + (hasOther ? 1 : 0);
        int min = validators.MinCount ?? 0;
        int max = Least(all, Least(node.Whole("maxSelectedChoices"), validators.MaxCount)) ?? all;
        if (min > max)
        {
            node.Find("asks for more choices than may be made", 0);
        }

        return new ChoicesQuestion(basics, options, hasOther, min, max, validators.CountMessage);
    }

    private static BooleanQuestion ReadBoolean(DefinitionNode node, QuestionBasics basics, Validators validators)
    {
        validators.Allow(node);
        node.OptionalLocalText("labelTrue");
        node.OptionalLocalText("labelFalse");
        node.Skip("displayMode");
        return new BooleanQuestion(basics);
    }

    private static bool ReadOther(DefinitionNode node)
    {
        node.OptionalLocalText("otherText");
        node.OptionalLocalText("otherPlaceholder");
        return node.Flag("showOtherItem");
    }

    private IReadOnlyList<Option> ReadOptions(DefinitionNode node)
    {
        node.Skip("colCount", "choicesOrder");
        if (node.Child("choicesByUrl") is DefinitionNode named)
        {
            return ReadNamedList(named);
        }

        List<Option> options = [];
        foreach (DefinitionNode item in node.Items("choices"))
        {
            Option option = new(item.Text("value"), item.LocalText("text"));
            item.RefuseRest();
            if (option.Value is ChoiceQuestion.Other || options.Exists(o => o.Value == option.Value))
            {
                item.Find($"\"value\" is \"{option.Value}\", which is taken", 0);
            }

            options.Add(option);
        }

        return options.Count > 0 ? options : node.Find<IReadOnlyList<Option>>("\"choices\" is missing or empty", options);
    }

    private IReadOnlyList<Option> ReadNamedList(DefinitionNode node)
    {
        string url = node.Text("url");
        if (node.Text("valueName") is not "value" || node.Text("titleName") is not "text")
        {
            node.Find("must say \"valueName\": \"value\" and \"titleName\": \"text\"", 0);
        }

        node.RefuseRest();
        return url.StartsWith(ListAddress, StringComparison.Ordinal) && lists.TryGetValue(url[ListAddress.Length..], out IReadOnlyList<Option>? list)
            ? list
            : node.Find<IReadOnlyList<Option>>(
                $"\"url\" must be {ListAddress} with one of: {string.Join(", ", lists.Keys.Order(StringComparer.Ordinal))}", []);
    }

    private static Bound OneBound(DefinitionNode node, string property, string? validator, ReadOnlySpan<Bound?> given)
    {
        Bound? bound = null;
        int count = 0;
        foreach (Bound? one in given)
        {
            bound = one ?? bound;
            count += one is null ? 0 : 1;
        }

        string places = validator is null
            ? $"\"{property}\" or \"{property}ValueExpression\""
            : $"\"{property}\", \"{property}ValueExpression\" or a numeric validator's \"{validator}\"";
        return count == 1 ? bound! : node.Find<Bound>($"must have exactly one of {places}", new Bound.OfNumber(0));
    }

    private static int? Least(int? one, int? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
