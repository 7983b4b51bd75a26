namespace Pulso.Bench.Scale;

/// <summary>The deployed shape, event by event: events come into inboxes, or as messages; sessions are woken, instances take batches, and the services make them wait.</summary>
/// <remarks>
/// Arrivals are Poisson. The namespace and the account are servers of a fixed rate each: who comes too early waits for them. A session belongs to one
/// instance at a time, and the one that has waited longest comes next.
/// </remarks>
internal sealed class Simulation(Shape shape, int seed)
{
    public const double WarmUpMs = 30_000;
    public const double MeasuredMs = 120_000;
    private const double EndMs = WarmUpMs + MeasuredMs;
    public const double LeadMs = 1_000; // Aggregation/Gathering.cs

    private readonly Random random = new(seed);
    private readonly PriorityQueue<Action, double> agenda = new();
    private readonly Queue<(double AtMs, bool IsDerived)>[] sessions =
        [.. Enumerable.Range(0, shape.Tenants * shape.Sessions).Select(_ => new Queue<(double, bool)>())];
    private readonly Queue<int> ready = new();
    private readonly HashSet<int> waitingOrHeld = [];
    private readonly HashSet<int> toBeWoken = []; // a wake-up is on its way
    private readonly HashSet<int>[] wakers = [.. Enumerable.Range(0, shape.Tenants * shape.Sessions).Select(_ => new HashSet<int>())]; // each process sends its own, and the broker drops all but one
    private readonly double[] inboxFreeMs = new double[shape.Tenants * shape.Sessions]; // an inbox is a partition of the table
    private readonly HashSet<int> woken = []; // it has come, and nobody has taken it yet
    private readonly List<double> lags = [];
    private double nowMs;
    private double brokerFreeMs;
    private double accountFreeMs;
    private double workedMs;
    private int idle = shape.Instances;
    private int accepted;
    private int entities;
    private int batches;
    private int applied;
    private int messages;
    private int sent;
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
        // What is left after the second half is more than it was by a tenth of a second's events, and by more than chance makes of it: the queue grows.
        bool steady = left - leftHalfway < Math.Max(0.1 * shape.AppliedPerSecond, 4 * Math.Sqrt(leftHalfway + 1)) && lags.Count > 0;
        return new Outcome(
            At(0.5), At(0.99), workedMs / (shape.Instances * MeasuredMs), (double)applied / Math.Max(1, batches),
            (double)entities / Math.Max(1, accepted), (double)messages / Math.Max(1, accepted), (double)sent / Math.Max(1, accepted), (double)batches / Math.Max(1, accepted), steady);
    }

    private int Most => shape.GatherMs > 0 ? Shape.InboxSize : Shape.BatchSize;

    private double At(double share) => lags.Count == 0 ? double.PositiveInfinity : lags[(int)(share * (lags.Count - 1))];

    private double Pause() => nowMs - (Math.Log(1 - random.NextDouble()) * 1_000 / shape.EventsPerSecond);

    private void Arrive()
    {
        if (nowMs >= WarmUpMs)
            accepted++;
        Come(isDerived: false);
        agenda.Enqueue(Arrive, Pause());
    }

    /// <summary>The broker has a message when its credits allow; the sender's instant counts.</summary>
    private void Come(bool isDerived)
    {
        double sentMs = nowMs;
        int session = random.Next(sessions.Length);
        left++;
        if (shape.GatherMs > 0)
        {
            Put(session, (sentMs, isDerived), isDerived ? shape.WebhookInstances + random.Next(shape.Instances) : random.Next(shape.WebhookInstances));
            return;
        }
        Send(
            () =>
            {
                sessions[session].Enqueue((sentMs, isDerived));
                Wake(session);
            },
            nowMs);
    }

    /// <summary>A row in the inbox, and a wake-up at the session's next turn if there is none yet.</summary>
    /// <param name="by">The process that puts it there.</param>
    private void Put(int session, (double AtMs, bool IsDerived) row, int by)
    {
        accountFreeMs = Math.Max(accountFreeMs, nowMs) + (1_000 / shape.Limits.EntitiesPerSecond);
        inboxFreeMs[session] = Math.Max(inboxFreeMs[session], nowMs) + (1_000 / shape.Limits.PartitionEntitiesPerSecond);
        if (nowMs >= WarmUpMs)
            entities++;
        sessions[session].Enqueue(row);
        if (!wakers[session].Add(by))
            return;
        if (!toBeWoken.Add(session))
        {
            Pay(1);
            return;
        }
        double offset = shape.GatherMs * session / sessions.Length;
        double turn = offset + (shape.GatherMs * Math.Ceiling((nowMs + LeadMs - offset) / shape.GatherMs));
        Send(
            () =>
            {
                toBeWoken.Remove(session);
                wakers[session].Clear();
                Wake(session);
            },
            turn);
    }

    private void Send(Action arrives, double notBeforeMs)
    {
        if (nowMs >= WarmUpMs)
            messages++;
        Pay(2); // to send it and to receive it
        agenda.Enqueue(arrives, Math.Max(brokerFreeMs, notBeforeMs));
    }

    private void Pay(double credits)
    {
        if (nowMs >= WarmUpMs)
            sent++;
        brokerFreeMs = Math.Max(brokerFreeMs, nowMs) + (1_000 * credits / shape.Limits.CreditsPerSecond);
    }

    private void Wake(int session)
    {
        woken.Add(session);
        if (waitingOrHeld.Add(session))
            ready.Enqueue(session);
        Take();
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
        woken.Remove(session);
        var batch = new List<(double AtMs, bool IsDerived)>();
        while (batch.Count < Most && sessions[session].TryDequeue(out var message))
            batch.Add(message);
        int each = Math.Max(1, shape.Partitions / shape.Sessions);
        int[] partitions = [.. batch.GroupBy(_ => random.Next(each)).Select(events => events.Count())];
        int removed = shape.GatherMs > 0 ? batch.Count : 0;
        int rows = (2 * partitions.Length) + batch.Count + removed; // head and cells of each partition, the timelines, and what was in the inbox
        double slowestMs = partitions.DefaultIfEmpty(0).Max(events => Math.Max(
            Limits.CommitMs + (Limits.CommitRowMs * (2 + events)), 1_000 * (2 + events) / shape.Limits.PartitionEntitiesPerSecond));
        double startMs = nowMs + Limits.AcceptMs + (Limits.EventMs * batch.Count);
        accountFreeMs = Math.Max(accountFreeMs, startMs) + (1_000 * rows / shape.Limits.EntitiesPerSecond);
        double commitMs = Math.Max(startMs + slowestMs, accountFreeMs);
        double doneMs = commitMs + Limits.AfterCommitMs;
        if (shape.GatherMs > 0)
        {
            inboxFreeMs[session] = Math.Max(inboxFreeMs[session], nowMs) + (1_000 * removed / shape.Limits.PartitionEntitiesPerSecond);
            doneMs = Math.Max(doneMs + Limits.InboxMs(removed), inboxFreeMs[session]);
        }
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
        applied += batch.Count;
        workedMs += Math.Min(doneMs, EndMs) - nowMs;
        lags.AddRange(batch.Where(message => !message.IsDerived).Select(message => commitMs - message.AtMs));
    }

    private void Derive(List<(double AtMs, bool IsDerived)> batch)
    {
        foreach (var message in batch)
        {
            if (!message.IsDerived && random.NextDouble() < shape.DerivedPerEvent)
                Come(isDerived: true);
        }
    }

    private void Leave(int session, int done)
    {
        left -= done;
        idle++;
        waitingOrHeld.Remove(session);
        bool more = shape.GatherMs > 0 ? done == Most || woken.Contains(session) : sessions[session].Count > 0;
        if (more && waitingOrHeld.Add(session))
            ready.Enqueue(session);
        Take();
    }
}
