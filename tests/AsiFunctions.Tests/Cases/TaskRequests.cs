using System.Text;
using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.OpenApi.Checking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Cases;

/// <summary>Requests of sample people to functions, and what they are answered.</summary>
internal static class TaskRequests
{
    public static Person Sasha { get; } = Staff("a1", "Sasha Sample", Role.Secretariat);

    public static Person Sven { get; } = Staff("a2", "Sven Sample", Role.Secretariat);

    public static Person Bo { get; } = Staff("b1", "Bo Board", Role.Board);

    public static Person Rene { get; } = Staff("r1", "Rene Releaser", Role.Releaser);

    /// <summary>An audit firm and two of its people.</summary>
    public static CaseId Firm { get; } = CaseId.From(Organisation.AuditFirmPrefix, 1);

    public static Person Ada { get; } = Outside("f1", "Ada Auditor", Firm, Role.Auditor);

    public static Person Lea { get; } = Outside("f2", "Lea Lead", Firm, Role.LeadAuditor);

    /// <summary>Has all roles of another firm.</summary>
    public static Person Otto { get; } = Outside("f3", "Otto Other", CaseId.From(Organisation.AuditFirmPrefix, 2), Role.Auditor, Role.LeadAuditor);

    /// <summary>A member and two of its people.</summary>
    public static CaseId Member { get; } = CaseId.From(Organisation.MemberPrefix, 3);

    public static Person Mika { get; } = Outside("m1", "Mika Member", Member, Role.Member);

    public static Person Mona { get; } = Outside("m2", "Mona Admin", Member, Role.MemberAdmin);

    /// <summary>Has all roles of another member.</summary>
    public static Person Nils { get; } = Outside("m3", "Nils Next", CaseId.From(Organisation.MemberPrefix, 4), Role.Member, Role.MemberAdmin);

    public static HttpRequest From(Caller caller, string? body = null, string query = "", string? key = null)
    {
        DefaultHttpContext context = new()
        {
            RequestServices = new ServiceCollection()
                .AddLogging()
                .Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(o => Json.AddConverters(o.SerializerOptions.Converters))
                .BuildServiceProvider(),
        };
        context.SetCaller(caller);
        context.Response.Body = new MemoryStream();
        context.Request.QueryString = new QueryString(query);
        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        if (key is not null)
        {
            context.Request.Headers["Idempotency-Key"] = key;
        }

        return context.Request;
    }

    /// <summary>Executes a function's answer and reads it as the caller does; the exchange is held to the OpenAPI document.</summary>
    public static async Task<(int Status, JsonElement Body)> ReadAsync<TFunction>(this HttpRequest request, Task<IResult> answer)
    {
        byte[] body = await HeldToTheDocument.ExecuteAsync<TFunction>(request.HttpContext, await answer);
        return (request.HttpContext.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(body));
    }

    /// <summary>Executes an answer and reads it as the caller does.</summary>
    public static async Task<(int Status, JsonElement Body)> ReadAsync(this HttpRequest request, Task<IResult> answer)
    {
        HttpContext context = request.HttpContext;
        await (await answer).ExecuteAsync(context);
        string text = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        return (context.Response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public static string Text(this JsonElement body, string member) => body.GetProperty(member).GetString()!;

    private static Person Outside(string id, string name, CaseId organisation, params Role[] roles) =>
        new(id, name, Organisation.Of(organisation), roles.ToHashSet());

    private static Person Staff(string id, string name, params Role[] roles) => new(id, name, Organisation.Asi, roles.ToHashSet());
}
