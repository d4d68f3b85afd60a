using System.Globalization;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Forms;

/// <summary>Hands out a form's definition, for the portal to show.</summary>
public sealed class GetForm(FormCatalogue forms)
{
    /// <summary>The latest version, or the one that is asked for. Answers 304 to a matching If-None-Match.</summary>
    [Function(nameof(GetForm))]
    [OpenToPublic]
    [Asks("version", typeof(int), "The version, from 1; default: the latest.")]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(FormView), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    [Refuses(404)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/forms/{id}")] HttpRequest request, string id)
    {
        int? version = null;
        if (request.Query.TryGetValue("version", out StringValues text))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                return Problems.InvalidParameter("version", "Write a number such as 1, or leave it out for the latest version.");
            }

            version = number;
        }

        return Answer(request, forms.Published(id, version));
    }

    /// <summary>Public, kept for five minutes, then asked for again by its tag.</summary>
    internal static IResult Answer(HttpRequest request, FormCatalogue.Publication? found)
    {
        if (found is null)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers[HeaderNames.CacheControl] = "public, max-age=300";
        return Results.Bytes(found.Json, "application/json; charset=utf-8", entityTag: found.Tag);
    }
}

/// <summary>A form as it is handed out.</summary>
/// <param name="Id">The form's id.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Definition">The definition, in SurveyJS JSON.</param>
internal sealed record FormView(string Id, int Version, JsonObject Definition);
