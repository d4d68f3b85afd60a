using AsiFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Http;

/// <summary>Is the process alive?</summary>
public sealed class GetHealth
{
    /// <summary>Always 200: whoever gets an answer knows.</summary>
    [Function(nameof(GetHealth))]
    [OpenToPublic]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) => Results.Ok(new Health("live"));
}

/// <summary>How the app is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record Health(string Status);
