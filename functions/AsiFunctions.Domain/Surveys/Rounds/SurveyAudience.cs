using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Surveys.Rounds;

/// <summary>Who is invited to a round.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CertificationIssued), "certification-issued")]
[JsonDerivedType(typeof(Certificates), "certificates")]
[JsonDerivedType(typeof(Members), "members")]
public abstract record SurveyAudience
{
    private SurveyAudience()
    {
    }

    /// <summary>
    /// Whoever is certified while the round is open, with each certification. Source: seed 002, "Methodology": since November 2021.
    /// </summary>
    public sealed record CertificationIssued : SurveyAudience;

    /// <summary>The holders of certificates that were issued before. Source: seed 002, "Methodology": the first round, of November 2021.</summary>
    /// <param name="Listed">The certificates, by number; of each scope the latest version only.</param>
    public sealed record Certificates(IReadOnlyList<CaseId> Listed) : SurveyAudience;

    /// <summary>The members of some classes in good standing. Assumption: a second survey asks those who are not certified.</summary>
    /// <param name="Classes">The classes, at least one.</param>
    public sealed record Members(IReadOnlyList<MembershipClass> Classes) : SurveyAudience;
}
