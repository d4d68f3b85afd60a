using AsiFunctions.Access;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The work queues: what waits for people, who works on it, and what they decide.</summary>
public sealed class TaskStore(CaseTable table, CaseStore cases, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>A task, open or ended. One point read, two for an ended or unknown one.</summary>
    public async Task<CaseTask?> FindAsync(CaseId caseId, int number, CancellationToken cancellation)
    {
        string id = CaseTask.IdOf(caseId, number);
        return await ReadAsync(caseId, TaskRow.OpenKey(id), cancellation) ?? await ReadAsync(caseId, TaskRow.DoneKey(id), cancellation);
    }

    /// <summary>
    /// Tasks of the roles, open or ended, in no order. The service filters. 16 range reads at a few
    /// at a time, and one more for each further 1,000 rows of a shard.
    /// </summary>
    /// <param name="roles">Whose tasks; seven at most.</param>
    /// <param name="organisation">Those that wait for the people of a member or an audit firm; null:
    /// whosever they are. ASI's roles say that they are ASI's.</param>
    /// <param name="ended">Ended ones instead of open ones.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IReadOnlyList<CaseTask>> ListAsync(
        IReadOnlyCollection<Role> roles, CaseId? organisation, bool ended, CancellationToken cancellation)
    {
        string filter = $"({string.Join(" or ", roles.Select(role => TableClient.CreateQueryFilter($"Role eq {role.ToString()}")))})";
        if (organisation is { } one)
        {
            filter += $" and {TableClient.CreateQueryFilter($"Organisation eq {one.Value}")}";
        }

        return await ShardReads.AllAsync(table, ended ? TaskRow.DonePrefix : TaskRow.OpenPrefix, filter, select: null, TaskRow.From, cancellation);
    }

    /// <summary>
    /// Changes who works on the open task, or when they want to see it again. One point read and one transaction; both again after a conflict.
    /// </summary>
    /// <param name="caseId">The case.</param>
    /// <param name="number">The task's number.</param>
    /// <param name="person">Who changes it.</param>
    /// <param name="change">Says how the task becomes and what the timeline tells, or why not; pure.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<TaskChange> ChangeAsync(
        CaseId caseId,
        int number,
        Person person,
        Func<CaseTask, Person, DateTimeOffset, TaskChange> change,
        CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            CaseRow? row = await cases.ReadAsync(caseId, cancellation);
            if (row?.Task is not { } open || open.Number != number)
            {
                return await GoneAsync(caseId, number, person, cancellation);
            }

            DateTimeOffset now = clock.GetUtcNow();
            TaskChange changed = change(open, person, now);
            if (changed is not TaskChange.Changed { Line: { } line } done)
            {
                return changed;
            }

            if (await CaseCommit.Touch(row, done.Task, line, now).Transaction.SubmitAsync(table, cancellation))
            {
                return done;
            }

            await Backoff.AfterAsync(attempt, cancellation);
        }

        throw new CaseBusyException(caseId);
    }

    /// <summary>
    /// Decides about the open task by its case's procedure. One point read and one transaction, both again after a conflict;
    /// one or two point reads more where the task has ended or never was, or the case has changed since the person saw it.
    /// </summary>
    /// <param name="caseId">The case.</param>
    /// <param name="outcome">What the person decides.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="options">The decision's id and the version that the person saw.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<TaskChange> DecideAsync(
        CaseId caseId,
        TaskOutcome outcome,
        Person person,
        DecideOptions options,
        CancellationToken cancellation)
    {
        TaskChange? refusal = null;
        Actor? by = null;
        DecideOutcome<ICase> decided = await cases.DecideAsync<ICase>(
            caseId,
            (row, now) =>
            {
                by = row.Task is { } open ? TaskRules.InRole(open, person) : null;
                refusal = Refusal(row, outcome, person, by);
                return refusal is null ? row.Kind.Decide(row.Case, outcome, by!, now) : new Decision<ICase>.Refused("task", "");
            },
            options,
            now => new TaskEnd(outcome.Decision, by!, now, outcome.Reason),
            cancellation);
        return decided switch
        {
            DecideOutcome<ICase>.Applied applied => new TaskChange.Decided(applied.Stored, applied.Repeated),
            DecideOutcome<ICase>.Refused when refusal is TaskChange.NotFound => await GoneAsync(caseId, outcome.TaskNumber, person, cancellation),
            DecideOutcome<ICase>.Refused when refusal is not null => refusal,
            DecideOutcome<ICase>.Stale => await StaleAsync(caseId, outcome.TaskNumber, person, cancellation),
            DecideOutcome<ICase>.Refused refused => new TaskChange.Refused(refused.Code, refused.Message),
            _ => new TaskChange.NotFound(),
        };
    }

    private static TaskChange? Refusal(CaseRow row, TaskOutcome outcome, Person person, Actor? by)
    {
        if (row.Task is not { } open || open.Number != outcome.TaskNumber)
        {
            return new TaskChange.NotFound();
        }

        if (by is null)
        {
            return TaskRules.Refuse(open, person);
        }

        if (open.Claim is { } claim && claim.By.Id != by.Id)
        {
            return new TaskChange.Claimed(claim);
        }

        IReadOnlyList<Fault> faults = TaskRules.Check(open, outcome) is { } fault ? [fault] : row.Kind.Check(row.Case, outcome);
        return faults.Count > 0 ? new TaskChange.Invalid(faults) : null;
    }

    private async Task<TaskChange> GoneAsync(CaseId caseId, int number, Person person, CancellationToken cancellation) =>
        await FindAsync(caseId, number, cancellation) is { } task && TaskRules.MayKnow(task, person) && TaskRules.EndFor(task, person) is { } end
            ? new TaskChange.Ended(end)
            : new TaskChange.NotFound();

    // That a case has changed is told to those only who may know of its task.
    private async Task<TaskChange> StaleAsync(CaseId caseId, int number, Person person, CancellationToken cancellation) =>
        await FindAsync(caseId, number, cancellation) is { } task && TaskRules.MayKnow(task, person)
            ? new TaskChange.Stale()
            : new TaskChange.NotFound();

    private async Task<CaseTask?> ReadAsync(CaseId caseId, string key, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.ShardOf(caseId), key, cancellationToken: cancellation);
        return found.HasValue ? TaskRow.From(found.Value!) : null;
    }
}

