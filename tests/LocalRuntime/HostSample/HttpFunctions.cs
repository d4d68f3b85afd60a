using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.HostSample;

public sealed class HttpFunctions(Journal journal, Visit visit, IConfiguration configuration)
{
    [Function("Greet")]
    public IResult Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/greetings/{name}")] HttpRequest request, string name) =>
        Results.Text($"{configuration["Sample:Greeting"]}, {name} ({request.RouteValues["name"]})");

    [Function("Kinds")]
    public static IResult Kinds(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/kinds/{number:int}/{id:guid}/{day}/{choice}/{rest?}")] HttpRequest request,
        int number,
        Guid id,
        DateOnly day,
        DayOfWeek choice,
        string? rest,
        FunctionContext context,
        CancellationToken cancellation) =>
        Results.Json(new
        {
            number,
            id,
            day,
            choice = choice.ToString(),
            rest,
            same = context.GetHttpContext() == request.HttpContext,
            context.FunctionDefinition.EntryPoint,
            canBeCancelled = cancellation.CanBeCanceled && cancellation == context.CancellationToken,
            bound = string.Join(' ', context.BindingContext.BindingData.Keys.Order(StringComparer.Ordinal)),
            trigger = context.FunctionDefinition.InputBindings["request"].Type,
        });

    [Function("Echo")]
    public static async ValueTask<IActionResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/letters")] HttpRequest request,
        [Microsoft.Azure.Functions.Worker.Http.FromBody] Letter letter)
    {
        await Task.Yield();
        return new CreatedResult($"{request.Path}/1", letter);
    }

    [Function("Scope")]
    public IResult Scope(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/scope")] HttpRequest request,
        FunctionContext context) =>
        Results.Text($"{ReferenceEquals(context.InstanceServices.GetService(typeof(Visit)), visit)} {visit.Id}");

    [Function("Plain")]
    public static Letter Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plain")] HttpRequest request) =>
        new("nobody", "sees this");

    [Function("Break")]
    public static IResult Break([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/break")] HttpRequest request) =>
        throw new InvalidOperationException("a secret of the inside");

    [Function("Keyed")]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/keyed")] HttpRequest request) => Results.Ok();

    [Function("Wait")]
    public async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/waits/{gate}")] HttpRequest request, string gate)
    {
        journal.Add($"waiting at {gate}");
        await journal.Gate(gate);
        journal.Add($"passed {gate}");
        return Results.Text("passed");
    }

    [Function("Files")]
    public static IResult Files(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path:regex(^(?!api/|dev/).*$)=index.html}")] HttpRequest request,
        string path) =>
        Results.Text($"file {path}");
}

public sealed record Letter(string To, string Text);
