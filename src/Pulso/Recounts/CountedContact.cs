using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Recounts;

/// <summary>What a thread gives to each of its contacts.</summary>
/// <param name="StartMs">The first message, where the thread was cut.</param>
/// <param name="Channel">The thread's first known one.</param>
/// <param name="Customer">The thread's last known by the contact's last event.</param>
internal sealed record ThreadPart(long StartMs, string? Channel, string? Customer);

/// <summary>What the distinct events of one contact say, taken together.</summary>
internal sealed partial class CountedContact
{
    private readonly IReadOnlyList<Event> events;
    private readonly TenantSettings settings;
    private readonly SettingsVersion version;
    private readonly IReadOnlyList<CountedLeg> legs;
    private readonly string queue;
    private readonly long startMs;
    private readonly IReadOnlyList<Event> solutions;

    /// <param name="events">In the contract's order; at least one.</param>
    /// <param name="thread">What the thread says that the contact was cut from; null for a contact of its own.</param>
    public CountedContact(TimelineKey key, IReadOnlyList<Event> events, TenantSettings settings, ThreadPart? thread)
    {
        this.events = events;
        this.settings = settings;
        Key = key;
        startMs = thread?.StartMs ?? (events.FirstOrDefault(item => item.Type == EventTypes.ContactStarted) ?? events[0]).TimeMs;
        version = settings.At(startMs);
        queue = Values(Field.Queue).LastOrDefault(Dimensions.None);
        Customer = Values(Field.Customer).LastOrDefault() ?? thread?.Customer;
        Case = Values(Field.Case).LastOrDefault();
        Variant = Values(Field.Variant).LastOrDefault();
        bool wroteFirst = thread is not null
            && events.FirstOrDefault(item => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent)?.Type
                == EventTypes.MessageSent;
        Dimensions = new Dimensions(
            (thread is null ? Values(Field.Channel).FirstOrDefault() : thread.Channel) ?? Dimensions.None,
            Values(Field.Direction).FirstOrDefault(wroteFirst ? "outbound" : "inbound"),
            queue,
            Values(Field.Reason).LastOrDefault(Dimensions.None),
            Values(Field.Priority).LastOrDefault(Dimensions.None));
        legs = CountedLeg.AllOf(events);
        solutions = [.. events.Where(IsSolution)];
    }

    public TimelineKey Key { get; }

    /// <summary>The latest instant known to have been reached: that of any event of the timeline, or of what the timer told it.</summary>
    public required long KnownMs { get; init; }

    /// <summary>The customer known last, also for the time before.</summary>
    public string? Customer { get; }

    /// <summary>The case known last.</summary>
    public string? Case { get; }

    /// <summary>The arm of an experiment known last.</summary>
    public string? Variant { get; }

    /// <summary>The contact's own, with its last known queue.</summary>
    public Dimensions Dimensions { get; }

    public long StartMs => startMs;

    public bool IsInbound => Dimensions.Direction == "inbound";

    public bool IsSolved => solutions.Count > 0;

    public long FirstSolvedMs => solutions[0].TimeMs;

    public long LastSolvedMs => solutions[^1].TimeMs;

    /// <summary>Inbound, ever solved, customer known.</summary>
    public bool IsEligible => IsInbound && IsSolved && Customer is not null;

    /// <summary>The first closing, by a thread's silence too; null for a contact never closed.</summary>
    public long? FirstClosedMs => All(EventTypes.ContactClosed).FirstOrDefault()?.TimeMs;

    public bool WasReopened => Any(EventTypes.ContactReopened);

    public bool WasEscalated => Any(EventTypes.ContactEscalated);

    public bool HadBot => Any(EventTypes.BotEngaged);

    /// <summary>An agent answered, handled, wrote or resolved.</summary>
    public bool IsAttended => Any(EventTypes.ContactAnswered)
        || Any(EventTypes.ContactHandled)
        || All(EventTypes.MessageSent).Concat(All(EventTypes.ContactResolved)).Any(item => AuthorOf(item) == "agent");

    /// <summary>Closed, and not reopened since.</summary>
    private bool IsClosed =>
        events.LastOrDefault(item => item.Type == EventTypes.ContactClosed || item.Type == EventTypes.ContactReopened)?.Type
            == EventTypes.ContactClosed;

    /// <summary>Queued, handed over, or written to by the customer where no bot was.</summary>
    private bool NeededHuman => legs.Count > 0
        || Any(EventTypes.BotHandedOver)
        || (!HadBot && Any(EventTypes.MessageReceived));

    private QueueRules Rules => version.Rules.For(Dimensions.Channel, queue);

    /// <summary>Who wrote or resolved: as told, else the agent where one is named, else nobody known.</summary>
    private static string? AuthorOf(Event item) => item.Text(Field.By) ?? (item.Text(Field.Agent) is null ? null : "agent");

    private static bool IsSolution(Event item) => item.Type == EventTypes.ContactResolved && item.Text(Field.Outcome) != "unsolved";

    private IEnumerable<string> Values(Field field) => events.Select(item => item.Text(field)).OfType<string>();

    private IEnumerable<Event> All(EventType type) => events.Where(item => item.Type == type);

    private bool Any(EventType type) => All(type).Any();

    /// <summary>The tally of the cell that holds an instant.</summary>
    private Tally Cell(Cells cells, long anchorMs, string ofQueue, Facet? facet = null) =>
        cells.At(settings, anchorMs, Dimensions with { Queue = ofQueue }, facet);

    private static string Known(Event item, Field key) => item.Text(key) ?? Dimensions.None;
}
