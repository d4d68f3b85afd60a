using System.Text.Json;

namespace AsiFunctions.EndToEnd.Tests.Tours;

/// <summary>The tour of accreditation: firms and auditors.</summary>
public sealed class AccreditationTourTests
{
    [Fact]
    public async Task The_tour_of_accreditation_takes_a_firm_and_an_auditor_from_their_application_to_the_public_list()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string[] lines = (await Tour.WalkAsync(app, "functions/AsiFunctions/Assurance/Accreditation/README.md")).Split('\n');

        Assert.Single(Tour.Problems(lines));
        Assert.Contains(
            lines, line => line.StartsWith("AUF-", StringComparison.Ordinal) && line.Contains("Example Assurance Ltd", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ATR-", StringComparison.Ordinal) && line.Contains("Aiko Auditor", StringComparison.Ordinal));
        JsonElement firms = await app.AskAsync("GET", "/api/accredited/firms?activity=casthouses&country=NO");
        Assert.Contains("Example Assurance Ltd", firms.GetRawText(), StringComparison.Ordinal);
        IReadOnlyList<SentMail> mails = await app.MailAsync();
        Assert.Contains(mails, mail => mail.To == "fay.firm@example.org" && mail.Subject.Contains("suspended", StringComparison.Ordinal));
    }
}
