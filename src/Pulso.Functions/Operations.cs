using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pulso.Functions;

/// <summary>What the app does, for telemetry: spans from the source <c>Pulso</c>, counters from the meter <c>Pulso</c>.</summary>
public sealed class Operations
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "Pulso";

    /// <summary>Stands for the source of events that the app derives itself.</summary>
    public const string Derived = "(derived)";

    /// <summary>Stands for the source of what cannot be read.</summary>
    public const string Unreadable = "(unreadable)";

    public static readonly ActivitySource Spans = new(Name);

    /// <summary>The spans, and what each covers.</summary>
    public static readonly IReadOnlyDictionary<string, string> SpanMeanings = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["archive"] = "a batch's events written to the archive",
        ["commit"] = "one Entity Group Transaction of a partition",
        ["derive"] = "derived events of a batch sent",
        ["empty"] = "rows removed from the inbox of a session, whose events are settled",
        ["forget"] = "rows of instants that were told removed",
        ["rebuild"] = "one step of a rebuild",
        ["send-alert"] = "an alert's deliveries noted, one for each receiver",
        ["settle-delivery"] = "how it ended noted",
        ["tell"] = "instants that were reached sent",
        ["watched"] = "what a watch over figures has seen noted",
    };

    private static readonly Meter Meter = new(Name);

    /// <summary>Every count since the process started, by name.</summary>
    private readonly List<Count> counts = [];

    public Operations()
    {
        Accepted = New("pulso.events.accepted", "events answered with 202, repeats included", "source");
        Unsigned = New("pulso.requests.unsigned", "requests to a webhook whose signature is missing or wrong, or whose source it does not cover");
        UnknownTypes = New("pulso.events.unknown_type", "accepted events of a type that adds to no figure");
        UnknownFields = New("pulso.fields.unknown", "dropped fields", "field");
        IgnoredKinds = New("pulso.vendors.ignored", "what vendors sent that adds to no figure, by vendor and kind", "kind");
        OtherKeys = New("pulso.keys.other", "keys beyond a registry's bound, taken as (other)");
        SilentSources = New("pulso.sources.silent", "sources found silent for longer than their settings allow", "source");
        AlertsRaised = New("pulso.alerts.raised", "alerts raised, by kind", "kind");
        Deliveries = New("pulso.alerts.deliveries", "attempts to deliver an alert, by how they ended", "end");
        Applied = New("pulso.events.applied", "events applied to timelines, derived ones included", "source");
        Conflicts = New("pulso.events.conflict", "events with a known id and other content", "source");
        Rejected = New("pulso.events.rejected", "events sent to the dead-letter side, by reason and source", "reason", "source");
        Transactions = New("pulso.table.transactions", "entity group transactions");
        EntitiesWritten = New("pulso.table.entities_written", "entities written: in them, and as rows of inboxes");
        BytesWritten = New("pulso.table.bytes_written", "bytes of the values in the entities of partitions");
        Restated = New("pulso.days.restated", "business days whose published figures changed");
        SessionLag = Meter.CreateHistogram<double>("pulso.session.lag", "s", "how long a session's oldest message had waited when it was taken, by session");
        CursorLag = Meter.CreateHistogram<long>("pulso.cursor.lag", "s", "how far a cursor is behind, each minute, by cursor");
        RowsRead = New("pulso.table.rows_read", "rows read by the aggregation");
    }

    public Count Accepted { get; }

    public Count Unsigned { get; }

    public Count UnknownTypes { get; }

    public Count UnknownFields { get; }

    public Count IgnoredKinds { get; }

    public Count OtherKeys { get; }

    public Count SilentSources { get; }

    public Count AlertsRaised { get; }

    public Count Deliveries { get; }

    public Count Applied { get; }

    public Count Conflicts { get; }

    public Count Rejected { get; }

    public Count Transactions { get; }

    public Count EntitiesWritten { get; }

    public Count BytesWritten { get; }

    public Count RowsRead { get; }

    public Count Restated { get; }

    /// <summary>Seconds, by session.</summary>
    public Histogram<double> SessionLag { get; }

    /// <summary>Seconds, by cursor.</summary>
    public Histogram<long> CursorLag { get; }

    /// <summary>Every count.</summary>
    internal IReadOnlyList<Count> Counts => counts;

    public IEnumerable<(string Name, long Total)> Totals => counts.Select(count => (count.Name, count.Total));

    private Count New(string name, string description, string? tag = null, string? besides = null)
    {
        var count = new Count(name, tag, besides, Meter.CreateCounter<long>(name, description: description));
        counts.Add(count);
        return count;
    }

    /// <summary>A running count.</summary>
    public sealed class Count(string name, string? tag, string? besides, Counter<long> counter)
    {
        private const int NamesKept = 200;
        private const string Other = "(other)";

        private readonly ConcurrentDictionary<string, long> names = [];
        private readonly ConcurrentDictionary<string, bool> namesBesides = [];
        private long total;

        public string Name => name;

        /// <summary>What its names are; null where it has none.</summary>
        public string? Tag => tag;

        /// <summary>What its second names are; null where it has none.</summary>
        public string? Besides => besides;

        internal string? Description => counter.Description;

        public long Total => Interlocked.Read(ref total);

        /// <summary>The totals by name, where there are names.</summary>
        public IReadOnlyDictionary<string, long> Names => names;

        public void Add(long more)
        {
            if (more == 0)
                return;
            Interlocked.Add(ref total, more);
            counter.Add(more);
        }

        /// <summary>Adds under a name; beyond so many names all others share one.</summary>
        public void Add(string of, long more)
        {
            counter.Add(more, new KeyValuePair<string, object?>(tag ?? "name", Note(of, more)));
        }

        /// <summary>Adds under two names, each of them bounded.</summary>
        public void Add(string of, string with, long more)
        {
            string bounded = namesBesides.ContainsKey(with) || namesBesides.Count < NamesKept ? with : Other;
            namesBesides[bounded] = true;
            counter.Add(more, new KeyValuePair<string, object?>(tag ?? "name", Note(of, more)), new KeyValuePair<string, object?>(besides ?? "with", bounded));
        }

        /// <returns>The name as it is counted.</returns>
        private string Note(string of, long more)
        {
            string bounded = names.ContainsKey(of) || names.Count < NamesKept ? of : Other;
            names.AddOrUpdate(bounded, more, (_, known) => known + more);
            Interlocked.Add(ref total, more);
            return bounded;
        }
    }
}
