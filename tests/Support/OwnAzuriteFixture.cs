using Xunit;

namespace AsiFunctions.Tests.Support;

/// <summary>
/// An Azurite that no class had before and none has after. For tests that run the host: clients of
/// one connection string share their queues in the process, which would go on to count on tables that <see cref="Azurite.EmptyAsync" /> took away.
/// </summary>
public sealed class OwnAzuriteFixture : IAsyncLifetime
{
    private Azurite? azurite;

    public string ConnectionString => (azurite ?? throw new InvalidOperationException("The fixture was not initialised.")).ConnectionString;

    public async Task InitializeAsync() => azurite = await Azurite.StartAsync();

    public async Task DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
