using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>What a reviewer goes through in each step; nothing of it may be left out.</summary>
public sealed class OversightChecklistTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<OversightStep, string> Items()
    {
        TheoryData<OversightStep, string> items = [];
        foreach (OversightStep step in OversightSteps.All)
        {
            foreach (ChecklistItem item in OversightChecklist.Shipped.Latest.Value.Of(step))
            {
                items.Add(step, item.Key);
            }
        }

        return items;
    }

    [Theory]
    [MemberData(nameof(Items))]
    public void No_step_passes_with_an_item_missing(OversightStep step, string item)
    {
        AuditStory story = AuditStory.InReview(step);
        string[] others = [.. story.Items(step).Where(key => key != item)];

        Domain.Cases.Decision<Audit>.Refused refused = story.RefusedWith(step is OversightStep.Release
            ? new Release(AuditStory.Rae, Level: null, others, Reason: null)
            : new PassStep(AuditStory.Sasha, others, Notes: null, Reason: "All the same."));

        Assert.Equal("checklist-incomplete", refused.Code);
        Assert.EndsWith($"not confirmed: {item}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_checklists_are_valid_and_have_every_step()
    {
        History<OversightChecklist> read = OversightChecklist.Read(JsonSerializer.Serialize(OversightChecklist.Shipped.Rows, Web));

        Assert.All(read.Rows, row => Assert.Equal(OversightSteps.All, row.Value.Steps.Keys.Order()));
        Assert.All(read.Latest.Value.Steps.Values.SelectMany(items => items), item =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", item.Key);
            Assert.EndsWith(".", item.Text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("a step missing", "no item for the step audit-scope")]
    [InlineData("a step empty", "no item for the step audit-scope")]
    [InlineData("an item twice", "an item twice in the step audit-scope")]
    [InlineData("an unknown step", "cannot be read")]
    public void Checklists_that_are_not_whole_are_not_taken(string what, string message)
    {
        JsonNode rows = JsonNode.Parse(JsonSerializer.Serialize(OversightChecklist.Shipped.Rows, Web))!;
        JsonObject steps = rows[0]!["value"]!["steps"]!.AsObject();
        switch (what)
        {
            case "a step missing":
                steps.Remove("audit-scope");
                break;
            case "a step empty":
                steps["audit-scope"] = new JsonArray();
                break;
            case "an item twice":
                steps["audit-scope"]!.AsArray().Add(steps["audit-scope"]![0]!.DeepClone());
                break;
            default:
                steps["audit-lunch"] = new JsonArray();
                break;
        }

        Assert.Contains(
            message, Assert.Throws<FormatException>(() => OversightChecklist.Read(rows.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_keeps_the_edition_that_it_was_made_with()
    {
        OversightChecklist first = OversightChecklist.Shipped.Latest.Value;
        ChecklistItem more = new("languages", "The team speaks the workers' languages.");
        OversightChecklist second = new("2", first.Steps.ToDictionary(step => step.Key, step => (IReadOnlyList<ChecklistItem>)[.. step.Value, more]));
        AuditStory story = AuditStory.InReview(
            rules: AuditRules.Shipped with { Checklists = OversightChecklist.Shipped.With(new DateOnly(2026, 7, 2), second) });

        story.Pass().At("2026-07-02");
        Assert.Equal(
            "checklist-incomplete",
            story.Refused(new PassStep(AuditStory.Sasha, [.. first.Of(OversightStep.AuditScope).Select(item => item.Key)], null, null)));
        story.Pass();
        Assert.Equal(["1", "2"], story.Audit.Reviews.Select(review => review.Checklist));
    }
}
