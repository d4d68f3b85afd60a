using System.Text.Json;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Membership;

public sealed class AdmissionTermsTests
{
    private static readonly string Shipped = JsonSerializer.Serialize(AdmissionTerms.Shipped.Rows, JsonSerializerOptions.Web);

    [Fact]
    public void What_is_written_is_read_again() =>
        Assert.Equal(Shipped, JsonSerializer.Serialize(AdmissionTerms.Read(Shipped).Rows, JsonSerializerOptions.Web));

    [Fact]
    public void The_shipped_terms_hold_since_ASI_began()
    {
        AdmissionTerms terms = AdmissionTerms.Shipped.On(new DateOnly(2015, 6, 1));

        Assert.Equal(Period.OfDays(14), terms.Notice);
        Assert.Equal(Period.OfDays(30), terms.Payment);
        Assert.Equal(JoinEvent.Payment, terms.JoinDateBy);
    }

    [Theory]
    [InlineData("P14D", "14 days")]
    [InlineData("\"notice\"", "\"notices\"")]
    [InlineData("\"payment\"", "\"later\"")]
    [InlineData("\"P14D\",\"objectionAnswers\"", "null,\"objectionAnswers\"")]
    [InlineData("\"notice\":\"P14D\",", "")]
    [InlineData("[{", "{")]
    [InlineData("2015-06-01", "2015-06-31")]
    public void Anything_else_is_refused(string old, string @new) =>
        Assert.Throws<FormatException>(() => AdmissionTerms.Read(Shipped.Replace(old, @new, StringComparison.Ordinal)));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public void No_terms_are_refused(string json) => Assert.Throws<FormatException>(() => AdmissionTerms.Read(json));

    [Fact]
    public void Rows_out_of_order_are_refused() =>
        Assert.Throws<FormatException>(() => AdmissionTerms.Read($"[{Shipped[1..^1]},{Shipped[1..^1]}]"));
}
