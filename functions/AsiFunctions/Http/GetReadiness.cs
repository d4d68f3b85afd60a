using AsiFunctions.Access;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Http;

/// <summary>Tells whether requests can be served.</summary>
public sealed class GetReadiness(TableSetup setup, CaseTable table)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>200 when the tables exist and answer, 503 when they do not. One point read.</summary>
    [Function(nameof(GetReadiness))]
    [OpenToPublic]
    [Answers(200, typeof(Health))]
    [Refuses(503)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/ready")] HttpRequest request,
        CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            if (!setup.Done)
            {
                return Problems.Unavailable(Patience);
            }

            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.Shards[0], "ready", cancellationToken: patience.Token);
            return Results.Ok(new Health("ready"));
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException
            || (ExceptionProblems.IsUnavailable(e) && !cancellation.IsCancellationRequested))
        {
            return Problems.Unavailable(Patience);
        }
    }
}
