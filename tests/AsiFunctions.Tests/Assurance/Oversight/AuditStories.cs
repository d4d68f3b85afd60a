using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>The main ways of an audit, told by people and a moved clock; the orchestrations do the rest.</summary>
internal static class AuditStories
{
    public static IReadOnlyDictionary<string, Func<RunningOffice, AuditScript, Task>> All { get; } =
        new Dictionary<string, Func<RunningOffice, AuditScript, Task>>
        {
            ["released-at-once"] = async (office, script) =>
            {
                await ReportedAsync(office, script);
                await script.PassToAsync();
                await script.ReleaseAsync();
                await office.Clock.SettleAsync();
            },
            ["one-clarification"] = async (office, script) =>
            {
                await ReportedAsync(office, script, majors: 3);
                await ClarifiedAsync(office, script, rounds: 1, majors: 3);
                await script.PassToAsync();
                await script.ReleaseAsync();
                await office.Clock.SettleAsync();
            },
            ["five-clarifications"] = async (office, script) =>
            {
                await ReportedAsync(office, script);
                await ClarifiedAsync(office, script, rounds: 5, majors: 0);
                await script.PassToAsync();
                await script.ReleaseAsync();
                await office.Clock.SettleAsync();
            },
            ["declined"] = async (office, script) =>
            {
                await ReportedAsync(office, script, majors: 4);
                await script.PassToAsync();
                await script.DeclineAsync();
                await office.Clock.SettleAsync();
            },
            ["late-report"] = async (office, script) =>
            {
                await script.OpenAsync(new DateOnly(2026, 2, 2));
                await script.PlanAsync(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 6));
                await office.MoveToAsync("2026-05-15");
                await script.SubmitAsync(new DateOnly(2026, 3, 6));
                await office.Clock.SettleAsync();
            },
            ["upstream-postponed-cancelled"] = async (office, script) =>
            {
                await script.OpenAsync(new DateOnly(2026, 2, 2), SupplyChainActivity.AluminiumSmelting);
                await script.PlanAsync(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 8));
                await office.MoveToAsync("2026-02-20");
                await script.DoAsync(new AuditCommand.Advise(AuditScript.Sasha, "Visit the pot rooms at night too."));
                await script.DoAsync(new AuditCommand.Postpone(AuditScript.Lea, "The works are flooded."));
                await office.MoveToAsync("2026-03-02");
                await script.PlanAsync(new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 8));
                await script.DoAsync(new AuditCommand.Cancel(AuditScript.Mia, "The works are sold."));
                await office.MoveToAsync("2026-04-20");
            },
        };

    /// <summary>Tells a story to its end.</summary>
    public static async Task<(RunningOffice Office, AuditScript Script)> TellAsync(AzuriteFixture azurite, string name)
    {
        RunningOffice office = await RunningOffice.StartAsync(azurite, "2026-02-02");
        AuditScript script = new(office.Get<ICaseStore>(), office.Get<ReportStore>(), office.Get<AuditSettings>(), name);
        await All[name](office, script);
        return (office, script);
    }

    /// <summary>An audit from 2 to 6 March whose report came on the 20th, and was checked.</summary>
    private static async Task ReportedAsync(RunningOffice office, AuditScript script, int majors = 0)
    {
        await script.OpenAsync(new DateOnly(2026, 2, 2));
        await script.PlanAsync(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 6));
        await office.MoveToAsync("2026-03-20");
        await script.SubmitAsync(new DateOnly(2026, 3, 6), majors);
        await office.Clock.SettleAsync();
    }

    /// <summary>The reviewer of the findings asks, and is answered three days later.</summary>
    private static async Task ClarifiedAsync(RunningOffice office, AuditScript script, int rounds, int majors)
    {
        for (int round = 0; round < rounds; round++)
        {
            await script.PassToAsync(OversightStep.AuditFindings);
            await script.ClarifyAsync();
            await office.Clock.SettleAsync();
            await office.Clock.MoveToAsync(office.Clock.GetUtcNow() + TimeSpan.FromDays(3));
            await script.SubmitAsync(new DateOnly(2026, 3, 6), majors, answer: "It is in the records.");
            await office.Clock.SettleAsync();
        }
    }
}
