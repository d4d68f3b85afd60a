using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Certification.Entities;

/// <summary>Members' registers of facilities, products and scopes, as the machinery of cases sees them. No date moves them.</summary>
public sealed class EntityKind : CaseKind<EntityRegister>
{
    /// <inheritdoc/>
    public override string Prefix => EntityRegister.Prefix;

    /// <inheritdoc/>
    public override string Title(EntityRegister @case) => @case.Id.Value;

    /// <inheritdoc/>
    public override Step Next(EntityRegister @case) => new Step.Rest();

    /// <inheritdoc/>
    public override EntityRegister Blank(CaseId id) => EntityRegister.Empty(id);

    /// <inheritdoc/>
    public override Decision<EntityRegister> Hear(EntityRegister @case, ICaseNews news, DateTimeOffset now) => EntityProcedure.Hear(@case, news);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(EntityRegister @case) => [@case.Id.As(Member.Prefix)];

    /// <summary>What it lists, by name: scopes first, then facilities and products.</summary>
    public override IReadOnlyList<string> Keywords(EntityRegister @case) =>
        [.. @case.Scopes.Select(s => s.Name), .. @case.Facilities.Select(f => f.Name), .. @case.Products.Select(p => p.Name)];
}
