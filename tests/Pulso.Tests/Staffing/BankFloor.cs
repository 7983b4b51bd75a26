using Pulso.Events;
using Pulso.Tests.DataSets;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Staffing;

/// <summary>One call of the bank's common pool of agents.</summary>
/// <param name="EndedMs">The end of its handling; null where it was abandoned.</param>
internal sealed record PooledCall(long QueuedMs, long LeftQueueMs, long? EndedMs)
{
    public bool IsAnswered => EndedMs is not null;

    public double WaitSeconds => (LeftQueueMs - QueuedMs) / 1_000.0;

    public double HandleSeconds => EndedMs is { } end ? (end - LeftQueueMs) / 1_000.0 : 0;
}

/// <summary>The bank's calls, and how many agents seem to have been on the floor: the data do not say.</summary>
internal sealed class BankFloor
{
    public const long QuarterMs = 15 * At.Minute;

    // Stocks and internet have agents of their own; calls returned are outbound.
    private static readonly string[] Pool = ["PS", "PE", "NW"];

    private BankFloor(List<PooledCall> calls) => Calls = calls;

    public IReadOnlyList<PooledCall> Calls { get; }

    public static BankFloor Of(DataSet set)
    {
        var calls = new List<PooledCall>();
        foreach (var contact in set.Requests().SelectMany(frames => frames).GroupBy(frame => frame.Key, frame => frame.Event))
        {
            long? At(EventType type) => contact.FirstOrDefault(item => item.Type == type)?.TimeMs;
            string? queue = contact.Select(item => item.Text(Field.Queue)).LastOrDefault(name => name is not null);
            if (!Pool.Contains(queue) || At(EventTypes.ContactQueued) is not { } queued)
                continue;
            if (At(EventTypes.ContactAnswered) is { } answered && At(EventTypes.ContactHandled) is { } ended)
                calls.Add(new PooledCall(queued, answered, ended));
            else if (At(EventTypes.ContactAbandoned) is { } left)
                calls.Add(new PooledCall(queued, left, null));
        }
        return new BankFloor(calls);
    }

    /// <summary>
    /// The agents of each quarter of an hour. While somebody waits, all agents are busy: the mean of the services then under way, where
    /// that was so for a minute at least; else the most that were under way at once, which is too few where they had time to spare.
    /// </summary>
    public Dictionary<long, int> Agents()
    {
        var changes = Calls.Where(call => call.IsAnswered).SelectMany(call => new Change[] { new(call.LeftQueueMs, 1, 0), new(call.EndedMs!.Value, -1, 0) })
            .Concat(Calls.Where(call => call.LeftQueueMs > call.QueuedMs).SelectMany(call => new Change[] { new(call.QueuedMs, 0, 1), new(call.LeftQueueMs, 0, -1) }))
            .Concat(Calls.Select(call => new Change(call.QueuedMs - (call.QueuedMs % QuarterMs), 0, 0)).Distinct())
            .OrderBy(change => change.AtMs).ToList();
        var seen = new Dictionary<long, (double WaitedMs, double BusyMs, int Most)>();
        var (busy, waiting) = (0, 0);
        foreach (var (change, next) in changes.Zip(changes.Skip(1)))
        {
            (busy, waiting) = (busy + change.Busy, waiting + change.Waiting);
            for (long at = change.AtMs; at < next.AtMs;)
            {
                long quarter = at - (at % QuarterMs);
                long end = Math.Min(next.AtMs, quarter + QuarterMs);
                var so = seen.GetValueOrDefault(quarter);
                long waited = waiting > 0 ? end - at : 0;
                seen[quarter] = (so.WaitedMs + waited, so.BusyMs + ((double)waited * busy), Math.Max(so.Most, busy));
                at = end;
            }
        }
        return seen.ToDictionary(
            quarter => quarter.Key,
            quarter => Math.Max(1, quarter.Value.WaitedMs >= At.Minute ? (int)Math.Round(quarter.Value.BusyMs / quarter.Value.WaitedMs) : quarter.Value.Most));
    }

    private readonly record struct Change(long AtMs, int Busy, int Waiting);
}
