namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>How much memory the process has used at most while something ran, in MB of 1,048,576 bytes.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Timer timer;
    private readonly bool withoutGarbage;
    private int looking;
    private long heap;
    private long set;

    private MemoryWatch(bool withoutGarbage)
    {
        this.withoutGarbage = withoutGarbage;
        timer = new Timer(_ => Look(), state: null, TimeSpan.Zero, Pause);
    }

    /// <summary>The managed heap at its highest.</summary>
    public double Heap => Megabytes(heap);

    /// <summary>The working set at its highest.</summary>
    public double Set => Megabytes(set);

    /// <summary>What is in use on the managed heap, once all garbage is collected.</summary>
    public static double Live
    {
        get
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Megabytes(GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    /// <summary>Begins to look.</summary>
    /// <param name="withoutGarbage">
    /// Collects all garbage before each look: what is left is what is needed. It slows down what is watched.
    /// </param>
    public static MemoryWatch Start(bool withoutGarbage = false) => new(withoutGarbage);

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref looking, 1) == 1)
        {
            return;
        }

        if (withoutGarbage)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        }

        heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
        set = Math.Max(set, Environment.WorkingSet);
        looking = 0;
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024.0;
}
