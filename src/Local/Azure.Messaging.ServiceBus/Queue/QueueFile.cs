namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>
/// One SQLite file and the one thread of this process that works on it. What arrives while a commit is under way goes into the next
/// one together, so that a sync of the disk is shared by all who wait for it. Other processes may have the same file open.
/// </summary>
internal sealed class QueueFile : IDisposable
{
    private const int MaxGathered = 2000;

    private static readonly Dictionary<string, QueueFile> s_open = [];

    private readonly BlockingCollection<QueueWork> _work = [];
    private readonly Thread _thread;
    private readonly QueueRows _rows;
    private TaskCompletionSource _arrival = NewArrival();
    private int _users;

    private QueueFile(QueueAddress address)
    {
        Address = address;
        _rows = new QueueRows(address);
        _thread = new Thread(Work) { IsBackground = true, Name = "queue " + address.Path };
        _thread.Start();
    }

    public QueueAddress Address { get; }

    /// <summary>Completes when this process next puts something within reach. Take it before looking, then await it.</summary>
    public Task Arrival => Volatile.Read(ref _arrival).Task;

    /// <summary>One per path, shared by all clients of the process; each disposes it once.</summary>
    public static QueueFile Open(QueueAddress address)
    {
        lock (s_open)
        {
            if (!s_open.TryGetValue(address.Path, out var file)) s_open[address.Path] = file = new QueueFile(address);
            file._users++;
            return file;
        }
    }

    public void Dispose()
    {
        lock (s_open)
        {
            if (--_users > 0) return;
            s_open.Remove(Address.Path);
            _work.CompleteAdding();
            _thread.Join();
            _rows.Dispose();
            _work.Dispose();
        }
    }

    /// <summary>Messages that are on the disk when the task completes.</summary>
    public Task SendAsync(string queue, ServiceBusMessage[] messages) => File.Exists(Address.Path + ".refuse")
        ? throw new ServiceBusException("The queue refuses for now.", ServiceBusFailureReason.ServiceBusy, queue)
        : RunAsync(rows => rows.Insert(queue, messages), Commit.Durable | Commit.Wakes);

    /// <param name="work">May run again after a rollback, so it keeps no state but in the rows.</param>
    /// <param name="commit">What the result needs before the task completes.</param>
    public Task<T> RunAsync<T>(Func<QueueRows, T> work, Commit commit)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(new QueueWork(Run, completion.SetException, commit));
        return completion.Task;

        Action Run(QueueRows rows)
        {
            var result = work(rows);
            return () => completion.SetResult(result);
        }
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Work()
    {
        foreach (var first in _work.GetConsumingEnumerable())
        {
            var gathered = new List<QueueWork> { first };
            while (gathered.Count < MaxGathered && _work.TryTake(out var next)) gathered.Add(next);
            Perform(gathered);
        }
    }

    private void Perform(List<QueueWork> gathered)
    {
        var commit = gathered.Aggregate(Commit.Lazy, (all, work) => all | work.Commit);
        try
        {
            _rows.Begin(durable: commit.HasFlag(Commit.Durable));
            var announcements = gathered.ConvertAll(work => work.Run(_rows));
            _rows.Commit();
            announcements.ForEach(announce => announce());
            if (commit.HasFlag(Commit.Wakes)) Interlocked.Exchange(ref _arrival, NewArrival()).SetResult();
        }
        catch (Exception exception)
        {
            _rows.Rollback();
            var failure = exception is not SqliteException ? exception
                : new ServiceBusException(exception.Message, ServiceBusFailureReason.ServiceCommunicationProblem, null, exception);
            // Trouble with the file is everyone's. Else one of them is wrong: each alone shows which, and the others get through.
            if (gathered.Count == 1 || exception is SqliteException) gathered.ForEach(work => work.Fail(failure));
            else gathered.ForEach(work => Perform([work]));
        }
    }
}

/// <summary>Something to do inside the next transaction; what it returns tells the waiting caller, after the commit.</summary>
internal sealed record QueueWork(Func<QueueRows, Action> Run, Action<Exception> Fail, Commit Commit);

/// <summary>
/// How a piece of work is committed. Lazy: a lock or a look, which survives the end of the process, and need not survive the end of
/// power. Durable: on the disk before its task completes. Wakes: there may be something to receive afterwards.
/// </summary>
[Flags]
internal enum Commit { Lazy = 0, Durable = 1, Wakes = 2 }
