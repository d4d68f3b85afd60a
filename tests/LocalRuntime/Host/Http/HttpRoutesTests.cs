using AsiFunctions.LocalRuntime.Host.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Tests.Http;

public sealed class HttpRoutesTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider();

    private static readonly string[] Sound =
    [
        nameof(Functions.ByNumber), nameof(Functions.ByText), nameof(Functions.Create), nameof(Functions.Everything),
        nameof(Functions.Files), nameof(Functions.Named), nameof(Functions.Optional), nameof(Functions.Search),
    ];

    [Theory]
    [InlineData("GET", "/api/cases/17", "ByNumber", "number=17")]
    [InlineData("GET", "/API/Cases/17", "ByNumber", "number=17")]
    [InlineData("GET", "/api/cases/17/", "ByNumber", "number=17")]
    [InlineData("GET", "/api/cases/x17", "ByText", "text=x17")]
    [InlineData("GET", "/api/cases/a%20b", "ByText", "text=a b")]
    [InlineData("POST", "/api/cases", "Create", "")]
    [InlineData("GET", "/api/cases", "Search", "")]
    [InlineData("GET", "/api/cases?text=1", "Search", "")]
    [InlineData("PUT", "/api/cases", null, "")]
    [InlineData("DELETE", "/api/cases/17", null, "")]
    [InlineData("HEAD", "/api/cases", null, "")]
    [InlineData("OPTIONS", "/api/cases", null, "")]
    [InlineData("GET", "/api/cases/17/more", null, "")]
    [InlineData("GET", "/api/reports", "Optional", "")]
    [InlineData("GET", "/api/reports/2024", "Optional", "year=2024")]
    [InlineData("GET", "/api/reports/20x4", null, "")]
    [InlineData("PATCH", "/api/everything", "Everything", "")]
    [InlineData("OPTIONS", "/api/everything", "Everything", "")]
    [InlineData("GET", "/Named", "Named", "")]
    [InlineData("GET", "/", "Files", "path=index.html")]
    [InlineData("GET", "/portal/index.html", "Files", "path=portal/index.html")]
    [InlineData("GET", "/api/nothing", null, "")]
    public async Task A_request_finds_its_function_as_on_the_real_host(string method, string path, string? function, string values)
    {
        (string? found, RouteValueDictionary bound) = await RouteAsync(Routes("", Sound), method, path);

        Assert.Equal(function, found);
        Assert.Equal(values, string.Join(' ', bound.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}")));
    }

    [Fact]
    public async Task The_prefix_of_host_json_stands_before_every_route()
    {
        HttpRoutes routes = Routes("v1", [nameof(Functions.Named)]);

        Assert.Equal("v1/Named", routes.All[0].Template);
        Assert.Equal("Named", (await RouteAsync(routes, "GET", "/v1/named")).Function);
        Assert.Null((await RouteAsync(routes, "GET", "/named")).Function);
    }

    [Theory]
    [InlineData("/admin/x", true)]
    [InlineData("/runtime", true)]
    [InlineData("/Admin", true)]
    [InlineData("/administration", false)]
    [InlineData("/api/admin", false)]
    public void What_belongs_to_the_real_host_reaches_no_function(string path, bool reserved) => Assert.Equal(reserved, HttpRoutes.IsReserved(path));

    [Theory]
    [InlineData(nameof(Functions.Admin), "Function Admin: its route 'admin/people' begins with 'admin', which the host keeps for itself.")]
    [InlineData(
        nameof(Functions.RuntimeItself), "Function RuntimeItself: its route 'Runtime' begins with 'runtime', which the host keeps for itself.")]
    [InlineData(nameof(Functions.Malformed), "Function Malformed: its route 'api/{a' is malformed: ")]
    [InlineData(nameof(Functions.UnknownConstraint), "Function UnknownConstraint: its route 'api/{a:colour}' is malformed: ")]
    [InlineData(nameof(Functions.NoMethod), "Function NoMethod: 'get,post' is not an HTTP method.")]
    public void A_wrong_route_stops_the_start(string function, string message) =>
        Assert.StartsWith(message, Assert.Throws<HostStartException>(() => Routes("", [function])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(
        nameof(Functions.ByText),
        nameof(Functions.Fixed),
        "Function Fixed: its route 'api/cases/fixed' overlaps 'api/cases/{text:regex(^\\D)}' of ByText: both answer /api/cases/fixed.")]
    [InlineData(
        nameof(Functions.Crossing1),
        nameof(Functions.Crossing2),
        "Function Crossing2: its route 'api/x/{b}' overlaps 'api/{a}/y' of Crossing1: both answer /api/x/y.")]
    [InlineData(
        nameof(Functions.Optional),
        nameof(Functions.Bare),
        "Function Optional: its route 'api/reports/{year:int?}' overlaps 'api/reports' of Bare: both answer /api/reports.")]
    [InlineData(
        nameof(Functions.CatchAll),
        nameof(Functions.Search),
        "Function Search: its route 'api/cases' overlaps 'api/{*rest}' of CatchAll: both answer /api/cases.")]
    [InlineData(
        nameof(Functions.Create),
        nameof(Functions.CreateToo),
        "Function CreateToo: its route 'API/cases' overlaps 'api/cases' of Create: both answer /api/cases.")]
    public void Two_functions_that_answer_one_path_stop_the_start(string one, string other, string message) =>
        Assert.Equal(message, Assert.Throws<HostStartException>(() => Routes("", [one, other])).Message);

    private static HttpRoutes Routes(string prefix, string[] names) => new(
        FunctionParts.Declare([.. names.Select(n => (FunctionParts.Method(typeof(Functions), n), n))]),
        prefix,
        (function, http) =>
        {
            http.Items["function"] = function.Name;
            return Task.CompletedTask;
        },
        Services.GetRequiredService<IInlineConstraintResolver>());

    private static async Task<(string? Function, RouteValueDictionary Values)> RouteAsync(HttpRoutes routes, string method, string target)
    {
        Uri address = new("http://localhost" + target);
        DefaultHttpContext http = new() { RequestServices = Services };
        http.Request.Method = method;
        http.Request.Path = PathString.FromUriComponent(address);
        http.Request.QueryString = QueryString.FromUriComponent(address);
        RouteContext context = new(http);
        await routes.Router.RouteAsync(context);
        if (context.Handler is not null)
        {
            await context.Handler(http);
        }

        return (http.Items["function"] as string, context.Handler is null ? [] : context.RouteData.Values);
    }

    public static class Functions
    {
        public static void ByNumber([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{number:int}")] HttpRequest request)
        {
        }

        public static void ByText([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{text:regex(^\\D)}")] HttpRequest request)
        {
        }

        public static void Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/cases")] HttpRequest request)
        {
        }

        public static void CreateToo([HttpTrigger(AuthorizationLevel.Anonymous, "put", "POST", Route = "API/cases")] HttpRequest request)
        {
        }

        public static void Search([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases")] HttpRequest request)
        {
        }

        public static void Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{year:int?}")] HttpRequest request)
        {
        }

        public static void Bare([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports")] HttpRequest request)
        {
        }

        public static void Everything([HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/everything")] HttpRequest request)
        {
        }

        public static void Named([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
        }

        public static void Files(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path:regex(^(?!api|named|v1).*$)=index.html}")] HttpRequest request)
        {
        }

        public static void Fixed([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/fixed")] HttpRequest request)
        {
        }

        public static void Crossing1([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{a}/y")] HttpRequest request)
        {
        }

        public static void Crossing2([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/x/{b}")] HttpRequest request)
        {
        }

        public static void CatchAll([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{*rest}")] HttpRequest request)
        {
        }

        public static void Admin([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/people")] HttpRequest request)
        {
        }

        public static void RuntimeItself([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Runtime")] HttpRequest request)
        {
        }

        public static void Malformed([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{a")] HttpRequest request)
        {
        }

        public static void UnknownConstraint([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{a:colour}")] HttpRequest request)
        {
        }

        public static void NoMethod([HttpTrigger(AuthorizationLevel.Anonymous, "get,post", Route = "api/a")] HttpRequest request)
        {
        }
    }
}
