namespace AsiFunctions.Http.OpenApi;

/// <summary>
/// What the OpenAPI document cannot read from a function's trigger, route, audience and doc comment. A test writes the document from these
/// attributes and compares it with the committed one; the app's own tests hold every exchange to it.
/// </summary>
public abstract class OpenApiAttribute : Attribute;

/// <summary>The body that a function takes; with it come the refusals of a body that cannot be read (400, 413, 415).</summary>
/// <param name="body">What the JSON holds; <see cref="string"/> for text and <see cref="Stream"/>
/// for a file where the content type is not JSON.</param>
/// <param name="contentType">The content type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TakesAttribute(Type body, string contentType = "application/json") : OpenApiAttribute
{
    /// <summary>What the body holds.</summary>
    public Type Body { get; } = body;

    /// <summary>Its content type.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Whether the function can be called without a body.</summary>
    public bool Optional { get; init; }
}

/// <summary>A function that takes the answers to a form; their schema is the form's definition.</summary>
/// <param name="form">The form's name, as in <c>GET api/forms/{form}</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesFormAttribute(string form) : OpenApiAttribute
{
    /// <summary>The form's name.</summary>
    public string Form { get; } = form;
}

/// <summary>An answer that a function gives when all is well.</summary>
/// <param name="status">The HTTP status, 200 to 304.</param>
/// <param name="body">What the JSON holds; <see cref="string"/> for text, <see cref="Stream"/> for a file; null where there is no body.</param>
/// <param name="contentType">The content type of the body.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, Type? body = null, string contentType = "application/json") : OpenApiAttribute
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What the body holds; null where there is none.</summary>
    public Type? Body { get; } = body;

    /// <summary>The content type of the body.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Headers that a caller needs, such as <c>ETag</c> and <c>Location</c>.</summary>
    public string[] Headers { get; init; } = [];
}

/// <summary>
/// The statuses of the problems that a function answers with, beside those that follow from its audience (401, 403, 429) and its body
/// (400, 413, 415), which need not be named.
/// </summary>
/// <param name="statuses">HTTP statuses from 400 on.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params int[] statuses) : OpenApiAttribute
{
    /// <summary>The HTTP statuses.</summary>
    public IReadOnlyList<int> Statuses { get; } = statuses;
}

/// <summary>A parameter of the query that a function reads; with it comes the refusal of a malformed one (400).</summary>
/// <param name="name">Its name in the address.</param>
/// <param name="type">What it is read as: <see cref="string"/>, <see cref="int"/>, <see cref="bool"/>,
/// <see cref="DateOnly"/>, an enum, or what is written like one.</param>
/// <param name="meaning">What it does, its range and its default, in one sentence.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class AsksAttribute(string name, Type type, string meaning) : OpenApiAttribute
{
    /// <summary>Its name in the address.</summary>
    public string Name { get; } = name;

    /// <summary>What it is read as.</summary>
    public Type Type { get; } = type;

    /// <summary>What it does.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Whether the function refuses to answer without it.</summary>
    public bool Required { get; init; }
}

/// <summary>The query parameters that several functions share: the <see cref="AsksAttribute"/>s of the type that reads them.</summary>
/// <param name="reader">The type that reads them, which bears the attributes.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AsksLikeAttribute(Type reader) : OpenApiAttribute
{
    /// <summary>The type that bears the attributes.</summary>
    public Type Reader { get; } = reader;
}

/// <summary>A header that a function reads.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ReadsHeaderAttribute(string name) : OpenApiAttribute
{
    /// <summary>The header's name: <c>If-Match</c>, <c>If-None-Match</c>, <c>Idempotency-Key</c>; the document says what each means.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the function refuses to answer without it.</summary>
    public bool Required { get; init; }
}
