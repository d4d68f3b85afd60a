using AsiFunctions.Tests.Support;

namespace AsiFunctions.LocalRuntime.Tables.Tests;

/// <summary>The storage contract is tested on one Azurite; each test has a table of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
