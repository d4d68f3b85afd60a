using System.Text;
using System.Text.RegularExpressions;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Notifications;

public sealed partial class SmtpTransportTests
{
    private static readonly RenderedMail English = new("Your application", "Dear Cora,\nthank you.\n.\n", "<p>Dear Cora, thank you.</p>");
    private static readonly RenderedMail Chinese = new("您的申请", "尊敬的李华：\n谢谢。\n", "<p>尊敬的李华：谢谢。</p>");

    [Fact]
    public async Task A_message_arrives_as_text_and_html_under_its_own_id()
    {
        await using FakeSmtpServer server = new();

        Assert.IsType<MailSending.Taken>(await SendAsync(server, "cora@example.org", "Cora", English));

        string message = Assert.Single(server.Messages);
        Assert.Contains("To: \"Cora\" <cora@example.org>", message, StringComparison.Ordinal);
        Assert.Contains("From: \"ASI\" <back-office@example.org>", message, StringComparison.Ordinal);
        Assert.Contains("Subject: Your application\n", message, StringComparison.Ordinal);
        Assert.Matches(@"(?i)message-id: <APP-1-0\.primary@example\.org>", message);
        Assert.Contains("Content-Type: multipart/alternative", message, StringComparison.Ordinal);
        Assert.True(
            message.IndexOf("Content-Type: text/plain; charset=utf-8", StringComparison.Ordinal)
            < message.IndexOf("Content-Type: text/html; charset=utf-8", StringComparison.Ordinal));
        Assert.Contains("<p>Dear Cora, thank you.</p>", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_again_bears_the_same_id()
    {
        await using FakeSmtpServer server = new();
        await SendAsync(server, "cora@example.org", "Cora", English);
        await SendAsync(server, "cora@example.org", "Cora", English);

        Assert.Equal(MessageId().Match(server.Messages[0]).Value, MessageId().Match(server.Messages[1]).Value);
    }

    [Fact]
    public async Task Chinese_names_subjects_and_texts_arrive_whole()
    {
        await using FakeSmtpServer server = new();

        await SendAsync(server, "li.hua@example.org", "李华", Chinese);

        string message = Assert.Single(server.Messages);
        string header = message[..message.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.True(Ascii.IsValid(header), "Headers travel as encoded words, though this server would take raw ones.");
        string words = EncodedWords().Replace(header, match => Decode(match.Groups["form"].Value, match.Groups["text"].Value));
        Assert.Contains("您的申请", words, StringComparison.Ordinal);
        Assert.Contains("李华", words, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Chinese.Text))[..40], message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_adds_a_header()
    {
        await using FakeSmtpServer server = new();
        RenderedMail nasty = English with { Subject = "Hello\r\nBcc: everybody@example.org" };

        await SendAsync(server, "cora@example.org", "Cora\r\nBcc: everybody@example.org", nasty);

        Assert.DoesNotMatch("(?m)^Bcc:", Assert.Single(server.Messages));
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@example.org\r\nBcc: everybody@example.org")]
    [InlineData("")]
    [InlineData("李华@example.org")]
    public async Task What_is_no_address_is_refused_without_asking_the_server(string address)
    {
        await using FakeSmtpServer server = new();
        Assert.Equal(new MailSending.Refused("address"), await SendAsync(server, address, "Cora", English));
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData("RCPT", "550 no such mailbox", "smtp-550")]
    [InlineData(".", "554 not wanted", "smtp-554")]
    public async Task A_refusal_of_recipient_or_message_is_final(string command, string answer, string code)
    {
        await using FakeSmtpServer server = new();
        server.Answers[command] = answer;
        Assert.Equal(new MailSending.Refused(code), await SendAsync(server, "cora@example.org", "Cora", English));
    }

    [Theory]
    [InlineData("RCPT", "450 mailbox busy", "smtp-450")]
    [InlineData("RCPT", "451 try again", "smtp-451")]
    [InlineData("MAIL", "530 authentication required", "smtp-530")]
    [InlineData(".", "452 no room", "smtp-452")]
    public async Task What_may_pass_or_is_about_us_is_tried_again(string command, string answer, string code)
    {
        await using FakeSmtpServer server = new();
        server.Answers[command] = answer;
        Assert.Equal(new MailSending.Later(code), await SendAsync(server, "cora@example.org", "Cora", English));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        MailSending sending = await new SmtpTransport(Settings(FreePort.Next())).SendAsync(Mail("cora@example.org", "Cora", English), default);
        Assert.Equal(new MailSending.Later("unreachable"), sending);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_the_timeout()
    {
        await using FakeSmtpServer server = new() { IsSilent = true };
        SmtpSettings impatient = Settings(server.Port) with { Timeout = TimeSpan.FromMilliseconds(50) };
        Assert.Equal(
            new MailSending.Later("timeout"), await new SmtpTransport(impatient).SendAsync(Mail("cora@example.org", "Cora", English), default));
    }

    private static Task<MailSending> SendAsync(FakeSmtpServer server, string address, string name, RenderedMail mail) =>
        new SmtpTransport(Settings(server.Port)).SendAsync(Mail(address, name, mail), default);

    private static OutgoingMail Mail(string address, string name, RenderedMail mail) => new("APP-1-0.primary", address, name, mail);

    private static SmtpSettings Settings(int port) =>
        new("127.0.0.1", port, StartTls: false, User: null, Password: null, "back-office@example.org", "ASI", TimeSpan.FromSeconds(30));

    [GeneratedRegex(@"(?im)^message-id:.*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MessageId();

    // RFC 2047: B is base64, Q is quoted-printable.
    private static string Decode(string form, string text) => form is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
        : Uri.UnescapeDataString(text.Replace('=', '%').Replace('_', ' '));

    [GeneratedRegex(
        @"=\?utf-8\?(?<form>[BQ])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedWords();
}
