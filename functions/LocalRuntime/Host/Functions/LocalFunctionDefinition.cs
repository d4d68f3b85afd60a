using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Functions;

internal sealed class LocalFunctionDefinition(
    string name,
    string entryPoint,
    string pathToAssembly,
    ImmutableArray<FunctionParameter> parameters,
    IImmutableDictionary<string, BindingMetadata> inputBindings,
    IImmutableDictionary<string, BindingMetadata> outputBindings) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters => parameters;

    public override string PathToAssembly => pathToAssembly;

    public override string EntryPoint => entryPoint;

    public override string Id => name;

    public override string Name => name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings => inputBindings;

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => outputBindings;
}

internal sealed class LocalBindingMetadata(string name, string type, BindingDirection direction) : BindingMetadata
{
    public override string Name => name;

    public override string Type => type;

    public override BindingDirection Direction => direction;
}
