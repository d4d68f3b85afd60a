using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Host.Durable;

/// <summary>Gives invocations the engine's client. Not the client itself: on the real worker none can be had from the container either.</summary>
internal sealed class DurableClientSource(Func<DurableTaskClient> client)
{
    public DurableTaskClient Client => client();
}
