using System.Text.Json;

namespace AsiFunctions.EndToEnd.Tests.Tours;

/// <summary>The tour of certification: the two years.</summary>
public sealed class CertificationTourTests
{
    [Fact]
    public async Task The_tour_of_certification_takes_a_member_through_two_years_to_suspension_and_cure()
    {
        await using RunningApp app = await RunningApp.StartAsync();
        string transcript = await Tour.WalkAsync(app, "functions/AsiFunctions/Certification/README.md");

        Assert.DoesNotContain(
            "/problems/", transcript.Replace("/problems/precondition-failed", "", StringComparison.Ordinal), StringComparison.Ordinal);
        JsonElement register = await app.AskAsync("GET", "/api/register");
        string member = Assert.Single(register.GetProperty("items").EnumerateArray()).GetProperty("id").GetString()!;
        JsonElement deadlines = await app.AskAsync("GET", $"/api/members/{member}/deadlines", person: "sasha.secretariat");
        Assert.Equal("cured", deadlines.GetProperty("past")[0].GetProperty("outcome").GetString());
        Assert.Contains(deadlines.GetProperty("deadlines").EnumerateArray(), due => due.GetProperty("kind").GetString() == "recertification");

        // Eight milestones to the member, those from six months on to the Secretariat too; then what followed the day, and the cure.
        string[] lines = transcript.Split('\n');
        int Count(string to, string subject) =>
            lines.Count(line => line.StartsWith(to, StringComparison.Ordinal) && line.Contains(subject, StringComparison.Ordinal));
        Assert.Equal(8, Count("pat.primary@example.org", " left: first certification of Northfjord"));
        Assert.Equal(5, Count("secretariat@example.org", " left: first certification, Northfjord"));
        Assert.Equal(1, Count("pat.primary@example.org", "is overdue; the membership is suspended"));
        Assert.Equal(1, Count("secretariat@example.org", "Overdue: first certification"));
        Assert.Equal(1, Count("pat.primary@example.org", "is no longer overdue"));
    }
}
