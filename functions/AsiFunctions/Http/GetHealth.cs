using AsiFunctions.Access;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Http;

/// <summary>Tells whether the process is alive.</summary>
public sealed class GetHealth
{
    /// <summary>Always 200: whoever gets an answer knows.</summary>
    [Function(nameof(GetHealth))]
    [OpenToPublic]
    [Answers(200, typeof(Health))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        Results.Ok(new Health("live"));
}

/// <summary>How the app is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record Health(string Status);
