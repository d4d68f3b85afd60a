using Azure.Core;
using Azure.Core.Pipeline;

namespace AsiFunctions.Tests.Storage;

/// <summary>Something that happens elsewhere just after a request was answered, once, and before the caller goes on.</summary>
/// <param name="after">Which request.</param>
/// <param name="play">What happens.</param>
internal sealed class Interlude(Predicate<Request> after, Func<Task> play) : HttpPipelinePolicy
{
    public bool WasPlayed { get; private set; }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (!WasPlayed && after(message.Request))
        {
            WasPlayed = true;
            await play();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Nothing here is asked synchronously.");
}
