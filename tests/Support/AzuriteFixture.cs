using System.Collections.Concurrent;
using Xunit;

namespace AsiFunctions.Tests.Support;

/// <summary>
/// An Azurite for the tests of a class, with nothing in it at first. Classes take over what others
/// have done with and emptied: a start costs more than a second of a processor. The last are gone when the test run ends. Not for tests that run the
/// host: see <see cref="OwnAzuriteFixture" />.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static readonly ConcurrentBag<Azurite> Idle = [];

    private Azurite? azurite;

    public Azurite Azurite => azurite ?? throw new InvalidOperationException("The fixture was not initialised.");

    public string ConnectionString => Azurite.ConnectionString;

    public async Task InitializeAsync() => azurite = Idle.TryTake(out Azurite? idle) ? idle : await Azurite.StartAsync();

    public async Task DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.EmptyAsync();
            Idle.Add(azurite);
        }
    }
}
