using AsiFunctions.Domain.Forms;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;

namespace AsiFunctions.Notifications;

/// <summary>Makes messages out of orders: asks the capability that owns the case, then fills the template.</summary>
public sealed class MailComposition(IEnumerable<IMailComposer> composers, MailTemplates templates)
{
    private readonly Dictionary<string, IMailComposer> byPrefix = composers.ToDictionary(composer => composer.Prefix, StringComparer.Ordinal);

    /// <summary>Who receives the message and with which values, or null when there is nothing to send.</summary>
    /// <exception cref="InvalidOperationException">No capability knows the case's kind.</exception>
    public Task<MailDraft?> ComposeAsync(MailOrder order, CancellationToken cancellation) =>
        byPrefix.TryGetValue(order.CaseId.Prefix, out IMailComposer? composer)
            ? composer.ComposeAsync(order.CaseId, order.Mail, cancellation)
            : throw new InvalidOperationException($"Nobody composes messages about {order.CaseId}.");

    /// <summary>The recipient's name within a message: their key, or a hash of their address.</summary>
    public static string KeyOf(MailRecipient recipient) =>
        recipient.Key is { Length: > 0 and <= 64 } key && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
            ? key
            : SuppressionList.HashOf(recipient.Address)[..16];

    /// <summary>Writes the message to one recipient.</summary>
    /// <exception cref="MissingMailValueException">Template and capability do not agree.</exception>
    /// <exception cref="FormatException">There is no such template, or a value does not have the form in which it is to be shown.</exception>
    public OutgoingMail Write(Delivery delivery, MailDraft draft, MailRecipient recipient)
    {
        Language language = Languages.Find(recipient.Language) ?? Language.English;
        MailTemplate template = templates.Find(delivery.Order.Mail.Template, delivery.Order.Mail.To, language)
            ?? throw new FormatException($"There is no message '{delivery.Order.Mail.Template}'.");
        Dictionary<string, string> values = new(delivery.Order.Mail.Facts ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach ((string name, string value) in draft.Values)
        {
            values[name] = value;
        }

        values["name"] = recipient.Name;
        return new OutgoingMail(delivery.Id, recipient.Address, recipient.Name, templates.Render(template, language, values));
    }
}
