namespace Pulso.Bench.Naive;

/// <summary>Counts the requests of the naive way.</summary>
internal sealed class Work
{
    private long reads;
    private long writes;
    private long lost;

    public long Reads => Interlocked.Read(ref reads);

    /// <summary>Writes that were done.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <summary>Writes that came too late, and were begun again.</summary>
    public long LostRaces => Interlocked.Read(ref lost);

    public void Read() => Interlocked.Increment(ref reads);

    public void Wrote() => Interlocked.Increment(ref writes);

    public void Lost() => Interlocked.Increment(ref lost);
}
