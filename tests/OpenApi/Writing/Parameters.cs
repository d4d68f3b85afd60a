using System.Reflection;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Surveys;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>What a function reads of the address and the headers.</summary>
internal sealed class Parameters(Schemas schemas)
{
    /// <summary>Headers that carry a key: the document names them among the ways to sign in.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [CaseKeys.Header] = "caseKey",
        [DraftKeys.Header] = "draftKey",
        [SurveyTokens.Header] = "surveyToken",
    };

    private static readonly Dictionary<string, (string Name, string Description)> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accept-Language"] = ("AcceptLanguage", "The languages that the caller reads, by preference: `en` and `zh` are answered in."),
        ["Idempotency-Key"] = (
            "IdempotencyKey",
            "A name for the request, 1 to 255 visible ASCII characters, such as a UUID: repeated with the same key and body, it is done once and answered as before."),
        ["If-Match"] = ("IfMatch", "The ETag of what the caller saw, or `*`; if it has changed since, nothing is done and the answer is 412."),
        ["If-None-Match"] = ("IfNoneMatch", "The ETag of what the caller has; if it still holds, the answer is 304 without a body."),
        ["Content-Disposition"] = ("ContentDisposition", "The file's name as RFC 6266 writes it; X-File-Name is for callers that cannot."),
        [FileNames.NameHeader] = ("FileName", "The file's name, percent-encoded UTF-8."),
        [FileNames.TitleHeader] = ("Title", "The title, percent-encoded UTF-8; without it the file's name."),
    };

    /// <summary>What the last part of a route that names something is, by what stands before it.</summary>
    private static readonly Dictionary<string, string> InRoute = new(StringComparer.Ordinal)
    {
        ["accounts/id"] = "The account's id.",
        ["appeals/id"] = "The appeal's reference.",
        ["applications/reference"] = "The application's reference, such as APP-7K3M-9QXF.",
        ["attachments/key"] = "The attachment's key, from the report.",
        ["audit-firms/id"] = "The audit firm's reference, such as AUF-7K3M-9QXF.",
        ["auditors/id"] = "The auditor's reference, such as ATR-7K3M-9QXF.",
        ["audits/id"] = "The audit's reference, such as AUD-7K3M-9QXF.",
        ["calendar/name"] = "The secret part of the calendar's link, which ends in .ics.",
        ["cases/reference"] = "The reference of a case of any kind.",
        ["certificates/number"] = "The certificate's number, such as CRT-7K3M-9QXF.",
        ["choices/list"] = "The list's name: countries.",
        ["contacts/contact"] = "The contact's number among the survey's.",
        ["criteria/key"] = "The criterion's number in its standard, such as 1.1.",
        ["dashboard-snapshots/id"] = "The snapshot's id.",
        ["dashboard/name"] = "The figure's name.",
        ["drafts/id"] = "The draft's reference.",
        ["engagements/firm"] = "The audit firm's reference.",
        ["evidence/key"] = "The evidence's key, from the library.",
        ["facilities/key"] = "The facility's key, from the member's entities.",
        ["findings/criterion"] = "The criterion's number in its standard, such as 1.1.",
        ["forms/id"] = "The form's id, such as membership-application.",
        ["imports/id"] = "The import's reference.",
        ["invitations/id"] = "The invitation's reference.",
        ["members/id"] = "The member's reference, such as MEM-7K3M-9QXF.",
        ["non-conformances/id"] = "The non-conformance's reference.",
        ["non-conformances/number"] = "The non-conformance's number within the report.",
        ["notifications/id"] = "The message's id.",
        ["objections/number"] = "The objection's number, from 1.",
        ["pages/page"] = "The page's name in the form.",
        ["products/key"] = "The product's key, from the member's entities.",
        ["revisions/number"] = "The revision's number, from 1.",
        ["scopes/key"] = "The scope's key.",
        ["self-assessments/id"] = "The self-assessment's reference.",
        ["standards/standard"] = "The standard's code: PS or CoC.",
        ["standards/version"] = "The standard's version, such as V3.",
        ["suppressions/hash"] = "The hash of the address, from the list.",
        ["surveys/id"] = "The survey round's reference.",
        ["tasks/id"] = "The task's id: the case's reference, a dot and a number.",
    };

    /// <summary>The parameters of a function, those of the route first.</summary>
    public JsonArray Of(HttpFunction function) =>
    [
        .. InRouteOf(function),
        .. Asked(function).Select(InQuery),
        .. function.Each<ReadsHeaderAttribute>().Where(header => !Keys.ContainsKey(header.Name)).Select(Header),
    ];

    /// <summary>What a function reads of the query.</summary>
    public static IEnumerable<AsksAttribute> Asked(HttpFunction function) =>
        function.Each<AsksAttribute>().Concat(function.Each<AsksLikeAttribute>()
            .SelectMany(like => like.Reader.GetCustomAttributes<AsksAttribute>()));

    /// <summary>The headers, for components/parameters.</summary>
    public static JsonObject HeaderComponents() => new(Headers
        .SelectMany(header => new[] { (header.Key, header.Value, IsRequired: false), (header.Key, header.Value, IsRequired: true) })
        .Select(one => KeyValuePair.Create(one.IsRequired ? $"{one.Value.Name}Required" : one.Value.Name, (JsonNode?)new JsonObject
        {
            ["name"] = one.Key,
            ["in"] = "header",
            ["required"] = one.IsRequired,
            ["description"] = one.Value.Description,
            ["schema"] = new JsonObject { ["type"] = "string" },
        }))
        .OrderBy(one => one.Key, StringComparer.Ordinal));

    private IEnumerable<JsonObject> InRouteOf(HttpFunction function)
    {
        string[] parts = function.Route.Split('/');
        string before = "";
        foreach (string part in parts)
        {
            if (part is not ['{', .. string name, '}'])
            {
                before = part;
                continue;
            }

            ParameterInfo read = function.Method.GetParameters().SingleOrDefault(one => one.Name == name)
                ?? throw new InvalidOperationException($"{function.Name} has {part} in its route and no parameter of that name.");
            yield return new JsonObject
            {
                ["name"] = name,
                ["in"] = "path",
                ["required"] = true,
                ["description"] = InRoute.GetValueOrDefault($"{before}/{name}")
                    ?? throw new InvalidOperationException(
                        $"Say in {nameof(Parameters)} what {before}/{name} is, which the route of {function.Name} holds."),
                ["schema"] = schemas.Of(read.ParameterType, Way.Sent),
            };
        }
    }

    private JsonObject InQuery(AsksAttribute asked)
    {
        JsonObject parameter = new()
        {
            ["name"] = asked.Name,
            ["in"] = "query",
            ["description"] = asked.Meaning,
            ["schema"] = schemas.Of(asked.Type, Way.Sent),
        };
        if (asked.Required)
        {
            parameter["required"] = true;
        }

        return parameter;
    }

    private static JsonObject Header(ReadsHeaderAttribute header) => Headers.TryGetValue(header.Name, out (string Name, string Description) known)
        ? new JsonObject { ["$ref"] = $"#/components/parameters/{known.Name}{(header.Required ? "Required" : "")}" }
        : throw new InvalidOperationException($"Say in {nameof(Parameters)} what the header {header.Name} means.");
}
