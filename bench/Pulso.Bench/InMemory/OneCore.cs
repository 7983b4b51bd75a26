using System.Diagnostics;

namespace Pulso.Bench.InMemory;

/// <summary>What one core does without any storage.</summary>
/// <param name="BytesPerEvent">Bytes allocated.</param>
internal readonly record struct OneCore(double EventsPerSecond, double BytesPerEvent)
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    /// <summary>Measures work on this thread alone: again and again for a second, after doing so for a second.</summary>
    public static OneCore Measure(int events, Action work)
    {
        Repeat(work);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var (times, time) = Repeat(work);
        double all = (double)events * times;
        return new OneCore(all / time.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / all);
    }

    private static (int Times, TimeSpan Time) Repeat(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        for (int times = 1; ; times++)
        {
            work();
            if (Stopwatch.GetElapsedTime(start) is var time && time >= AtLeast)
                return (times, time);
        }
    }
}
