namespace Pulso.Bench.Scale;

/// <summary>The deployed shape, event by event: messages arrive in sessions, instances take batches, and the services make them wait.</summary>
/// <remarks>
/// Arrivals are Poisson. The namespace and the account are servers of a fixed rate each: who comes too early waits for them. A session belongs to one
/// instance at a time, and the one that has waited longest comes next.
/// </remarks>
internal sealed class Simulation(Shape shape, int seed)
{
    private const double WarmUpMs = 30_000;
    private const double MeasuredMs = 120_000;
    private const double EndMs = WarmUpMs + MeasuredMs;

    private readonly Random random = new(seed);
    private readonly PriorityQueue<Action, double> agenda = new();
    private readonly Queue<(double AtMs, bool IsDerived)>[] sessions =
        [.. Enumerable.Range(0, shape.Tenants * shape.Sessions).Select(_ => new Queue<(double, bool)>())];
    private readonly Queue<int> ready = new();
    private readonly HashSet<int> waitingOrHeld = [];
    private readonly List<double> lags = [];
    private double nowMs;
    private double brokerFreeMs;
    private double accountFreeMs;
    private double workedMs;
    private int idle = shape.Instances;
    private int accepted;
    private int entities;
    private int batches;
    private int messages;
    private int left;
    private int leftHalfway;

    public Outcome Run()
    {
        agenda.Enqueue(Arrive, Pause());
        agenda.Enqueue(() => leftHalfway = left, WarmUpMs + (MeasuredMs / 2));
        while (agenda.TryDequeue(out var next, out double at) && at < EndMs)
        {
            nowMs = at;
            next();
        }
        lags.Sort();
        // A queue that holds another second's worth of messages after the second half grows.
        bool steady = left - leftHalfway < shape.MessagesPerSecond && lags.Count > 0;
        return new Outcome(
            At(0.5), At(0.99), workedMs / (shape.Instances * MeasuredMs), (double)messages / Math.Max(1, batches), (double)entities / Math.Max(1, accepted), steady);
    }

    private double At(double share) => lags.Count == 0 ? double.PositiveInfinity : lags[(int)(share * (lags.Count - 1))];

    private double Pause() => nowMs - (Math.Log(1 - random.NextDouble()) * 1_000 / shape.EventsPerSecond);

    private void Arrive()
    {
        if (nowMs >= WarmUpMs)
            accepted++;
        Send(isDerived: false);
        agenda.Enqueue(Arrive, Pause());
    }

    /// <summary>The broker has the message when its credits allow; the sender's instant counts.</summary>
    private void Send(bool isDerived)
    {
        double sentMs = nowMs;
        brokerFreeMs = Math.Max(brokerFreeMs, nowMs) + (1_000 * Limits.CreditsPerMessage / shape.Limits.CreditsPerSecond);
        int session = random.Next(sessions.Length);
        left++;
        agenda.Enqueue(
            () =>
            {
                sessions[session].Enqueue((sentMs, isDerived));
                if (waitingOrHeld.Add(session))
                    ready.Enqueue(session);
                Take();
            },
            brokerFreeMs);
    }

    private void Take()
    {
        while (idle > 0 && ready.TryDequeue(out int session))
        {
            idle--;
            Work(session);
        }
    }

    private void Work(int session)
    {
        var batch = new List<(double AtMs, bool IsDerived)>();
        while (batch.Count < Shape.BatchSize && sessions[session].TryDequeue(out var message))
            batch.Add(message);
        int each = Math.Max(1, shape.Partitions / shape.Sessions);
        int[] partitions = [.. batch.GroupBy(_ => random.Next(each)).Select(events => events.Count())];
        int rows = (2 * partitions.Length) + batch.Count; // head and cells of each partition, and the timelines
        double slowestMs = partitions.Max(events => Math.Max(
            Limits.CommitMs + (Limits.CommitRowMs * (2 + events)), 1_000 * (2 + events) / shape.Limits.PartitionEntitiesPerSecond));
        double startMs = nowMs + Limits.AcceptMs + (Limits.EventMs * batch.Count);
        accountFreeMs = Math.Max(accountFreeMs, startMs) + (1_000 * rows / shape.Limits.EntitiesPerSecond);
        double commitMs = Math.Max(startMs + slowestMs, accountFreeMs);
        double doneMs = commitMs + Limits.SendMs + Limits.ArchiveMs + Limits.SettleMs;
        Count(batch, rows, commitMs, doneMs);
        agenda.Enqueue(() => Derive(batch), commitMs + Limits.SendMs);
        agenda.Enqueue(() => Leave(session, batch.Count), doneMs);
    }

    private void Count(List<(double AtMs, bool IsDerived)> batch, int rows, double commitMs, double doneMs)
    {
        if (nowMs < WarmUpMs)
            return;
        entities += rows;
        batches++;
        messages += batch.Count;
        workedMs += Math.Min(doneMs, EndMs) - nowMs;
        lags.AddRange(batch.Where(message => !message.IsDerived).Select(message => commitMs - message.AtMs));
    }

    private void Derive(List<(double AtMs, bool IsDerived)> batch)
    {
        foreach (var message in batch)
        {
            if (!message.IsDerived && random.NextDouble() < shape.DerivedPerEvent)
                Send(isDerived: true);
        }
    }

    private void Leave(int session, int done)
    {
        left -= done;
        idle++;
        waitingOrHeld.Remove(session);
        if (sessions[session].Count > 0 && waitingOrHeld.Add(session))
            ready.Enqueue(session);
        Take();
    }
}
