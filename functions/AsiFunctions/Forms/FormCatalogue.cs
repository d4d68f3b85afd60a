using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Forms.Drafts;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Forms;

/// <summary>The forms that are offered, and how each is read from a request.</summary>
public sealed class FormCatalogue
{
    private readonly FormLibrary library;
    private readonly FrozenDictionary<(string Id, int Version), Publication> forms;
    private readonly FrozenDictionary<string, Publication> lists;

    /// <param name="library">The definitions.</param>
    /// <param name="drafts">The keys of drafts, for submissions that name one.</param>
    /// <param name="clock">Business time: bounds such as "not in the future" count from its date in UTC.</param>
    public FormCatalogue(FormLibrary library, DraftKeys drafts, TimeProvider clock)
    {
        this.library = library;
        forms = library.Forms.ToFrozenDictionary(form => (form.Id, form.Version), Publish);
        lists = library.Lists.ToFrozenDictionary(list => list.Key, list => Publish(list.Value), StringComparer.Ordinal);
        MembershipApplication = new FormReader<ApplicationAnswers>(
            this, MembershipApplicationForm.Id, MembershipApplicationForm.Read, MembershipApplicationForm.Check, drafts, clock);
    }

    /// <summary>The form <c>membership-application</c>.</summary>
    public FormReader<ApplicationAnswers> MembershipApplication { get; }

    /// <summary>A form; null where there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version; null for the latest.</param>
    public FormDefinition? Find(string id, int? version = null) => library.Find(id, version);

    /// <summary>A form as it is handed out: <c>{"id", "version", "definition"}</c>, the definition in SurveyJS JSON.</summary>
    internal Publication? Published(string id, int? version) => Find(id, version) is { } form ? forms[(form.Id, form.Version)] : null;

    /// <summary>A list of choices as SurveyJS's <c>choicesByUrl</c> reads it.</summary>
    internal Publication? PublishedList(string name) => lists.GetValueOrDefault(name);

    private static Publication Publish(FormDefinition form) =>
        Publication.Of(new FormView(form.Id, form.Version, JsonNode.Parse(form.Json)!.AsObject()));

    private static Publication Publish(IReadOnlyList<Option> list) => Publication.Of(list.Select(ChoiceView.Of).ToArray());

    /// <summary>Bytes to hand out, and what names them.</summary>
    /// <param name="Json">UTF-8.</param>
    /// <param name="Tag">Changes with the bytes.</param>
    internal sealed record Publication(byte[] Json, EntityTagHeaderValue Tag)
    {
        public static Publication Of<T>(T shown)
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(shown, AsiFunctions.Json.Options);
            return new Publication(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\""));
        }
    }
}
