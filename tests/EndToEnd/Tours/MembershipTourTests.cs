using System.Text.Json;

namespace AsiFunctions.EndToEnd.Tests.Tours;

/// <summary>The tour of the README: from the form to membership.</summary>
public sealed class MembershipTourTests
{
    [Fact]
    public async Task The_tour_of_the_readme_takes_an_application_from_form_to_member_over_a_kill()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string transcript = await Tour.WalkAsync(app, "README.md");

        JsonElement register = await app.AskAsync("GET", "/api/register");
        JsonElement member = Assert.Single(register.GetProperty("items").EnumerateArray());
        Assert.Equal("Northfjord Smelter AS", member.GetProperty("name").GetString());
        Assert.Equal("PT", member.GetProperty("class").GetString());
        Assert.Equal("large", member.GetProperty("sizeBand").GetString());
        Assert.DoesNotContain("/problems/", transcript, StringComparison.Ordinal);
        Assert.Contains("Northfjord Smelter AS,", transcript, StringComparison.Ordinal);

        IReadOnlyList<SentMail> mails = await app.MailAsync();
        Assert.Contains(
            mails,
            mail => mail.To == "pat.primary@example.org" && mail.Text.Contains(member.GetProperty("id").GetString()![4..], StringComparison.Ordinal));
        Assert.Contains("pat.primary@example.org", transcript, StringComparison.Ordinal);
    }
}
