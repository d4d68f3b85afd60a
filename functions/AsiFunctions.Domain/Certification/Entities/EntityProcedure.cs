using System.Diagnostics;
using System.Globalization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Certification.Entities.EntityCommand;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>A member's facilities, products and certification scopes, as its own people keep them.</summary>
/// <remarks>
/// Nothing is removed: what was closed stays, and its key is never given again. An open scope names only what runs, and its activities are those of
/// what it names. The numbers of <see cref="MostFacilities"/> and its neighbours are assumptions: what one row holds at the worst.
/// </remarks>
public static partial class EntityProcedure
{
    /// <summary>Facilities of a member, closed ones included.</summary>
    public const int MostFacilities = 250;

    /// <summary>Products and programmes of a member, closed ones included.</summary>
    public const int MostProducts = 150;

    /// <summary>Scopes of a member, closed ones included.</summary>
    public const int MostScopes = 40;

    /// <summary>What a command makes of a register.</summary>
    /// <param name="register">The register as stored.</param>
    /// <param name="command">What the member wants.</param>
    /// <param name="class">The member's class now.</param>
    /// <param name="status">The member's standing now. A suspended member goes on: a certificate is what cures it.</param>
    /// <param name="now">The instant.</param>
    public static Decision<EntityRegister> Decide(
        EntityRegister register, EntityCommand command, MembershipClass @class, MemberStatus status, DateTimeOffset now)
    {
        if (command.By.Role is not (Role.Member or Role.MemberAdmin))
        {
            return Refuse("wrong-role", "Only the member's own people may change what it has to certify.");
        }

        if (status is MemberStatus.Ended)
        {
            return Refuse("over", "The membership has ended; its facilities and scopes do not change any more.");
        }

        if (command is OpenScope or ChangeScope && !@class.MayBeCertified)
        {
            return Refuse("class-not-certified", $"Members in {@class.EnglishName} ({@class.Code}) are not certified; change to PT or IU first.");
        }

        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return command switch
        {
            AddFacility c => Add(register, c, today),
            ChangeFacility c => Change(register, c, today),
            CloseFacility c => Close(register, c, today),
            AddProduct c => Add(register, c, today),
            ChangeProduct c => Change(register, c, today),
            CloseProduct c => Close(register, c, today),
            OpenScope c => Open(register, c, today),
            ChangeScope c => Change(register, c),
            CloseScope c => Close(register, c, today),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What news of a self-assessment or certificate makes of a register: its scope lists it.</summary>
    public static Decision<EntityRegister> Hear(EntityRegister register, ICaseNews news) => news switch
    {
        AssessmentNews heard => Note(register, heard.Scope, scope => scope with
        {
            Assessments = scope.Assessments.Any(known => known.Id == heard.Assessment.Id)
                ? [.. scope.Assessments.Select(known => known.Id == heard.Assessment.Id ? heard.Assessment : known)]
                : [.. scope.Assessments, heard.Assessment],
        }),
        AuditNews heard => Note(register, heard.Scope, scope => scope with
        {
            Audits =
            [
                .. scope.Audits.Where(known => known.Id != heard.Audit),
                new ScopeAudit(heard.Audit, heard.Type, heard.OpenedOn, heard.EndedOn),
            ],
        }),
        CertificateNews { Certificate: { Scope: { } key } certificate } heard => Note(
            register,
            key,
            scope => scope with
            {
                Certificates = scope.Certificates.Contains(certificate.Id) ? scope.Certificates : [.. scope.Certificates, certificate.Id],
            },
            scope => CertificateSuccession.Of(scope, heard)),
        _ => Refuse("out-of-order", "The register has nothing to note of this."),
    };

    private static Decision<EntityRegister> Note(
        EntityRegister register,
        string key,
        Func<CertificationScope, CertificationScope> note,
        Func<CertificationScope, IReadOnlyList<Effect>>? follow = null) =>
        register.Scope(key) is { } scope
            ? new Decision<EntityRegister>.Accepted(
                register with { Scopes = [.. register.Scopes.Select(s => s == scope ? note(s) : s)] }, [], follow?.Invoke(scope) ?? [])
            : Refuse("no-such-scope", $"There is no certification scope {key}.");

    private static Decision<EntityRegister> Add(EntityRegister register, AddFacility command, DateOnly today)
    {
        if (Fault(EntityChecks.Of(command.Details, today)) is { } fault)
        {
            return fault;
        }

        FacilityDetails details = command.Details;
        Facility facility = new(
            Key('F', register.Facilities.Count), details.Name.Trim(), details.Activities, details.Country, details.HeadCount, today, ClosedOn: null);
        return register.Facilities.Count >= MostFacilities ? TooMany($"{MostFacilities} facilities")
            : IsTaken(register, facility) ? Taken(facility.Name)
            : Accept(register with { Facilities = [.. register.Facilities, facility] }, command.By, "facility-added", facility.Key);
    }

    private static Decision<EntityRegister> Change(EntityRegister register, ChangeFacility command, DateOnly today)
    {
        if (register.Facilities.FirstOrDefault(f => f.Key == command.Key) is not { } facility)
        {
            return Unknown(command.Key);
        }

        if (facility.ClosedOn is { } closed)
        {
            return Closed(facility.Name, closed);
        }

        if (Fault(EntityChecks.Of(command.Details, today)) is { } fault)
        {
            return fault;
        }

        FacilityDetails details = command.Details;
        Facility changed = facility with
        {
            Name = details.Name.Trim(),
            Activities = details.Activities,
            Country = details.Country,
            HeadCount = details.HeadCount,
        };
        EntityRegister after = register with { Facilities = [.. register.Facilities.Select(f => f == facility ? changed : f)] };
        return IsTaken(register, changed) ? Taken(changed.Name) : Settle(register, after, command.By, "facility-changed", facility.Key);
    }

    private static Decision<EntityRegister> Close(EntityRegister register, CloseFacility command, DateOnly today)
    {
        if (register.Facilities.FirstOrDefault(f => f.Key == command.Key) is not { } facility)
        {
            return Unknown(command.Key);
        }

        if (facility.ClosedOn is { } closed)
        {
            return Closed(facility.Name, closed);
        }

        EntityRegister after = register with
        {
            Facilities = [.. register.Facilities.Select(f => f == facility ? f with { ClosedOn = today } : f)],
            Scopes = [.. register.Scopes.Select(s => s.ClosedOn is null
                ? s with { Facilities = [.. s.Facilities.Where(key => key != facility.Key)] }
                : s)],
        };
        return Settle(register, after, command.By, "facility-closed", facility.Key);
    }

    private static Decision<EntityRegister> Add(EntityRegister register, AddProduct command, DateOnly today)
    {
        if (Fault(EntityChecks.Of(command.Details, today)) is { } fault)
        {
            return fault;
        }

        ProductDetails details = command.Details;
        Product product = new(Key('P', register.Products.Count), details.Name.Trim(), details.Kind, details.Activities, today, ClosedOn: null);
        return register.Products.Count >= MostProducts ? TooMany($"{MostProducts} products and programmes")
            : IsTaken(register, product) ? Taken(product.Name)
            : Accept(register with { Products = [.. register.Products, product] }, command.By, "product-added", product.Key);
    }

    private static Decision<EntityRegister> Change(EntityRegister register, ChangeProduct command, DateOnly today)
    {
        if (register.Products.FirstOrDefault(p => p.Key == command.Key) is not { } product)
        {
            return Unknown(command.Key);
        }

        if (product.ClosedOn is { } closed)
        {
            return Closed(product.Name, closed);
        }

        if (Fault(EntityChecks.Of(command.Details, today)) is { } fault)
        {
            return fault;
        }

        Product changed = product with { Name = command.Details.Name.Trim(), Kind = command.Details.Kind, Activities = command.Details.Activities };
        EntityRegister after = register with { Products = [.. register.Products.Select(p => p == product ? changed : p)] };
        return IsTaken(register, changed) ? Taken(changed.Name) : Settle(register, after, command.By, "product-changed", product.Key);
    }

    private static Decision<EntityRegister> Close(EntityRegister register, CloseProduct command, DateOnly today)
    {
        if (register.Products.FirstOrDefault(p => p.Key == command.Key) is not { } product)
        {
            return Unknown(command.Key);
        }

        if (product.ClosedOn is { } closed)
        {
            return Closed(product.Name, closed);
        }

        EntityRegister after = register with
        {
            Products = [.. register.Products.Select(p => p == product ? p with { ClosedOn = today } : p)],
            Scopes = [.. register.Scopes.Select(s => s.ClosedOn is null
                ? s with { Products = [.. s.Products.Where(key => key != product.Key)] }
                : s)],
        };
        return Settle(register, after, command.By, "product-closed", product.Key);
    }

    private static bool IsTaken(EntityRegister register, Facility facility) => register.Facilities.Any(other =>
        other.ClosedOn is null && other.Key != facility.Key && IsSame(other.Name, facility.Name));

    private static bool IsTaken(EntityRegister register, Product product) => register.Products.Any(other =>
        other.ClosedOn is null && other.Key != product.Key && IsSame(other.Name, product.Name));

    private static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    // Nothing is ever removed, so the number of entries so far is the last key's.
    private static string Key(char kind, int soFar) => string.Create(CultureInfo.InvariantCulture, $"{kind}{soFar + 1}");

    private static Decision<EntityRegister>.Accepted Accept(EntityRegister register, Actor by, string what, string key) =>
        new(register, [new CaseEvent(what, by, key)], []);

    private static Decision<EntityRegister>.Refused? Fault(IReadOnlyList<Fault> faults) =>
        faults.Count == 0 ? null : new Decision<EntityRegister>.Refused(faults[0].Code, faults[0].Message);

    private static Decision<EntityRegister> Taken(string name) =>
        Refuse("name-taken", $"There is an entry named {name} already; give this one another name.");

    private static Decision<EntityRegister> Closed(string name, DateOnly on) =>
        Refuse("closed", $"{name} was closed on {on:yyyy-MM-dd} and stays as it is.");

    private static Decision<EntityRegister> Unknown(string key) => Refuse("no-such-entry", $"There is no entry {key}.");

    private static Decision<EntityRegister> TooMany(string limit) =>
        Refuse("too-many", $"A member has at most {limit}, closed ones included; ask the Secretariat for more.");

    private static Decision<EntityRegister> Refuse(string code, string message) => new Decision<EntityRegister>.Refused(code, message);
}
