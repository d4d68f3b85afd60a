using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Certification.Standards;

/// <summary>The standards and their versions.</summary>
public sealed class ListStandards(StoredStandards standards)
{
    /// <summary>
    /// What is listed, PS before CoC, oldest first. The ETag names the catalogue; 304 to a matching If-None-Match. No round trip, or one in a minute.
    /// </summary>
    [Function(nameof(ListStandards))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(StandardList), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/standards")] HttpRequest request,
        CancellationToken cancellation)
    {
        StandardsSnapshot current = await standards.CurrentAsync(cancellation);
        request.HttpContext.Response.Headers.CacheControl = "public, no-cache";
        return Results.Bytes(
            JsonSerializer.SerializeToUtf8Bytes(StandardList.Of(current), Json.Options),
            "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue(current.ETag));
    }
}

/// <summary>All versions in few words.</summary>
/// <param name="Versions">PS before CoC, oldest first.</param>
public sealed record StandardList(IReadOnlyList<StandardSummary> Versions)
{
    internal static StandardList Of(StandardsSnapshot standards) => new([.. standards.Versions.Select(StandardSummary.Of)]);
}

/// <summary>A version of a standard in few words.</summary>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Version">The version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sample">True where it is not ASI's official text.</param>
/// <param name="ValidFrom">The first day on which an audit may be made against it.</param>
/// <param name="AuditableUntil">The last such day; null while none is set.</param>
/// <param name="Principles">How many principles or sections it has.</param>
/// <param name="Criteria">How many criteria.</param>
/// <param name="Rated">How many ratings a scope gets to which all of it applies: lettered sub-criteria count instead of their criterion.</param>
public sealed record StandardSummary(
    StandardCode Standard,
    string Version,
    string Title,
    bool Sample,
    DateOnly ValidFrom,
    DateOnly? AuditableUntil,
    int Principles,
    int Criteria,
    int Rated)
{
    internal static StandardSummary Of(StandardVersion version) => new(
        version.Ref.Standard,
        version.Ref.Version,
        version.Title,
        version.Sample,
        version.ValidFrom,
        version.AuditableUntil,
        version.Principles.Count,
        version.Principles.Sum(principle => principle.Criteria.Count),
        ApplicableCriteria.All(version).Count);
}
