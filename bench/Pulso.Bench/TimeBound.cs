using System.Diagnostics;

namespace Pulso.Bench;

/// <summary>Keeps the whole within its time: what took too long before is not begun again.</summary>
internal sealed class TimeBound(TimeSpan limit)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly Dictionary<string, TimeSpan> longest = [];

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(start);

    /// <summary>How long it took at most so far; zero before the first time.</summary>
    public TimeSpan LongestOf(string measure) => longest.GetValueOrDefault(measure);

    public bool Allows(string measure) => Elapsed + LongestOf(measure) < limit;

    public async Task RunAsync(string measure, Func<Task> work)
    {
        long begin = Stopwatch.GetTimestamp();
        await work();
        var took = Stopwatch.GetElapsedTime(begin);
        longest[measure] = took > LongestOf(measure) ? took : LongestOf(measure);
    }
}
