using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AsiFunctions.Tests.Http;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324", "8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("\"8e03978e\"", "8e03978e")]
    public void A_key_is_read_with_quotes_or_without(string header, string key) =>
        Assert.Equal(new IdempotencyKey("letters", key, "hash"), Read(header).Key);

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"open")]
    [InlineData("two words")]
    [InlineData("ümlaut")]
    public void A_malformed_key_is_400(string header) => Assert.Equal(400, (Read(header).Problem as IStatusCodeHttpResult)?.StatusCode);

    [Fact]
    public void A_key_has_at_most_255_characters_and_comes_once()
    {
        Assert.NotNull(Read(new string('k', 255)).Key);
        Assert.NotNull(Read(new string('k', 256)).Problem);
        Assert.NotNull(Read(new StringValues(["a", "b"])).Problem);
    }

    [Fact]
    public void No_key_is_no_problem() => Assert.Equal(new IdempotencyHeader(Key: null, Problem: null), Read(StringValues.Empty));

    private static IdempotencyHeader Read(StringValues header)
    {
        DefaultHttpContext context = new();
        if (header.Count > 0)
        {
            context.Request.Headers[IdempotencyKeys.Header] = header;
        }

        return context.Request.IdempotencyKey("letters", "hash");
    }
}
