using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Membership;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Tests.Membership;

public sealed class MembershipSettingsTests
{
    [Fact]
    public void Without_settings_the_shipped_terms_hold_and_nobody_has_a_mailbox()
    {
        MembershipSettings settings = MembershipSettings.Read(Settings());

        Assert.Same(AdmissionTerms.Shipped, settings.Terms);
        Assert.Null(settings.Secretariat);
        Assert.Null(settings.Board);
    }

    [Fact]
    public void Terms_may_be_set_from_a_date_on()
    {
        string row = System.Text.Json.JsonSerializer.Serialize(AdmissionTerms.Shipped.Rows[0], System.Text.Json.JsonSerializerOptions.Web);
        string later = row.Replace("2015-06-01", "2027-01-01", StringComparison.Ordinal).Replace("P14D", "P21D", StringComparison.Ordinal);

        MembershipSettings settings = MembershipSettings.Read(Settings(("Membership:AdmissionTerms", $"[{row},{later}]")));

        Assert.Equal(Period.OfDays(14), settings.Terms.On(new DateOnly(2026, 12, 31)).Notice);
        Assert.Equal(Period.OfDays(21), settings.Terms.On(new DateOnly(2027, 1, 1)).Notice);
    }

    [Fact]
    public void Wrong_terms_stop_the_app_with_a_clear_line()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(
            () => MembershipSettings.Read(Settings(("Membership:AdmissionTerms", "[{}]"))));

        Assert.StartsWith("The setting Membership:AdmissionTerms is wrong.", e.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Name, v => (string?)v.Value)).Build();
}
