using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;

namespace AsiFunctions.Surveys.Replies;

/// <summary>Puts a completed page to those that were saved before. Pure.</summary>
/// <param name="Progress">All pages; unset where there are faults.</param>
/// <param name="Faults">What is wrong with the page.</param>
internal sealed record PageSaving(ReplyProgress? Progress, IReadOnlyList<Fault> Faults)
{
    /// <summary>
    /// Checks the page by itself, then together with the others. A page that no longer fits what is
    /// answered now is to be completed again, and its answers go.
    /// </summary>
    /// <param name="form">The form.</param>
    /// <param name="before">What was saved; null for nothing.</param>
    /// <param name="page">One of the form's pages.</param>
    /// <param name="sent">The answers of that page.</param>
    /// <param name="language">The language of the messages.</param>
    /// <param name="today">The day, UTC.</param>
    public static PageSaving Of(FormDefinition form, ReplyProgress? before, string page, JsonElement sent, Language language, DateOnly today)
    {
        FormAnswers alone = form.ValidatePages(sent, [page], language, today, "/answers");
        if (alone.Faults.Count > 0)
        {
            return new PageSaving(null, alone.Faults);
        }

        List<string> pages = [.. (before?.Pages ?? []).Where(one => one != page && form.HasPage(one)), page];
        while (true)
        {
            JsonElement all = Together(form, before, pages, page, sent);
            IReadOnlyList<Fault> faults = form.ValidatePages(all, pages, language, today, "/answers").Faults;
            string[] unfit = [.. faults.Select(fault => PageOf(form, fault)).OfType<string>().Distinct(StringComparer.Ordinal)];
            if (unfit.Length == 0 || unfit.Contains(page))
            {
                return faults.Count == 0 ? new PageSaving(new ReplyProgress(pages, all), []) : new PageSaving(null, faults);
            }

            pages.RemoveAll(unfit.Contains);
        }
    }

    private static JsonElement Together(FormDefinition form, ReplyProgress? before, List<string> pages, string page, JsonElement sent)
    {
        HashSet<string> kept = form.Pages
            .Where(one => one.Name != page && pages.Contains(one.Name))
            .SelectMany(one => one.Questions)
            .ToHashSet(StringComparer.Ordinal);
        JsonObject all = [];
        foreach (JsonProperty member in (before?.Answers ?? SavedPages.NoAnswers).EnumerateObject().Where(member => kept.Contains(member.Name)))
        {
            all[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        foreach (JsonProperty member in sent.EnumerateObject())
        {
            all[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(all);
    }

    private static string? PageOf(FormDefinition form, Fault fault)
    {
        string[] parts = fault.Pointer.Split('/');
        return parts.Length < 3 ? null : form.Pages.FirstOrDefault(page => page.Questions.Contains(parts[2]))?.Name;
    }
}
