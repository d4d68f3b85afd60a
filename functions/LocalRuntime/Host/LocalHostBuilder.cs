using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions.LocalRuntime.Host;

/// <summary>Puts the local host together: the web server, the functions of an assembly and what their triggers need.</summary>
/// <param name="args">The command line; settings as --Name=value.</param>
/// <param name="app">The assembly whose functions are hosted.</param>
public sealed class LocalHostBuilder(string[] args, Assembly app)
{
    /// <summary>The web application that everything is built on.</summary>
    public WebApplicationBuilder Web { get; } = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = app.GetName().Name });

    /// <summary>The worker's middleware, outermost first.</summary>
    public IList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; } = [];

    /// <summary>Builds the host.</summary>
    public IHost Build() => Web.Build();
}
