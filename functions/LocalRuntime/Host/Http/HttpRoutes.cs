using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Http;

/// <summary>
/// The routes of the HTTP functions. Matched as on the real host, with the same router: functions are tried in the order of their names and the
/// first whose route, constraints and methods fit answers; if none does the answer is 404, also for a wrong method.
/// </summary>
internal sealed class HttpRoutes
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    private readonly List<HttpRoute> routes = [];
    private readonly RouteCollection collection = new();

    /// <param name="functions">In the order of their names.</param>
    /// <param name="prefix">The route prefix of host.json, "" for none.</param>
    /// <param name="handle">Answers a request that a function's route matched.</param>
    /// <param name="constraints">Makes route constraints from their text.</param>
    /// <exception cref="HostStartException">A route is malformed, reserved, or overlaps another: one line for each.</exception>
    public HttpRoutes(
        IEnumerable<HostedFunction> functions,
        string prefix,
        Func<HostedFunction, HttpContext, Task> handle,
        IInlineConstraintResolver constraints)
    {
        Faults faults = new();
        foreach (HostedFunction function in functions.Where(f => f.Trigger is HttpTriggerAttribute))
        {
            faults.Catch(() => Add(function, prefix, handle, constraints));
        }

        for (int i = 0; i < routes.Count; i++)
        {
            for (int j = i + 1; j < routes.Count; j++)
            {
                if (RouteOverlap.Example(routes[i], routes[j]) is { } path)
                {
                    faults.Add(
                        routes[j].Function.Name,
                        $"its route '{routes[j].Template}' overlaps '{routes[i].Template}' of {routes[i].Function.Name}: both answer /{path}");
                }
            }
        }

        faults.ThrowIfAny();
    }

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<HttpRoute> All => routes;

    /// <summary>The router itself. What lies below admin and runtime belongs to the real host and reaches no function.</summary>
    public IRouter Router => collection;

    /// <summary>Whether a path is one that functions never see.</summary>
    public static bool IsReserved(PathString path) => Reserved.Any(r => path.StartsWithSegments("/" + r, StringComparison.OrdinalIgnoreCase));

    private void Add(
        HostedFunction function,
        string prefix,
        Func<HostedFunction, HttpContext, Task> handle,
        IInlineConstraintResolver constraints)
    {
        HttpTriggerAttribute trigger = (HttpTriggerAttribute)function.Trigger;
        string own = string.IsNullOrEmpty(trigger.Route) ? function.Name : trigger.Route;
        string template = prefix.Trim('/') is { Length: > 0 } before ? $"{before}/{own}" : own;
        if (Reserved.FirstOrDefault(r => Begins(template, r) || Begins(own, r)) is { } reserved)
        {
            throw FunctionCatalog.Fault(function.Name, $"its route '{own}' begins with '{reserved}', which the host keeps for itself");
        }

        if (trigger.Methods is { } methods && methods.FirstOrDefault(m => m.Length == 0 || !m.All(char.IsAsciiLetter)) is { } method)
        {
            throw FunctionCatalog.Fault(function.Name, $"'{method}' is not an HTTP method");
        }

        try
        {
            Dictionary<string, object> conditions = trigger.Methods is null
                ? []
                : new Dictionary<string, object> { ["httpMethod"] = new HttpMethodRouteConstraint(trigger.Methods) };
            Route route = new(
                new RouteHandler(context => handle(function, context)),
                function.Name,
                template,
                defaults: null,
                conditions,
                dataTokens: null,
                constraints);
            collection.Add(route);
            routes.Add(new HttpRoute(function, template, trigger.Methods, TemplateParser.Parse(template), route));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or RouteCreationException)
        {
            throw FunctionCatalog.Fault(function.Name, $"its route '{own}' is malformed: {Innermost(exception).Message.TrimEnd('.')}");
        }
    }

    private static bool Begins(string template, string segment) =>
        template.Equals(segment, StringComparison.OrdinalIgnoreCase) || template.StartsWith(segment + "/", StringComparison.OrdinalIgnoreCase);

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}

/// <summary>One function's place in the table.</summary>
/// <param name="Function">The function.</param>
/// <param name="Template">Its route with the prefix.</param>
/// <param name="Methods">The methods it answers; null for all.</param>
/// <param name="Parsed">The template taken apart.</param>
/// <param name="Route">What the router tries.</param>
internal sealed record HttpRoute(HostedFunction Function, string Template, IReadOnlyList<string>? Methods, RouteTemplate Parsed, Route Route);
