using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AsiFunctions.Tests.Storage;

/// <summary>Counts what goes to the storage, and breaks it on demand.</summary>
public sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> requests = new();

    /// <summary>Requests that fail before they are sent.</summary>
    public Func<string, bool> Breaks { get; set; } = _ => false;

    /// <summary>Method and last part of the path: <c>POST $batch</c>, <c>GET Cases(…)</c>, <c>GET Cases()</c>.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public int PointReads =>
        Requests.Count(r => r.StartsWith("GET", StringComparison.Ordinal) && r.Contains("PartitionKey=", StringComparison.Ordinal));

    public int RangeReads => Requests.Count(r => r.StartsWith("GET", StringComparison.Ordinal) && r.EndsWith("()", StringComparison.Ordinal));

    public int Transactions => Requests.Count(r => r == "POST $batch");

    public void Clear() => requests.Clear();

    public override void OnSendingRequest(HttpMessage message)
    {
        string request = $"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.Path.Split('/')[^1])}";
        requests.Enqueue(request);
        if (Breaks(request))
        {
            throw new RequestFailedException("The storage was cut off by the test.");
        }
    }
}
