using System.Globalization;
using System.Text.Json;
using AsiFunctions.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Forms.Drafts;

/// <summary>What the holder of a draft's key sees of it.</summary>
/// <param name="Id">The draft's reference.</param>
/// <param name="Form">The form's id.</param>
/// <param name="Version">The version of the form that it was begun with.</param>
/// <param name="Language">The language it is filled in: <c>en</c>, <c>zh</c>.</param>
/// <param name="Email">Where its link went.</param>
/// <param name="Answers">As they were sent, by question.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="KeptUntil">The last day on which the link works.</param>
internal sealed record DraftView(
    string Id, string Form, int Version, string Language, string Email, JsonElement Answers, DateTimeOffset SavedAt, DateOnly KeptUntil)
{
    public static DraftView Of(Draft draft) => new(
        draft.Id.Value, draft.Form, draft.FormVersion, draft.Language, draft.Email, draft.Answers, draft.SavedAt, draft.KeptUntil);
}

/// <summary>What a draft's beginning, or its next save, is answered with.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Key">For the header <see cref="DraftKeys.Header"/>.</param>
/// <param name="Link">The portal's page of the draft; the key is behind the #.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="KeptUntil">The last day on which the link works.</param>
internal sealed record DraftReceipt(string Id, string Key, string Link, DateTimeOffset SavedAt, DateOnly KeptUntil);

/// <summary>The answers about drafts, and their ETags.</summary>
public sealed class DraftAnswers(DraftKeys keys, PortalLinks links)
{
    /// <summary>The portal's page of a draft, with its key.</summary>
    public string LinkTo(Draft draft) => links.To($"drafts/{draft.Id}/{keys.KeyFor(draft.Id)}");

    /// <summary>200 with the draft.</summary>
    internal static IResult Show(HttpRequest request, Draft draft)
    {
        Tag(request, draft);
        return Results.Json(DraftView.Of(draft), Json.Options);
    }

    /// <summary>201, or 200 for a later save, with the receipt.</summary>
    internal IResult Receipt(HttpRequest request, Draft draft, int status)
    {
        Tag(request, draft);
        request.HttpContext.Response.Headers[HeaderNames.Location] = $"/api/drafts/{draft.Id}";
        return Results.Json(
            new DraftReceipt(draft.Id.Value, keys.KeyFor(draft.Id), LinkTo(draft), draft.SavedAt, draft.KeptUntil), Json.Options, statusCode: status);
    }

    private static void Tag(HttpRequest request, Draft draft)
    {
        request.HttpContext.Response.Headers[HeaderNames.ETag] = string.Create(CultureInfo.InvariantCulture, $"\"{draft.Revision}\"");
        request.HttpContext.Response.Headers[HeaderNames.CacheControl] = "no-store";
    }
}
