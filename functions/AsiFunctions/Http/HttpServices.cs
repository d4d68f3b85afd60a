using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Http;

/// <summary>What all HTTP functions share.</summary>
public static class HttpServices
{
    /// <summary>Adds the HTTP habits: answers are written as <see cref="Json"/> says.</summary>
    public static IServiceCollection AddHttpHabits(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(RateLimitSettings.Read(configuration))
        .AddSingleton<AnonymousPosts>()
        .Configure<JsonOptions>(options => Json.AddConverters(options.SerializerOptions.Converters));
}
