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
    [InlineData(-1, 10)]
    [InlineData(5, 0)]
    public void Counts_that_cannot_be_are_refused(int held, int minimum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplyGroups.Next(held, minimum, closed: false));
}
