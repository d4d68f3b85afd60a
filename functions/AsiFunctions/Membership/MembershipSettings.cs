using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Notifications;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Membership;

/// <summary>The settings under <c>Membership</c>.</summary>
/// <param name="Terms">The terms of admission, dated. <c>Membership:AdmissionTerms</c>, JSON as in admission-terms.json; default: that file.</param>
/// <param name="Secretariat">The Secretariat's mailbox. <c>Membership:SecretariatMailbox</c>; null where none is set: it reads its queue.</param>
/// <param name="Board">The board's mailbox. <c>Membership:BoardMailbox</c>; null where none is set.</param>
public sealed record MembershipSettings(History<AdmissionTerms> Terms, MailRecipient? Secretariat, MailRecipient? Board)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">The terms cannot be read; the message says where.</exception>
    public static MembershipSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Membership");
        return new MembershipSettings(
            DatedTerms.Read(configuration, "Membership:AdmissionTerms", AdmissionTerms.Read, AdmissionTerms.Shipped),
            Mailbox(section["SecretariatMailbox"], "ASI Secretariat", "secretariat"),
            Mailbox(section["BoardMailbox"], "ASI Board", "board"));
    }

    private static MailRecipient? Mailbox(string? address, string name, string key) =>
        string.IsNullOrWhiteSpace(address) ? null : new MailRecipient(address.Trim(), name, "en", key);
}
