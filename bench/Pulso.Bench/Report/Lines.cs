namespace Pulso.Bench.Report;

/// <summary>The lines of the table, in their order.</summary>
internal static class Lines
{
    private const string Whole = "The whole system";
    private const string Written = "What it writes and reads";
    private const string Ten = "Ten times as much";
    private const string Raw = "Against the storage's own speed";
    private const string Naive = "Against the naive way";
    private const string Core = "On one core, in memory";

    private static readonly List<Figure> Defined = [];

    public static readonly Figure AllRate = Define(Whole, "all events", "events/s",
        "From the first request of the whole stream until two marks behind it are passed: accepted, applied, and what derives from "
        + "it applied too.");
    public static readonly Figure FirstRate = Define(Whole, "the first events", "events/s",
        "The same for the first part of the stream alone.");
    public static readonly Figure AppProcessor = Define(Whole, "processor time of the app", "s per 1,000 events",
        "Over all events. Together with the storage's it says what the machine was busy with; the bench itself is not in it.");
    public static readonly Figure StorageProcessor = Define(Whole, "processor time of Azurite", "s per 1,000 events",
        "Over all events. Azurite works on one thread.");

    public static readonly Figure Answer = Define(Whole, "a webhook's 202, median", "ms", "One event a request, at the live pace.");
    public static readonly Figure SlowAnswer = Define(Whole, "a webhook's 202, 99 of 100", "ms", "");
    public static readonly Figure Start = Define(Whole, "start to the first 202", "s",
        "From the start of the app's process, as it is built here: without ReadyToRun, which a published app has.");
    public static readonly Figure PublishedStart = Define(Whole, "start to the first 202, as published", "s", "The same of the app that `dotnet publish` makes, with ReadyToRun.");
    public static readonly Figure HalfRate = Define(Whole, "half load, one event a request", "events/s",
        "Half of the rate at which single events are accepted and applied, 32 requests at once.");
    public static readonly Figure HalfAnswer = Define(Whole, "a webhook's 202 at half load, median", "ms", "While what is accepted is applied by the same process.");
    public static readonly Figure HalfSlowAnswer = Define(Whole, "a webhook's 202 at half load, 99 of 100", "ms", "");

    public static readonly Figure BacklogEntities = Define(Written, "entities, at a backlog", "per 1,000 events",
        "Every event of the backlog is accepted before the first is applied. Entities of all transactions, heads included.");
    public static readonly Figure BacklogReads = Define(Written, "rows read, at a backlog", "per 1,000 events",
        "By an app that has just started: each partition's head once.");
    public static readonly Figure AllEntities = Define(Written, "entities, all events", "per 1,000 events",
        "As fast as the system takes them: what a queue is behind by decides how much is written together.");
    public static readonly Figure AllReads = Define(Written, "rows read, all events", "per 1,000 events", "From empty partitions.");
    public static readonly Figure LiveEntities = Define(Written, "entities, live", "per 1,000 events",
        "One event per request at a steady pace, the contacts begun so closely that as many events happen in a second as are sent: nearly every event is a transaction of its own.");
    public static readonly Figure GatheredEntities = Define(Written, "entities, live, gathered", "per 1,000 events",
        "The same pace where what comes for a session is gathered in an inbox, as deployed (docs/cost.md): two thousand of them are the rows of inboxes, put and removed.");
    public static readonly Figure GatheredReads = Define(Written, "rows read, live, gathered", "per 1,000 events",
        "The rows of inboxes, each once, by pages of hundreds. Nothing else is read.");
    public static readonly Figure LiveReads = Define(Written, "rows read, live", "per 1,000 events",
        "The same, warm: the partitions are in memory.");
    public static readonly Figure LivePace = Define(Written, "pace, live", "events/s",
        "From the first request until two marks are passed: the pace that was kept.");

    public static readonly Figure Operations = Define(Ten, "operations, live", "an event",
        "Entities written, other requests to tables, requests to blobs, messages sent: counted by the app, in Azurite's log and in the queue's file. Generated calls, "
        + "one event a request at the live pace; the marks that tell when all is done are taken off.");
    public static readonly Figure GatheredOperations = Define(Ten, "operations, live, gathered", "an event", "The same with inboxes, as deployed.");
    public static readonly Figure TenTimesEvents = Define(Ten, "ten times the events", "×", "Operations an event, against those before.");
    public static readonly Figure TenTimesTenants = Define(Ten, "ten times the tenants", "×", "Ten tenants, each with the same events at the same pace, after the same history.");
    public static readonly Figure TenTimesTenantsGathered = Define(Ten, "ten times the tenants, gathered", "×",
        "With inboxes, as deployed. One tenant's events divided among ten cost more: docs/cost.md.");
    public static readonly Figure TenTimesHistory = Define(Ten, "ten times the history", "×", "Ten times as many events before.");

