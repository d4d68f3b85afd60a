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
    public override bool BelongsTo(EntityRegister @case, CaseId organisation) => @case.Id.As(Member.Prefix) == organisation;
}
