using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace AsiFunctions.Notifications.Mail;

/// <summary>Hands messages to an SMTP server, one connection for each.</summary>
/// <remarks>
/// A refusal is final where it is about the message or its recipient (550 to 554). What is about us (authentication, encryption, the order of
/// commands) is tried again: a wrong setting must not fail a whole backlog.
/// </remarks>
public sealed class SmtpTransport(SmtpSettings settings) : IMailTransport
{
    /// <inheritdoc/>
    public async Task<MailSending> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (!MailAddress.TryCreate(mail.Address, OneLine(mail.Name), Encoding.UTF8, out MailAddress? to) || !Ascii.IsValid(to.User))
        {
            return new MailSending.Refused("address");
        }

        using CancellationTokenSource timeout = new(settings.Timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using MailMessage message = Message(mail, to);
        using SmtpClient client = new(settings.Host, settings.Port)
        {
            EnableSsl = settings.StartTls,
            // Names and subjects as encoded words: a server further on that knows no SMTPUTF8 could not pass raw ones.
            DeliveryFormat = SmtpDeliveryFormat.SevenBit,
            Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password),
        };
        try
        {
            await client.SendMailAsync(message, either.Token);
            return new MailSending.Taken();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new MailSending.Later("timeout");
        }
        catch (SmtpException e)
        {
            return Reason(e);
        }
        catch (IOException)
        {
            return new MailSending.Later("unreachable");
        }
    }

    private static MailSending Reason(SmtpException e)
    {
        int code = (int)e.StatusCode;
        string name = string.Create(CultureInfo.InvariantCulture, $"smtp-{code}");
        return e.StatusCode switch
        {
            SmtpStatusCode.GeneralFailure => new MailSending.Later("unreachable"),
            _ when code is >= 550 and <= 554 => new MailSending.Refused(name),
            _ => new MailSending.Later(name),
        };
    }

    private MailMessage Message(OutgoingMail mail, MailAddress to)
    {
        MailMessage message = new(new MailAddress(settings.From, settings.FromName, Encoding.UTF8), to)
        {
            Subject = OneLine(mail.Mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{IdPart(mail.Id)}@{settings.Domain}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(View(mail.Mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string content, string mediaType)
    {
        AlternateView view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, mediaType);
        view.TransferEncoding = Ascii.IsValid(content) ? TransferEncoding.QuotedPrintable : TransferEncoding.Base64;
        return view;
    }

    private static string IdPart(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-'));

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
