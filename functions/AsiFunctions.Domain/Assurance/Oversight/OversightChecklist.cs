using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>
/// What a reviewer goes through in each step, as it holds from a date on. Versioned: a review keeps the version that it was made with.
/// </summary>
/// <remarks>
/// The procedure's own checklists are not public; the shipped ones, in oversight-checklists.json beside
/// this file, are assumptions drawn from domain notes 2 and 4, configurable.
/// </remarks>
/// <param name="Version">Names the edition: <c>1</c>.</param>
/// <param name="Steps">The items of each step, in order.</param>
public sealed record OversightChecklist(string Version, IReadOnlyDictionary<OversightStep, IReadOnlyList<ChecklistItem>> Steps)
{
    private const string What = "checklists of the oversight";

    /// <summary>The checklists that the product ships; what holds where nothing else is configured.</summary>
    public static History<OversightChecklist> Shipped { get; } = DatedSettings.Shipped<OversightChecklist>("oversight-checklists.json", What);

    /// <summary>Reads rows of checklists: <c>[{ "from": "2020-01-01", "value": { … } }]</c>, earliest first, each with all seven steps.</summary>
    /// <exception cref="FormatException">The text is not of that form, a step is missing or empty,
    /// or an item stands twice; the message says where.</exception>
    public static History<OversightChecklist> Read(string json)
    {
        History<OversightChecklist> read = DatedSettings.Read<OversightChecklist>(json, What);
        foreach (Dated<OversightChecklist> row in read.Rows)
        {
            foreach (OversightStep step in OversightSteps.All)
            {
                IReadOnlyList<ChecklistItem> items = row.Value.Of(step);
                if (items.Count == 0)
                {
                    throw new FormatException($"The {What} from {row.From:yyyy-MM-dd} have no item for the step {step.Name}.");
                }

                if (items.DistinctBy(item => item.Key).Count() != items.Count)
                {
                    throw new FormatException($"The {What} from {row.From:yyyy-MM-dd} have an item twice in the step {step.Name}.");
                }
            }
        }

        return read;
    }

    /// <summary>The items of a step.</summary>
    public IReadOnlyList<ChecklistItem> Of(OversightStep step) => Steps.TryGetValue(step, out IReadOnlyList<ChecklistItem>? items) ? items : [];
}

/// <summary>One thing that a reviewer looks at.</summary>
/// <param name="Key">Unique within its step, kebab case.</param>
/// <param name="Text">What is to be looked at, as a statement that is true or not.</param>
public sealed record ChecklistItem(string Key, string Text);
