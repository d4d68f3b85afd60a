using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables.Filters;

/// <summary>Translates a lambda over a row into the service's filter language.</summary>
internal sealed class FilterExpression
{
    private readonly ParameterExpression row;

    private FilterExpression(ParameterExpression row)
    {
        this.row = row;
    }

    /// <returns>The filter; null if the lambda takes every row.</returns>
    /// <exception cref="NotSupportedException">The service cannot ask what the lambda asks.</exception>
    public static string? Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        string text = new FilterExpression(filter.Parameters[0]).Predicate(filter.Body);
        return text == "true" ? null : text;
    }

    private string Predicate(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and => $"({Predicate(and.Left)}) and ({Predicate(and.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or => $"({Predicate(or.Left)}) or ({Predicate(or.Right)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Predicate(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Predicate(convert.Operand),
        BinaryExpression comparison when OperatorOf(comparison.NodeType) is { } name => Compare(comparison.Left, name, comparison.Right),
        MethodCallExpression { Method.Name: nameof(Equals), Object: { } left, Arguments: [{ } right] } => Compare(left, "eq", right),
        MethodCallExpression { Method.Name: nameof(Equals), Object: null, Arguments: [{ } left, { } right] } => Compare(left, "eq", right),
        _ when PropertyOf(expression) is { } property => $"{property.Name} eq true",
        _ when !UsesRow(expression) => FilterLiteral.Of(Evaluate(expression)),
        _ => throw NotSupported(expression),
    };

    private string Compare(Expression left, string name, Expression right)
    {
        if (OrderedStrings(left) is var (first, second) && !UsesRow(right) && Evaluate(right) is 0)
        {
            return Compare(first, name, second);
        }

        if (!UsesRow(right) && PropertyOf(left) is { } property)
        {
            return $"{property.Name} {name} {FilterLiteral.Of(AsWritten(Evaluate(right), property.Type))}";
        }

        if (!UsesRow(left) && PropertyOf(right) is { } mirrored)
        {
            return $"{mirrored.Name} {Mirror(name)} {FilterLiteral.Of(AsWritten(Evaluate(left), mirrored.Type))}";
        }

        throw NotSupported(Expression.Equal(left, right));
    }

    /// <summary>The operands of string.Compare or CompareTo, whose result is compared with 0.</summary>
    private static (Expression First, Expression Second)? OrderedStrings(Expression expression) => expression switch
    {
        MethodCallExpression { Method.Name: nameof(string.CompareTo), Object: { } first, Arguments: [{ } second] } => (first, second),
        MethodCallExpression { Method.Name: nameof(string.Compare) or nameof(string.CompareOrdinal), Object: null, Arguments: [{ } first, { } second] } =>
            (first, second),
        _ => null,
    };

    /// <summary>The property of the row that an expression names, and its type in C#.</summary>
    private (string Name, Type Type)? PropertyOf(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => PropertyOf(convert.Operand),
        MemberExpression { Member.Name: "Value", Expression: { } nullable } when Nullable.GetUnderlyingType(nullable.Type) is not null => PropertyOf(
            nullable),
        MemberExpression { Expression: { } owner } member when IsRow(owner) => (EntityShape.NameOf(member.Member), member.Type),
        MethodCallExpression { Object: { } owner, Arguments: [{ } key] } call when IsRow(owner)
            && IsGetter(call.Method) => ((string)Evaluate(key)!, call.Type),
        _ => null,
    };

    private bool IsRow(Expression expression) =>
        expression == row || (expression is UnaryExpression { NodeType: ExpressionType.Convert } convert && IsRow(convert.Operand));

    private static bool IsGetter(MethodInfo method) =>
        method.Name.StartsWith("Get", StringComparison.OrdinalIgnoreCase)
            && method.GetParameters() is [{ ParameterType: var key }]
            && key == typeof(string);

    /// <summary>C# compares enums as numbers; rows hold their names.</summary>
    private static object? AsWritten(object? value, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum && value is not null ? Enum.ToObject(plain, value) : value;
    }

    private bool UsesRow(Expression expression)
    {
        RowFinder finder = new(row);
        finder.Visit(expression);
        return finder.Found;
    }

    private static object? Evaluate(Expression expression) => expression is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    private static string? OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => null,
    };

    private static string Mirror(string name) => name switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => name,
    };

    private static NotSupportedException NotSupported(Expression expression) =>
        new($"The Table service cannot filter by {expression}. Compare a property of the row with a value, or filter what was read.");

    private sealed class RowFinder(ParameterExpression row) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == row;
            return node;
        }
    }
}
