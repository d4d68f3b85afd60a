using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Accreditation.AccreditationCommand;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>What accreditations of firms and of auditors have in common: their standing, and their scopes.</summary>
internal static class AccreditationProcedure
{
    /// <summary>The choice that accredits; part of the API.</summary>
    public const string AccreditChoice = "accredit";

    /// <summary>The choice that does not; part of the API.</summary>
    public const string RefuseChoice = "refuse";

    /// <summary>Scopes that one case may have; many times what ASI's firms have.</summary>
    public const int MostScopes = 500;

    /// <summary>Why a command cannot be followed at all; null where it can.</summary>
    public static Decision<T>.Refused? Obstacle<T>(T holder, AccreditationCommand command)
        where T : IAccredited<T>
    {
        if (command.By.Role is not Role.Secretariat)
        {
            return Refuse<T>("wrong-role", "Only the Secretariat decides about accreditations.");
        }

        Dated<AccreditationStatus> latest = holder.Statuses.Latest;
        return latest.Value.IsOver
            ? Refuse<T>("over", $"The accreditation is {latest.Value.Name} since {latest.From.InWords()}; who wants one applies anew.")
            : null;
    }

    /// <summary>What a command that both know makes of either.</summary>
    public static Decision<T> Decide<T>(T holder, AccreditationCommand command, DateTimeOffset now)
        where T : IAccredited<T>
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return command switch
        {
            Accredit c => Grant(holder, c, today),
            AccreditationCommand.Refuse c => Deny(holder, c, today),
            Suspend c => Hold(holder, c, today),
            Reinstate c => Restore(holder, c, today),
            Withdraw c => Change(holder, AccreditationState.Withdrawn, c.By, c.Reason, today, AccreditationMail.Withdrawn),
            GrantScope c => Widen(holder, c, today),
            EndScope c => Narrow(holder, c, today, now),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    /// <summary>A refusal.</summary>
    public static Decision<T>.Refused Refuse<T>(string code, string message)
        where T : ICase => new(code, message);

    /// <summary>True before anybody has decided about the application.</summary>
    public static bool IsPending(AccreditationStatus status) => status.State is AccreditationState.UnderReview or AccreditationState.InTraining;

    private static Decision<T> Grant<T>(T holder, Accredit command, DateOnly today)
        where T : IAccredited<T>
    {
        Dated<AccreditationStatus> latest = holder.Statuses.Latest;
        DateOnly from = command.From ?? today;
        return !IsPending(latest.Value) ? Decided<T>(latest)
            : from < latest.From || from > today ? Refuse<T>(
                "date-out-of-range", $"The accreditation begins between the application ({latest.From.InWords()}) and today ({today.InWords()}).")
            : Change(holder, AccreditationState.Accredited, command.By, reason: null, from, AccreditationMail.Granted);
    }

    private static Decision<T> Deny<T>(T holder, AccreditationCommand.Refuse command, DateOnly today)
        where T : IAccredited<T> => IsPending(holder.Statuses.Latest.Value)
            ? Change(holder, AccreditationState.Refused, command.By, command.Reason, today, AccreditationMail.Refused)
            : Decided<T>(holder.Statuses.Latest);

    private static Decision<T> Hold<T>(T holder, Suspend command, DateOnly today)
        where T : IAccredited<T> => holder.Statuses.Latest switch
        {
            { Value.State: AccreditationState.Accredited } => Change(
                holder, AccreditationState.Suspended, command.By, command.Reason, today, AccreditationMail.Suspended),
            { Value.State: AccreditationState.Suspended } latest => Decided<T>(latest),
            _ => Refuse<T>("out-of-order", "The application is not decided yet; refuse it, or accredit first."),
        };

    private static Decision<T> Restore<T>(T holder, Reinstate command, DateOnly today)
        where T : IAccredited<T> => holder.Statuses.Latest switch
        {
            { Value.State: AccreditationState.Suspended } => Change(
                holder, AccreditationState.Accredited, command.By, command.Reason, today, AccreditationMail.Reinstated, "reinstated"),
            { Value.State: AccreditationState.Accredited } latest => Decided<T>(latest),
            _ => Refuse<T>("out-of-order", "The application is not decided yet; refuse it, or accredit first."),
        };

    /// <summary>Between accredited and suspended nobody new is awaited; every other change ends the step there is.</summary>
    private static Decision<T>.Accepted Change<T>(
        T holder, AccreditationState state, Actor by, string? reason, DateOnly from, string template, string? name = null)
        where T : IAccredited<T>
    {
        AccreditationStatus status = new(state, reason);
        bool isPause = state is AccreditationState.Suspended || holder.Statuses.Latest.Value.State is AccreditationState.Suspended;
        bool stays = isPause && !status.IsOver;
        return new(
            holder.WithStatuses(holder.Statuses.With(from, status), stays ? holder.StepNumber : holder.StepNumber + 1),
            [new CaseEvent(name ?? status.Name, by, reason)],
            [Mail(template, ("from", Iso(from)))]);
    }

    private static Decision<T> Widen<T>(T holder, GrantScope command, DateOnly today)
        where T : IAccredited<T>
    {
        ScopeGrant grant = command.Scope;
        DateOnly from = grant.From ?? today;
        if (holder.Statuses.Latest.Value.State is not AccreditationState.Accredited)
        {
            return Refuse<T>("not-accredited", $"Scopes are granted while the accreditation is in force; it is {holder.Statuses.Latest.Value.Name}.");
        }

        if (!holder.Statuses.TryRowOn(from, out Dated<AccreditationStatus>? row) || row.Value.State is not AccreditationState.Accredited)
        {
            return Refuse<T>(
                "date-out-of-range", $"The accreditation was not in force on {from.InWords()}; give a day on which it was, or a later one.");
        }

        if (grant.To < from)
        {
            return Refuse<T>("scope-ends-before-it-begins", $"The last day lies before the first, {from.InWords()}.");
        }

        if (holder.Scopes.Count >= MostScopes)
        {
            return Refuse<T>(
                "too-many-scopes", string.Create(CultureInfo.InvariantCulture, $"There are {MostScopes} scopes already; grant wider ones."));
        }

        AccreditedScope scope = new(
            string.Create(CultureInfo.InvariantCulture, $"A{holder.Scopes.Count + 1}"),
            grant.Standard,
            AccreditedScope.Grouped(grant.Standard, grant.Activities),
            [.. grant.Countries.Order(StringComparer.Ordinal)],
            from,
            grant.To);
        return new Decision<T>.Accepted(
            holder.WithScopes([.. holder.Scopes, scope]),
            [new CaseEvent("scope-granted", command.By, scope.Key)],
            [Mail(AccreditationMail.ScopeGranted, ("scope", scope.Key))]);
    }

    private static Decision<T> Narrow<T>(T holder, EndScope command, DateOnly today, DateTimeOffset now)
        where T : IAccredited<T>
    {
        DateOnly to = command.To ?? today;
        if (holder.Scopes.FirstOrDefault(scope => scope.Key == command.Key) is not { } scope)
        {
            return Refuse<T>("no-such-scope", $"There is no scope {command.Key}.");
        }

        if (to < today)
        {
            return Refuse<T>("in-the-past", $"What held until yesterday has held: a scope ends today ({today.InWords()}) at the earliest.");
        }

        if (scope.To <= to)
        {
            return Refuse<T>("already-decided", $"The scope {scope.Key} ends on {scope.To.Value.InWords()}; for longer, grant another.");
        }

        AccreditedScope ended = scope with { To = to, Ends = [.. scope.Ends, new ScopeEnd(scope.To, to, command.Reason, command.By, now)] };
        return new Decision<T>.Accepted(
            holder.WithScopes([.. holder.Scopes.Select(each => each.Key == scope.Key ? ended : each)]),
            [new CaseEvent("scope-ended", command.By, $"{scope.Key}, {Iso(to)}: {command.Reason}")],
            [Mail(AccreditationMail.ScopeEnded, ("scope", scope.Key), ("until", Iso(to)))]);
    }

    private static Decision<T>.Refused Decided<T>(Dated<AccreditationStatus> latest)
        where T : ICase => Refuse<T>("already-decided", $"The accreditation is {latest.Value.Name} since {latest.From.InWords()}.");

    private static Effect.SendMail Mail(string template, params IReadOnlyList<(string Name, string Value)> facts) =>
        new(template, Role.LeadAuditor, Urgency.High, facts.ToDictionary(fact => fact.Name, fact => fact.Value));
}
