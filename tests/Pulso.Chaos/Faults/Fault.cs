namespace Pulso.Chaos.Faults;

/// <summary>Everything that goes wrong, each counted when it has provably struck.</summary>
internal enum Fault
{
    /// <summary>A process killed itself at a named point of its work.</summary>
    KilledAtPoint,
    KilledAtRandom,

    /// <summary>A session's lock was taken from a process that had its messages in hand.</summary>
    LockLost,

    /// <summary>A commit was overtaken by another process's, and the head's ETag refused it.</summary>
    ZombieFenced,
    Storage500,
    Storage503,
    Storage429,
    Storage412,

    /// <summary>The same statuses inside of a transaction's 202.</summary>
    InnerFault,

    /// <summary>The storage said nothing until the client gave up.</summary>
    StorageTimeout,

    /// <summary>The storage did what it was asked, and the answer never arrived.</summary>
    AnswerLost,

    /// <summary>The storage refused an event's row for good.</summary>
    StoreRefusal,

    /// <summary>A sender got a 503 from a queue that took nothing.</summary>
    QueueRefused,
    QueueRecreated,

    /// <summary>A sender got a 401 from a process whose clock was off by minutes to days.</summary>
    ClockJumped,
    PoisonFirst,
    PoisonMiddle,
    PoisonLast,
    PoisonAlone,
    Unreadable,
    TimelineTooLarge,

    /// <summary>A delta of more than 100 rows went through a pending record.</summary>
    PendingRecord,

    /// <summary>Messages that came within reach at once changed more than 4 MiB of one partition.</summary>
    HugeBatch,
    ResubmittedBeforeApplied,
    ResubmittedAfterApplied,
    CustomerChanged,
    Shuffled,
    Duplicated,
    Late,

    /// <summary>A day was published while its events were coming.</summary>
    PublishedAmid,

    /// <summary>All figures were computed anew beside those that served, while events were coming.</summary>
    RebuiltAmid,
}
