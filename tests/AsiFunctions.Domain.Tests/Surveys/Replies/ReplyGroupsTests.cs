using System.Text.Json;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Surveys.Replies;

namespace AsiFunctions.Domain.Tests.Surveys.Replies;

public sealed class ReplyGroupsTests
{
    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(9, false, 0)]
    [InlineData(10, false, 0)] // nothing would be left to hide the next one behind
    [InlineData(19, false, 0)]
    [InlineData(20, false, 10)]
    [InlineData(29, false, 10)]
    [InlineData(30, false, 10)]
    [InlineData(0, true, 0)]
    [InlineData(1, true, 1)]
    [InlineData(10, true, 10)]
    [InlineData(19, true, 19)]
    public void A_group_leaves_when_as_many_remain_and_all_leave_at_the_end(int held, bool closed, int next) =>
        Assert.Equal(next, ReplyGroups.Next(held, minimum: 10, closed));

    [Fact]
    public void However_replies_arrive_published_totals_move_by_the_minimum_at_least()
    {
        Random random = new(5);
        for (int round = 0; round < 500; round++)
        {
            int minimum = random.Next(1, 12);
            int held = 0;
            int counted = 0;
            for (int visit = random.Next(1, 40); visit >= 0; visit--)
            {
                held += random.Next(0, 2 * minimum);
                int step = ReplyGroups.Next(held, minimum, closed: visit == 0);
                held -= step;
                Assert.True(step == 0 || counted == 0 || step >= minimum, $"{step} replies moved on to {counted}, of at least {minimum}.");
                counted += step;
            }

            Assert.Equal(0, held);
        }
    }

    [Theory]
    [InlineData("PS21:10", "PS21:10")]
    [InlineData("PS21:9 CoC21:1", "-21:10")] // the one would be known by its invitation
    [InlineData("PS21:30 CoC21:12", "CoC21:12 PS21:30")]
    [InlineData("PS21:30 PS22:3 CoC21:12", "CoC21:12 PS21:33")]
    [InlineData("PS21:6 PS22:7", "PS22:13")]
    [InlineData("PS21:31 CoC22:9", "-21:40")] // nine alone do not hide each other
    [InlineData("PS21:31 CoC22:4 -21:7", "-21:11 PS21:31")]
    [InlineData("PS21:2 CoC22:1", "-21:3")]
    public void Of_each_standard_and_year_a_group_holds_the_minimum_or_all_are_alike(string given, string expected)
    {
        SurveyReply[] replies = [.. given.Split(' ').SelectMany(Replies)];

        IReadOnlyList<SurveyReply> alike = ReplyGroups.Alike(replies, minimum: 10);

        Assert.Equal(
            expected,
            string.Join(' ', alike.CountBy(KindOf).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key}:{kind.Value}")));
        Assert.Equal(replies.Select(reply => reply.Form), alike.Select(reply => reply.Form));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(5, 0)]
    public void Counts_that_cannot_be_are_refused(int held, int minimum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplyGroups.Next(held, minimum, closed: false));

    private static IEnumerable<SurveyReply> Replies(string kind)
    {
        string[] parts = kind.Split(':');
        StandardCode? standard = parts[0][..^2] switch { "PS" => StandardCode.PerformanceStandard, "CoC" => StandardCode.ChainOfCustody, _ => null };
        return Enumerable.Range(0, int.Parse(parts[1], null))
            .Select(
                number => new SurveyReply($"{kind} {number}", 1, ["one"], JsonElement.Parse("{}"), standard, 2000 + int.Parse(parts[0][^2..], null)));
    }

    private static string KindOf(SurveyReply reply) =>
        (reply.Standard switch { StandardCode.PerformanceStandard => "PS", StandardCode.ChainOfCustody => "CoC", _ => "-" }) + (reply.Year - 2000);
}
