using AsiFunctions.Notifications.Deliveries;

namespace AsiFunctions.Tests.Notifications;

public sealed class PaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void As_many_as_the_minute_allows_go_at_once_and_the_next_after_a_minute()
    {
        Pace pace = Pace.None;
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(Noon, pace.NextSlot(Noon, 30, 100));
            pace = pace.With(Noon);
        }

        Assert.Equal(Noon.AddMinutes(1), pace.NextSlot(Noon, 30, 100));
        Assert.Equal(Noon.AddMinutes(1), pace.NextSlot(Noon.AddMinutes(1), 30, 100));
    }

    [Fact]
    public void No_hour_of_the_day_sees_more_than_the_hour_allows()
    {
        Pace pace = Pace.None;
        List<DateTimeOffset> sent = [];
        for (DateTimeOffset now = Noon; sent.Count < 300; now = pace.NextSlot(now, 30, 100))
        {
            sent.Add(now);
            pace = pace.With(now);
        }

        Assert.All(sent, at => Assert.InRange(sent.Count(other => other > at - TimeSpan.FromHours(1) && other <= at), 1, 100));
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other > at - TimeSpan.FromMinutes(1) && other <= at), 1, 30));
        Assert.Equal(Noon.AddHours(2).AddMinutes(3), sent[^1]);
    }

    [Fact]
    public void What_is_older_than_an_hour_is_forgotten()
    {
        Pace pace = Pace.None.With(Noon).With(Noon.AddMinutes(59)).With(Noon.AddMinutes(60));
        Assert.Equal([Noon.AddMinutes(59), Noon.AddMinutes(60)], pace.Tries);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_block_the_mail() =>
        Assert.Equal(Noon, Pace.None.With(Noon.AddYears(2)).NextSlot(Noon, 1, 1));

    [Fact]
    public void The_tries_survive_being_stored()
    {
        Pace pace = Pace.None.With(Noon).With(Noon.AddTicks(7));
        Assert.Equal(pace.Tries, Pace.FromBytes(pace.ToBytes()).Tries);
    }
}
