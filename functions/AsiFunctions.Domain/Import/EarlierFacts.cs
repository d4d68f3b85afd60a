using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Import;

/// <summary>What a file of earlier records is checked against.</summary>
/// <param name="Today">Nothing in it lies later.</param>
/// <param name="Standards">The versions that are loaded.</param>
/// <param name="Terms">The terms of certification, dated.</param>
/// <param name="Members">The members that are here already.</param>
public sealed record EarlierFacts(
    DateOnly Today, IReadOnlyList<StandardVersion> Standards, History<CertificationTerms> Terms, IReadOnlySet<CaseId> Members);
