namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>The messages about a certificate, by template key; all go to the member's contacts.</summary>
public static class CertificateMail
{
    /// <summary>Issued (<c>level</c>, <c>from</c>, <c>until</c>).</summary>
    public const string Issued = "certificate-issued";

    /// <summary>Suspended (<c>from</c>).</summary>
    public const string Suspended = "certificate-suspended";

    /// <summary>In force again (<c>from</c>, <c>until</c>).</summary>
    public const string Reinstated = "certificate-reinstated";

    /// <summary>Withdrawn (<c>from</c>).</summary>
    public const string Withdrawn = "certificate-withdrawn";

    /// <summary>In force again, since its withdrawal was overturned on appeal (<c>from</c>, <c>until</c>).</summary>
    public const string Restored = "certificate-restored";

    /// <summary>Valid for longer (<c>until</c>).</summary>
    public const string Extended = "certificate-extended";

    /// <summary>From provisional to full (<c>from</c>, <c>until</c>).</summary>
    public const string Converted = "certificate-converted";

    /// <summary>Its validity ended (<c>level</c>, <c>from</c> = the first day without it).</summary>
    public const string Expired = "certificate-expired";
}
