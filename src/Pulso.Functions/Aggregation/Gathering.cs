using Pulso.Events;

namespace Pulso.Functions.Aggregation;

/// <summary>
/// When sessions have their turn to empty their inboxes: once in so many seconds each. Nothing depends on it but how many messages, batches, transactions
/// and archive blobs the same events need.
/// </summary>
/// <param name="seconds">More than 0.</param>
internal readonly struct Gathering(int seconds, TimeProvider clock)
{
    // What the clocks of the app and of the queue may differ by, and a row take to be written.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    private TimeSpan Period => TimeSpan.FromSeconds(seconds);

    /// <summary>The session's next turn that what is put into its inbox now will not miss. Sessions have it by turns, so that the work is spread over the time.</summary>
    public DateTimeOffset Next(string session)
    {
        long offset = (long)(EventId.Hash(session) % (ulong)Period.Ticks);
        long begun = ((clock.GetUtcNow() + Apart).UtcTicks - offset) / Period.Ticks;
        return new DateTimeOffset(((begun + 1) * Period.Ticks) + offset, TimeSpan.Zero);
    }

    /// <summary>True if what has just been put may have come after the session had its turn.</summary>
    public bool MayMiss(DateTimeOffset turn) => clock.GetUtcNow() > turn - (Apart / 2);

    /// <summary>True if who is woken at one turn need not be at the other: it is the same, or the next. One far ahead is of a clock that was wrong.</summary>
    public bool Covers(DateTimeOffset woken, DateTimeOffset turn) => woken >= turn && woken <= turn + Period;
}
