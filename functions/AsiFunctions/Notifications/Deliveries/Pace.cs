namespace AsiFunctions.Notifications.Deliveries;

/// <summary>The tries of the last hour, by which the pace is kept: at most so many in any minute and in any hour.</summary>
/// <param name="Tries">Instants of business time, earliest first.</param>
public sealed record Pace(IReadOnlyList<DateTimeOffset> Tries)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>No try yet.</summary>
    public static Pace None { get; } = new([]);

    /// <summary>The first instant, from <paramref name="now"/> on, at which one more try keeps to the pace.</summary>
    public DateTimeOffset NextSlot(DateTimeOffset now, int perMinute, int perHour)
    {
        DateTimeOffset[] past = [.. Past(now)];
        DateTimeOffset byMinute = past.Length < perMinute ? now : past[^perMinute] + Minute;
        DateTimeOffset byHour = past.Length < perHour ? now : past[^perHour] + Hour;
        DateTimeOffset later = byMinute > byHour ? byMinute : byHour;
        return later > now ? later : now;
    }

    /// <summary>With one more try, without those that count no longer.</summary>
    public Pace With(DateTimeOffset now) => new([.. Past(now).Where(at => at > now - Hour), now]);

    /// <summary>The instants as bytes, eight for each.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Tries.Count * sizeof(long)];
        for (int i = 0; i < Tries.Count; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(i * sizeof(long)), Tries[i].UtcTicks);
        }

        return bytes;
    }

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    public static Pace FromBytes(ReadOnlySpan<byte> bytes)
    {
        DateTimeOffset[] tries = new DateTimeOffset[bytes.Length / sizeof(long)];
        for (int i = 0; i < tries.Length; i++)
        {
            tries[i] = new DateTimeOffset(BitConverter.ToInt64(bytes[(i * sizeof(long))..]), TimeSpan.Zero);
        }

        return new Pace(tries);
    }

    // A development clock that was set back leaves tries in the future; they must not block the mail until then.
    private IEnumerable<DateTimeOffset> Past(DateTimeOffset now) => Tries.Where(at => at <= now).Order();
}
