namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>Something to do with the rows inside the next transaction; what it returns tells the waiting caller, after the commit.</summary>
internal sealed record QueueWork(Func<QueueRows, Action> Run, Action<Exception> Fail, Commit Commit);

/// <summary>What the writer of a queue file does for a piece of work besides committing it.</summary>
[Flags]
internal enum Commit
{
    /// <summary>A lock or a look: it survives the end of the process, and need not survive the end of power.</summary>
    Lazy = 0,

    /// <summary>On the disk before its task completes.</summary>
    Durable = 1,

    /// <summary>There may be something to receive afterwards.</summary>
    Wakes = 2,
}
