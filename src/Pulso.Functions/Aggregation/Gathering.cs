using Pulso.Events;

namespace Pulso.Functions.Aggregation;

/// <summary>
/// When messages on the live lane become due: once in so many seconds for each session, all that came for it meanwhile together. Nothing depends on
/// it but how many batches, transactions and archive blobs the same events need.
/// </summary>
/// <param name="seconds">0 lets each be due at once.</param>
internal readonly struct Gathering(int seconds, TimeProvider clock)
{
    // What the clocks of two instances may differ by, and the queue be late.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    private TimeSpan Period => TimeSpan.FromSeconds(seconds);

    /// <summary>For a session's events that are sent now; null for at once. Sessions take turns, so that the work is spread over the time.</summary>
    public DateTimeOffset? Next(string session)
    {
        if (seconds == 0)
            return null;
        long turn = (long)(EventId.Hash(session) % (ulong)Period.Ticks);
        long periods = (clock.GetUtcNow().UtcTicks - turn) / Period.Ticks;
        return new DateTimeOffset(((periods + 1) * Period.Ticks) + turn, TimeSpan.Zero);
    }

    /// <summary>For a mark that is sent now: after all events that were sent before it; null for at once.</summary>
    public DateTimeOffset? AfterAll => seconds == 0 ? null : clock.GetUtcNow() + Period + Apart;
}
