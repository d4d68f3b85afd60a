using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>The id under which a request is found in the log; answered as <see cref="Header"/> and in every problem.</summary>
public static class RequestIds
{
    /// <summary>The response header that carries it.</summary>
    public const string Header = "X-Request-Id";

    private static readonly object Key = new();

    /// <summary>The id; null outside of functions.</summary>
    public static string? Of(HttpContext context) => context.Items[Key] as string;

    /// <summary>Notes the id: the function's invocation id.</summary>
    public static void Set(HttpContext context, string id)
    {
        context.Items[Key] = id;
        context.Response.Headers[Header] = id;
    }
}
