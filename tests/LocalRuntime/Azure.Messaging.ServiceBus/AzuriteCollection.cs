using AsiFunctions.Tests.Support;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

/// <summary>One Azurite for all tests of the bus; each test has a queue of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Service Bus on Azurite";
}
