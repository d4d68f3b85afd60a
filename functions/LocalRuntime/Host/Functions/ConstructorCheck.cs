using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Looks at the start whether the container can make what functions ask for in their constructors, rather than at the first call.</summary>
internal static class ConstructorCheck
{
    /// <exception cref="HostStartException">A service is not registered: one line for each.</exception>
    public static void Check(IEnumerable<HostedFunction> functions, IServiceProvider services)
    {
        IServiceProviderIsService known = services.GetRequiredService<IServiceProviderIsService>();
        Faults faults = new();
        foreach (HostedFunction function in functions.Where(f => !f.Method.IsStatic))
        {
            ConstructorInfo[] constructors = function.Method.DeclaringType!.GetConstructors();
            if (constructors.Length != 1)
            {
                continue;
            }

            foreach (ParameterInfo parameter in constructors[0].GetParameters())
            {
                bool keyed = parameter.IsDefined(typeof(FromKeyedServicesAttribute), inherit: false);
                if (!keyed && !parameter.HasDefaultValue && !known.IsService(parameter.ParameterType))
                {
                    faults.Add(
                        function.Name, $"no service is registered for its constructor's '{parameter.Name}' of type {parameter.ParameterType.Name}");
                }
            }
        }

        faults.ThrowIfAny();
    }
}
