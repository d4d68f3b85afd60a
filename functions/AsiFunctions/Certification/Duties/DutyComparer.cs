using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Certification.Duties;

/// <summary>What a comparison of members and duties found.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Members">Members in a class that certifies.</param>
/// <param name="Begun">Members whose duty nobody counted; it is counted now.</param>
/// <param name="Ended">Duties that ran on without a member, or in a class that does not certify; they are stopped.</param>
/// <param name="Mended">Members whose suspension did not say what their duty says; it does now.</param>
public sealed record DutyComparison(DateTimeOffset At, int Members, int Begun, int Ended, int Mended);

/// <summary>
/// Compares the members with their duties, and mends what differs. Whether the orchestrations run is compared by the reconciliation of all cases.
/// </summary>
public sealed partial class DutyComparer(
    ICaseStore cases, MemberList members, CaseTable table, CertificationSettings settings, TimeProvider clock, ILogger<DutyComparer> log)
{
    private const string ReportKey = "report|duties";

    /// <summary>32 range reads, and two or three point reads and a transaction for each difference.</summary>
    public async Task<DutyComparison> RunAsync(CancellationToken cancellation)
    {
        Dictionary<CaseId, Duty> duties = [];
        await foreach (Stored<Duty> stored in cases.ListAsync<Duty>(Member.DutyPrefix, cancellation))
        {
            duties[stored.Case.Member] = stored.Case;
        }

        DutyComparison found = new(clock.GetUtcNow(), 0, 0, 0, 0);
        foreach (Member member in await members.AllAsync(cancellation))
        {
            found = await CompareAsync(member, duties.GetValueOrDefault(member.Id), found, cancellation);
        }

        await NoteAsync(found, cancellation);
        Compared(
            log,
            found.Begun + found.Ended + found.Mended > 0 ? LogLevel.Warning : LogLevel.Information,
            found.Members,
            found.Begun,
            found.Ended,
            found.Mended);
        return found;
    }

    /// <summary>What the last one found; null before the first. One point read.</summary>
    public async Task<DutyComparison?> LastAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.Shards[0], ReportKey, cancellationToken: cancellation);
        return row.HasValue
            ? new DutyComparison(
                row.Value!.GetDateTimeOffset("At")!.Value,
                row.Value.GetInt32("Members")!.Value,
                row.Value.GetInt32("Begun")!.Value,
                row.Value.GetInt32("Ended")!.Value,
                row.Value.GetInt32("Mended")!.Value)
            : null;
    }

    private async Task<DutyComparison> CompareAsync(Member member, Duty? duty, DutyComparison found, CancellationToken cancellation)
    {
        bool ended = member.Status is MemberStatus.Ended;
        bool runs = duty is { State: not (DutyState.None or DutyState.Stopped) };
        if (!ended && member.Class.HasCertificationDuty)
        {
            found = found with { Members = found.Members + 1 };
            if (duty is null or { Clock: 0 })
            {
                MemberNews.Found news = new(member.Id, member.Class, member.Joined.On, member.CertifiesSince);
                return found with { Begun = found.Begun + await TellAsync(member.Id, news, cancellation) };
            }

            return runs ? await CompareStandingAsync(member, duty, found, cancellation) : found;
        }

        if (!runs)
        {
            return found;
        }

        MemberNews over = ended
            ? new MemberNews.Ended(member.Id, member.Statuses.Latest.From)
            : new MemberNews.ClassChanged(member.Id, MembershipClass.IndustrialUsers, member.Class, member.Classes.Latest.From, Actor.Machine);
        return found with { Ended = found.Ended + await TellAsync(member.Id, over, cancellation) };
    }

    private async Task<DutyComparison> CompareStandingAsync(Member member, Duty duty, DutyComparison found, CancellationToken cancellation)
    {
        if (Agree(member, duty))
        {
            return found;
        }

        // The two lists were read one after the other: what differs is looked at again, and told once more by the duty as it is by then.
        Stored<Duty>? now = await cases.FindAsync<Duty>(duty.Id, cancellation);
        Stored<Member>? then = await cases.FindAsync<Member>(member.Id, cancellation);
        if (now is null || then is null || Agree(then.Case, now.Case))
        {
            return found;
        }

        await cases.DecideAsync<Duty>(
            duty.Id, (fresh, at) => DutyProcedure.Decide(fresh, new DutyCommand.Confirm(), at, settings.Terms), options: null, cancellation);
        return found with { Mended = found.Mended + 1 };
    }

    private static bool Agree(Member member, Duty duty) =>
        member.Status is MemberStatus.Ended
        || (duty.State is DutyState.Missed or DutyState.Paused { Grace: not null }) == (member.Status is MemberStatus.Suspended { ByDuty: true });

    private async Task<int> TellAsync(CaseId member, MemberNews news, CancellationToken cancellation)
    {
        DecideOutcome<Duty> outcome = await cases.DecideAsync<Duty>(
            member.As(Member.DutyPrefix), (duty, now) => DutyProcedure.Hear(duty, news, now, settings.Terms), options: null, cancellation);
        return outcome is DecideOutcome<Duty>.Applied ? 1 : 0;
    }

    private async Task NoteAsync(DutyComparison found, CancellationToken cancellation) => await table.Client.UpsertEntityAsync(
        new TableEntity(CaseTable.Shards[0], ReportKey)
        {
            ["At"] = found.At,
            ["Members"] = found.Members,
            ["Begun"] = found.Begun,
            ["Ended"] = found.Ended,
            ["Mended"] = found.Mended,
        },
        TableUpdateMode.Replace,
        cancellation);

    [LoggerMessage(
        EventId = 3001,
        Message = "Comparison of {Members} members that certify: {Begun} duties begun, {Ended} stopped, {Mended} suspensions mended.")]
    private static partial void Compared(ILogger log, LogLevel level, int members, int begun, int ended, int mended);
}
