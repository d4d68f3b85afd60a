using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Tests.Access;

public sealed class CaseKeyTests
{
    private static readonly string Old = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly string New = Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]);
    private static readonly CaseId Application = CaseId.From("APP", 4711);

    [Fact]
    public void A_key_is_always_the_same_and_opens_its_own_case_only()
    {
        CaseKeys keys = new(new SecretKeys([New]));
        string key = keys.KeyFor(Application);

        Assert.Equal(key, keys.KeyFor(Application));
        Assert.Equal(27, key.Length);
        Assert.True(keys.Matches(Application, key));
        Assert.False(keys.Matches(CaseId.From("APP", 4712), key));
        Assert.False(keys.Matches(Application.As("MEM"), key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("\u4f60\u597d")]
    public void What_is_no_key_opens_nothing(string? key) => Assert.False(new CaseKeys(new SecretKeys([New])).Matches(Application, key));

    [Fact]
    public void After_a_rotation_old_keys_open_and_new_ones_are_given()
    {
        string old = new CaseKeys(new SecretKeys([Old])).KeyFor(Application);
        CaseKeys rotated = new(new SecretKeys([New, Old]));

        Assert.True(rotated.Matches(Application, old));
        Assert.NotEqual(old, rotated.KeyFor(Application));
        Assert.True(rotated.Matches(Application, rotated.KeyFor(Application)));
        Assert.False(new CaseKeys(new SecretKeys([New])).Matches(Application, old));
    }

    [Fact]
    public void What_is_derived_for_one_use_fits_no_other()
    {
        SecretKeys keys = new([New]);
        Assert.False(keys.Verify("invitation", "IVT", keys.Derive("case-key", "IVT")));
    }

    [Fact]
    public void Missing_and_short_keys_stop_the_app_without_being_told()
    {
        Assert.Throws<FormatException>(() => new SecretKeys([]));
        FormatException shortKey = Assert.Throws<FormatException>(() => new SecretKeys([New, "c2hvcnQ="]));
        Assert.Contains("Access:Keys:1", shortKey.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", shortKey.Message, StringComparison.Ordinal);
    }
}