    public static readonly Figure AppliedRate = Define(Raw, "from the queue to the figures", "events/s",
        "All events were accepted before: from then until two marks behind them are passed. The queue, the folding, the archive and what derives "
        + "from the events are in it; the requests and the bench's own work, which have nothing to do with the store, are not.");
    public static readonly Figure AppliedApp = Define(Raw, "processor time of the app, from the queue", "s per 1,000 events", "");
    public static readonly Figure AppliedStorage = Define(Raw, "processor time of Azurite, from the queue", "s per 1,000 events", "");
    public static readonly Figure RawRate = Define(Raw, "raw transactions", "entities/s",
        "A program that only writes: it repeats the very Entity Group Transactions of the product, recorded between the app and Azurite in a run of their own, with the same rows "
        + "added and replaced in the same order in each partition, the same condition on the head, and as many bytes in each value, which are random. By 16 writers "
        + "that wait for nothing else, after a warm-up of its own, beside an idle app.");
    public static readonly Figure RawStorage = Define(Raw, "processor time of Azurite, raw", "s per 1,000 events", "For the transactions alone; the product's has the archive, the marks and the reading too.");
    public static readonly Figure OwnRate = Define(Raw, "the product", "entities/s",
        "The entities that it wrote from the queue to the figures, by the time of that.");
    public static readonly Figure RawShare = Define(Raw, "share of raw", "%", "The product's rate by the raw rate of the same round.");
    public static readonly Figure RawTransactions = Define(Raw, "transactions", "transactions", "Of the product.");
    public static readonly Figure RawRows = Define(Raw, "rows per transaction", "rows", "");
    public static readonly Figure RawBytes = Define(Raw, "bytes per row", "bytes", "The mean of all rows that were written.");

    public static readonly Figure NaiveRate = Define(Naive, "the naive way", "events/s",
        "For each event: parse it, then read, change and write with ETag every row that it changes (contact, customer, one row per interval "
        + "and dimensions), 16 at a time, the events of a contact in their order. No requests, no queue, no archive, nothing atomic.");
    public static readonly Figure NaiveProduct = Define(Naive, "the product", "events/s",
        "The same events through the whole system, requests and marks included.");
    public static readonly Figure NaiveRatio = Define(Naive, "ratio", "×",
        "The product's rate by the naive rate of the same round. Both end with the same figures to the last digit, or the run fails.");
    public static readonly Figure NaiveReads = Define(Naive, "rows read by the naive way", "per 1,000 events",
        "Each row before it is changed, and again after a lost race.");
    public static readonly Figure NaiveWrites = Define(Naive, "rows written by the naive way", "per 1,000 events",
        "One request each.");
    public static readonly Figure NaiveRaces = Define(Naive, "lost races of the naive way", "per 1,000 events",
        "Writes refused because another writer was faster.");
    public static readonly Figure UnracedRatio = Define(Naive, "ratio, had it lost no race", "×",
        "Computed: as if the requests of lost races were not there. But who reads, adds and writes hot rows does lose races.");

    public static readonly Figure MixedNaiveRate = Define(Naive, "the naive way, all channels", "events/s", "A generated day of calls, messages, letters, surveys, agents and costs.");
    public static readonly Figure MixedProduct = Define(Naive, "the product, all channels", "events/s", "");
    public static readonly Figure MixedRatio = Define(Naive, "ratio, all channels", "×", "");

    public static readonly Figure AnswerOfOne = Define(Core, "GET kpis of a day by channel and queue, one figure", "ms",
        "Apart from the store: from the stored rows of five channels with forty queues each to the answer's JSON.");
    public static readonly Figure AnswerOfAll = Define(Core, "GET kpis of a day by channel and queue, all figures", "ms", "");

    public static readonly Figure FoldRate = Define(Core, "fold and contributions", "events/s",
        "Whole contacts: the set of events, the fold, the counters that it adds.");
    public static readonly Figure FoldBytes = Define(Core, "fold and contributions, allocated", "bytes/event", "");
    public static readonly Figure AcceptRate = Define(Core, "verify, parse and pack", "events/s",
        "Signed requests of 500 events: the signature, the events, the messages for the queue. Without the registry of keys, and "
        + "nothing is sent.");
    public static readonly Figure AcceptBytes = Define(Core, "verify, parse and pack, allocated", "bytes/event", "");

    public static IReadOnlyList<Figure> All => Defined;

    private static Figure Define(string group, string name, string unit, string meaning)
    {
        var figure = new Figure(group, name, unit, meaning);
        Defined.Add(figure);
        return figure;
    }
}
