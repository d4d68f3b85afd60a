using System.Text.Json;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Tests.Cases;

public sealed class CaseIdTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly CaseId Id = CaseId.From("APP", 0x5_1234_5678);

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0} ")]
    public void It_is_read_as_people_type_it(string typed)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, Id.Value);

        Assert.Equal(Id, CaseId.Parse(text));
        Assert.Equal(Id, CaseId.Parse(text.ToLowerInvariant()));
        Assert.Equal(Id, CaseId.Parse(text.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void O_is_read_as_nought_and_I_and_L_as_one()
    {
        CaseId id = CaseId.From("APP", 0b00001_00000_00001_00000);   // 0100… with ones and noughts

        Assert.Equal(id, CaseId.Parse(id.Value[..4] + id.Core.Replace('0', 'O').Replace('1', 'I')));
        Assert.Equal(id, CaseId.Parse(id.Value[..4] + id.Core.Replace('0', 'o').Replace('1', 'l')));
    }

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        foreach (int position in (int[])[4, 5, 6, 7, 9, 10, 11, 12])
        {
            foreach (char wrong in Alphabet.Where(c => c != Id.Value[position]))
            {
                Assert.False(CaseId.TryParse(Id.Value.Remove(position, 1).Insert(position, $"{wrong}"), out _));
            }
        }
    }

    [Fact]
    public void Every_swap_of_two_neighbours_is_found()
    {
        for (ulong bits = 0; bits < 2000; bits++)
        {
            char[] core = [.. CaseId.From("APP", bits * 7919 * 104729).Core.Where(c => c != '-')];
            for (int i = 0; i + 1 < core.Length; i++)
            {
                if (core[i] != core[i + 1])
                {
                    char[] swapped = [.. core];
                    (swapped[i], swapped[i + 1]) = (core[i + 1], core[i]);
                    Assert.False(CaseId.TryParse("APP" + new string(swapped), out _));
                }
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("APP")]
    [InlineData("APP-0000-000U")]   // U is not in the alphabet
    [InlineData("123-0000-0000")]
    [InlineData("APP-0000-0000-0000")]
    [InlineData("APP-----------------------------------0000-0000")]
    public void Other_text_is_no_id(string? text)
    {
        Assert.False(CaseId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => CaseId.Parse(text!));
    }

    [Fact]
    public void What_grows_out_of_a_case_shares_its_core()
    {
        CaseId member = Id.As("MEM");

        Assert.Equal("MEM", member.Prefix);
        Assert.Equal(Id.Core, member.Core);
        Assert.Equal(member, CaseId.Parse(member.Value));   // the kind is not part of the check character
    }

    [Fact]
    public void In_JSON_it_is_text()
    {
        Dictionary<CaseId, CaseId?> pair = new() { [Id] = Id.As("MEM") };
        string json = JsonSerializer.Serialize(pair);

        Assert.Equal($$"""{"{{Id}}":"{{Id.As("MEM")}}"}""", json);
        Assert.Equal(pair, JsonSerializer.Deserialize<Dictionary<CaseId, CaseId?>>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CaseId>("\"nonsense\""));
    }

    [Fact]
    public void An_unset_id_does_not_pass_for_one() => Assert.Throws<InvalidOperationException>(() => default(CaseId).Value);

    [Fact]
    public void An_id_of_another_kind_is_not_taken_for_one_of_the_kind_that_is_asked_for()
    {
        CaseId id = CaseId.From("APP", 7);

        Assert.True(CaseId.TryParse(id.Value, "APP", out CaseId same));
        Assert.Equal(id, same);
        Assert.False(CaseId.TryParse(id.Value, "MEM", out CaseId other));
        Assert.Equal(default, other);
        Assert.False(CaseId.TryParse("nonsense", "APP", out _));
    }
}
