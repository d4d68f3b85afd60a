using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Membership;

/// <summary>Why a membership ended.</summary>
/// <remarks>
/// Source: the reasons of M&amp;E Insights, March 2021, section 6, and the duties whose breach ends
/// a membership (articles of August 2023 and January 2024).
/// </remarks>
[JsonConverter(typeof(JsonStringEnumConverter<MembershipEnd>))]
public enum MembershipEnd
{
    /// <summary>Another member acquired it.</summary>
    [JsonStringEnumMemberName("acquired_by_member")]
    AcquiredByMember,

    /// <summary>It merged with another member.</summary>
    [JsonStringEnumMemberName("merged_with_member")]
    MergedWithMember,

    /// <summary>Its parent joined for the whole group.</summary>
    [JsonStringEnumMemberName("absorbed_into_group")]
    AbsorbedIntoGroup,

    /// <summary>Its priorities or circumstances changed.</summary>
    [JsonStringEnumMemberName("operational_priorities")]
    OperationalPriorities,

    /// <summary>It did not pay.</summary>
    [JsonStringEnumMemberName("non_payment")]
    NonPayment,

    /// <summary>It was not certified within two years of joining.</summary>
    [JsonStringEnumMemberName("certification_deadline_missed")]
    CertificationDeadlineMissed,

    /// <summary>It was not certified again in time.</summary>
    [JsonStringEnumMemberName("recertification_missed")]
    RecertificationMissed,

    /// <summary>It was expelled.</summary>
    [JsonStringEnumMemberName("expelled")]
    Expelled,

    /// <summary>Another reason, which is told in words.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>Why a member is suspended.</summary>
/// <remarks>The two duties of good standing are to pay on time and to certify on schedule (ASI's articles of August 2023 and January 2024).</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<SuspensionReason>))]
public enum SuspensionReason
{
    /// <summary>It did not pay in time.</summary>
    [JsonStringEnumMemberName("non_payment")]
    NonPayment,

    /// <summary>It is late with its certification.</summary>
    [JsonStringEnumMemberName("certification_overdue")]
    CertificationOverdue,

    /// <summary>Another reason, which is told in words.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>What a reason means for counting.</summary>
public static class MembershipEnds
{
    extension(MembershipEnd reason)
    {
        /// <summary>
        /// True where the organisation is lost to ASI; false where it stays under another member. Six of the twelve that did not renew in
        /// 2015 to 2020 stayed (M&amp;E Insights, March 2021, section 6).
        /// </summary>
        public bool IsTrueLoss => reason
            is not (MembershipEnd.AcquiredByMember or MembershipEnd.MergedWithMember or MembershipEnd.AbsorbedIntoGroup);
    }
}
