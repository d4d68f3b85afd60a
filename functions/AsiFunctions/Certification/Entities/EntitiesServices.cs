using AsiFunctions.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Certification.Entities;

/// <summary>Members' facilities, products and certification scopes.</summary>
public static class EntitiesServices
{
    /// <summary>Adds the registers.</summary>
    public static IServiceCollection AddEntities(this IServiceCollection services) => services
        .AddCaseKind<EntityKind>()
        .AddSingleton<EntityDesk>();
}
