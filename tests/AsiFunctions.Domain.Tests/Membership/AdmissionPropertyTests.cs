using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>What holds of every admission, whatever people try and whenever: hundreds of random ones, the same on each run.</summary>
public sealed class AdmissionPropertyTests
{
    private static readonly string[] Commands =
        ["find-complete", "return", "resubmit", "clear", "object", "answer", "approve", "decline", "pay", "appeal", "uphold", "overturn", "withdraw"];

    [Fact]
    public void Whatever_people_try_the_procedure_keeps_its_promises()
    {
        Random random = new(20260105);
        HashSet<string> seen = [];
        for (int i = 0; i < 400; i++)
        {
            seen.UnionWith(Live(random));
        }

        Assert.Equal(
            ["admitted", "appealed", "approved", "closed", "decision-pending", "declined", "due-diligence", "lapsed", "notice", "objections-open", "returned",
                "submitted", "withdrawn"],
            seen.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Live(Random random)
    {
        HashSet<string> seen = [];
        DateTimeOffset now = Sample.Noon("2026-01-05").AddDays(random.Next(800));
        Application application = AdmissionProcedure.Submit(Sample.Reference, Sample.Answers(), Sample.Form, now, Sample.Terms).Case;
        for (int i = 0; i < 25; i++)
        {
            seen.Add(application.StateName);
            now = now.AddHours(random.Next(random.Next(3) == 0 ? 1200 : 60));
            Application before = application;
            AdmissionCommand command = random.Next(4) == 0
                ? new AdmissionCommand.TimePasses()
                : AdmissionCommandTests.Command(Likely(application, random)) is AdmissionCommand.RecordPayment p
                    ? p with { PaidOn = DateOnly.FromDateTime(now.UtcDateTime) }
                    : AdmissionCommandTests.Command(Likely(application, random));
            if (AdmissionProcedure.Decide(application, command, now, Sample.Terms) is Decision<Application>.Accepted accepted)
            {
                application = accepted.Case;
                HoldsAfter(before, accepted, command, now);
                string json = JsonSerializer.Serialize(application);
                Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Application>(json)));
            }
        }

        return seen;
    }

    private static void HoldsAfter(Application before, Decision<Application>.Accepted accepted, AdmissionCommand command, DateTimeOffset now)
    {
        Application after = accepted.Case;
        Assert.False(before.IsOver, "nothing changes after the end");
        Assert.NotEmpty(accepted.Events);
        Assert.Equal(after.Steps.Count + 1, after.StepNumber);
        Assert.Equal(Enumerable.Range(1, after.Steps.Count), after.Steps.Select(s => s.Number));
        Assert.Equal(before.Steps, after.Steps.Take(before.Steps.Count));
        Assert.All(after.Steps, s => Assert.True(s.Since <= s.On, "a step ends after it began"));
        Assert.Equal(after.IsOver, AdmissionProcedure.Next(after, Sample.Terms) is Step.End);
        Assert.Equal(after.State is ApplicationState.Admitted, accepted.Effects.OfType<Effect.Open>().Any());
        if (command is not AdmissionCommand.TimePasses)
        {
            Assert.Equal(command.By, accepted.Events[^1].By);
            Assert.False(
                AdmissionProcedure.Next(after, Sample.Terms) is Step.Await { Until.Closes: { } closes } && closes <= now,
                "a deadline that is past took effect");
            Assert.DoesNotContain(accepted.Events, e => e.What == "reminded");
        }
    }

    // Half of the time what fits the state, so that the far ends are reached; else anything.
    private static string Likely(Application application, Random random) => (application.State, random.Next(2)) switch
    {
        (ApplicationState.Submitted, 0) => "find-complete",
        (ApplicationState.Returned, 0) => "resubmit",
        (ApplicationState.DueDiligence, 0) => "clear",
        (ApplicationState.Notice, 0) => "object",
        (ApplicationState.ObjectionsOpen, 0) => "answer",
        (ApplicationState.DecisionPending, 0) => random.Next(2) == 0 ? "approve" : "decline",
        (ApplicationState.Approved, 0) => "pay",
        (ApplicationState.Declined, 0) => "appeal",
        (ApplicationState.Appealed, 0) => random.Next(2) == 0 ? "uphold" : "overturn",
        _ => Commands[random.Next(Commands.Length)],
    };
}
