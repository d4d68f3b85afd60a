using System.Reflection;
using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.LocalRuntime.Host.Tests;

/// <summary>Functions and pipelines without a host.</summary>
internal static class FunctionParts
{
    public static HostedFunction Declare(Type type, string method, string? name = null) =>
        Declare((Method(type, method), name ?? method))[0];

    public static IReadOnlyList<HostedFunction> Declare(params (MethodInfo Method, string Name)[] methods) => FunctionCatalog.Declare(methods);

    public static MethodInfo Method(Type type, string method) =>
        type.GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)!;

    public static FunctionPipeline Pipeline(
        IServiceProvider services, params Func<FunctionExecutionDelegate, FunctionExecutionDelegate>[] middleware) =>
        Pipeline(services, timeout: null, middleware);

    public static FunctionPipeline Pipeline(
        IServiceProvider services,
        TimeSpan? timeout,
        params Func<FunctionExecutionDelegate, FunctionExecutionDelegate>[] middleware) =>
        new(middleware, services.GetRequiredService<IServiceScopeFactory>(), timeout, NullLogger<FunctionPipeline>.Instance);
}
