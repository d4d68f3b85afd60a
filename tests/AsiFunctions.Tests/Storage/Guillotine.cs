using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AsiFunctions.Tests.Storage;

/// <summary>Ends the process at a request that changes something: nothing is sent or answered from then on.</summary>
internal sealed class Guillotine(int at, bool carriedOut) : HttpPipelineSynchronousPolicy
{
    private int seen;

    public bool HasFallen { get; private set; }

    public override void OnSendingRequest(HttpMessage message)
    {
        if (HasFallen)
        {
            throw new RequestFailedException("The process is dead.");
        }

        if (!carriedOut && IsChange(message) && seen++ == at)
        {
            Fall();
        }
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (carriedOut && IsChange(message) && seen++ == at)
        {
            Fall();
        }
    }

    private void Fall()
    {
        HasFallen = true;
        throw new RequestFailedException("The process dies.");
    }

    private static bool IsChange(HttpMessage message) => message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head;
}