/// <summary>What became of a change to a task.</summary>
public abstract record TaskChange
{
    private TaskChange()
    {
    }

    /// <summary>The task is now so.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Line">What the timeline tells; null where it was so before.</param>
    public sealed record Changed(CaseTask Task, CaseEvent? Line) : TaskChange;

    /// <summary>The decision took effect, now or when it came before with the same id.</summary>
    public sealed record Decided(Stored<ICase> Stored, bool Repeated) : TaskChange;

    /// <summary>Somebody else works on it.</summary>
    public sealed record Claimed(TaskClaim Claim) : TaskChange;

    /// <summary>It was decided, or passed by, before.</summary>
    /// <param name="End">How, as the person may know it.</param>
    public sealed record Ended(TaskEnd End) : TaskChange;

    /// <summary>The person may know of the task, but it is another's: of another role, or of an organisation's people.</summary>
    public sealed record NotYours : TaskChange;

    /// <summary>What was sent is not what the decision needs.</summary>
    public sealed record Invalid(IReadOnlyList<Fault> Faults) : TaskChange;

    /// <summary>The procedure refuses the decision.</summary>
    public sealed record Refused(string Code, string Message) : TaskChange;

    /// <summary>The case has changed since the person saw it.</summary>
    public sealed record Stale : TaskChange;

    /// <summary>There is no such task, or the person may not know of it.</summary>
    public sealed record NotFound : TaskChange;
}
