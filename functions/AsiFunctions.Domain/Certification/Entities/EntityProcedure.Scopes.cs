using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Certification.Entities.EntityCommand;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>Certification scopes, and what changes of facilities and products mean for them.</summary>
public static partial class EntityProcedure
{
    private static Decision<EntityRegister> Open(EntityRegister register, OpenScope command, DateOnly today)
    {
        if (Check(register, command.Details, key: null) is { } refused)
        {
            return refused;
        }

        ScopeDetails details = command.Details;
        CertificationScope scope = new(
            Key('S', register.Scopes.Count),
            command.Standard,
            details.Name.Trim(),
            details.Description.Trim(),
            details.Facilities,
            details.Products,
            Activities: [],
            today,
            ClosedOn: null,
            Assessments: [],
            Certificates: []);
        return register.Scopes.Count >= MostScopes
            ? TooMany($"{MostScopes} certification scopes")
            : Settle(register, register with { Scopes = [.. register.Scopes, scope] }, command.By, "scope-opened", scope.Key);
    }

    private static Decision<EntityRegister> Change(EntityRegister register, ChangeScope command)
    {
        if (register.Scope(command.Key) is not { } scope)
        {
            return Unknown(command.Key);
        }

        if (scope.ClosedOn is { } closed)
        {
            return Closed(scope.Name, closed);
        }

        if (Check(register, command.Details, scope.Key) is { } refused)
        {
            return refused;
        }

        ScopeDetails details = command.Details;
        CertificationScope changed = scope with
        {
            Name = details.Name.Trim(),
            Description = details.Description.Trim(),
            Facilities = details.Facilities,
            Products = details.Products,
        };
        EntityRegister after = register with { Scopes = [.. register.Scopes.Select(s => s == scope ? changed : s)] };
        return Settle(register, after, command.By, "scope-changed", scope.Key);
    }

    private static Decision<EntityRegister> Close(EntityRegister register, CloseScope command, DateOnly today)
    {
        if (register.Scope(command.Key) is not { } scope)
        {
            return Unknown(command.Key);
        }

        if (scope.ClosedOn is { } closed)
        {
            return Closed(scope.Name, closed);
        }

        EntityRegister after = register with { Scopes = [.. register.Scopes.Select(s => s == scope ? s with { ClosedOn = today } : s)] };
        return Settle(register, after, command.By, "scope-closed", scope.Key);
    }

    private static Decision<EntityRegister>? Check(EntityRegister register, ScopeDetails details, string? key)
    {
        if (Fault(EntityChecks.Of(details)) is { } fault)
        {
            return fault;
        }

        if (register.Scopes.Any(other => other.ClosedOn is null && other.Key != key && IsSame(other.Name, details.Name.Trim())))
        {
            return Taken(details.Name.Trim());
        }

        string? facility = details.Facilities.FirstOrDefault(wanted => !register.Facilities.Any(f => f.Key == wanted && f.ClosedOn is null));
        string? product = details.Products.FirstOrDefault(wanted => !register.Products.Any(p => p.Key == wanted && p.ClosedOn is null));
        return facility is not null ? Refuse("no-such-facility", $"There is no facility {Shown(facility)} that runs.")
            : product is not null ? Refuse("no-such-product", $"There is no product or programme {Shown(product)} that lasts.")
            : null;
    }

    // What was sent for a key may be any text.
    private static string Shown(string key) => key.Length <= 8 ? key : string.Concat(key.AsSpan(0, 8), "…");

    /// <summary>Accepts a change when all scopes are sound after it; each scope's activities become those of what it names.</summary>
    private static Decision<EntityRegister> Settle(EntityRegister before, EntityRegister changed, Actor by, string what, string key)
    {
        EntityRegister after = changed with
        {
            Scopes = [.. changed.Scopes.Select(s => s.ClosedOn is null ? s with { Activities = ActivitiesOf(changed, s) } : s)],
        };
        foreach (CertificationScope scope in after.Scopes.Where(s => s.ClosedOn is null))
        {
            if (scope.Facilities.Count + scope.Products.Count == 0)
            {
                return Refuse("scope-empty", $"The scope {scope.Key} would have nothing left; change or close it first.");
            }

            if (before.Scope(scope.Key) is { } earlier && earlier.Assessments.Any(a => a.IsOpen) && !IsAlike(earlier, scope))
            {
                return Refuse(
                    "assessment-open",
                    $"The facilities, products and activities of the scope {scope.Key} stay while it has an open self-assessment; submit or cancel that, or close the scope.");
            }

            if (NeedsPerformanceStandardFirst(after, scope))
            {
                return Refuse(
                    "ps-first",
                    $"The scope {scope.Key} is not post-casthouse only: first open a Performance Standard scope over the same facilities and products.");
            }
        }

        return Accept(after, by, what, key);
    }

    /// <summary>Source: see <see cref="ChainOfCustodyRules"/>. Several PS scopes may share what a CoC scope holds together.</summary>
    private static bool NeedsPerformanceStandardFirst(EntityRegister register, CertificationScope scope) =>
        scope.Standard is StandardCode.ChainOfCustody
        && !ChainOfCustodyRules.IsPostCasthouseOnly(scope.Activities)
        && !PerformanceStandardScopes.Cover(register.Scopes.Where(s => s.ClosedOn is null), scope);

    private static bool IsAlike(CertificationScope scope, CertificationScope other) =>
        scope.Facilities.Order(StringComparer.Ordinal).SequenceEqual(other.Facilities.Order(StringComparer.Ordinal))
        && scope.Products.Order(StringComparer.Ordinal).SequenceEqual(other.Products.Order(StringComparer.Ordinal))
        && scope.Activities.SequenceEqual(other.Activities);

    private static IReadOnlyList<SupplyChainActivity> ActivitiesOf(EntityRegister register, CertificationScope scope) =>
    [
        .. register.Facilities.Where(f => scope.Facilities.Contains(f.Key)).SelectMany(f => f.Activities)
            .Concat(register.Products.Where(p => scope.Products.Contains(p.Key)).SelectMany(p => p.Activities))
            .Distinct()
            .Order(),
    ];
}
