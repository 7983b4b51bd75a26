using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recount;

/// <summary>What the distinct events of one contact say, taken together.</summary>
internal sealed partial class CountedContact
{
    private readonly IReadOnlyList<Event> events;
    private readonly TenantSettings settings;
    private readonly SettingsVersion version;
    private readonly IReadOnlyList<CountedLeg> legs;
    private readonly string channel;
    private readonly string direction;
    private readonly string queue;
    private readonly string reason;
    private readonly string priority;
    private readonly long startMs;
    private readonly IReadOnlyList<long> solvedMs;

    /// <param name="events">In the contract's order; at least one.</param>
    public CountedContact(IReadOnlyList<Event> events, TenantSettings settings)
    {
        this.events = events;
        this.settings = settings;
        startMs = (events.FirstOrDefault(item => item.Type == EventTypes.ContactStarted) ?? events[0]).TimeMs;
        version = settings.At(startMs);
        channel = Values(Field.Channel).FirstOrDefault(Dimensions.None);
        direction = Values(Field.Direction).FirstOrDefault("inbound");
        queue = Values(Field.Queue).LastOrDefault(Dimensions.None);
        reason = Values(Field.Reason).LastOrDefault(Dimensions.None);
        priority = Values(Field.Priority).LastOrDefault(Dimensions.None);
        Customer = Values(Field.Customer).LastOrDefault();
        legs = CountedLeg.AllOf(events);
        solvedMs = [.. All(EventTypes.ContactResolved).Where(item => item.Text(Field.Outcome) != "unsolved").Select(item => item.TimeMs)];
    }

    /// <summary>The customer known last, also for the time before.</summary>
    public string? Customer { get; }

    public bool IsInbound => direction == "inbound";

    /// <summary>Inbound, ever solved, customer known.</summary>
    public bool IsEligible => IsInbound && solvedMs.Count > 0 && Customer is not null;

    /// <summary>True if the other contact, inbound and of the same customer, is a recontact of this one.</summary>
    /// <remarks>The window includes the instant of the last resolution and excludes its own end.</remarks>
    public bool IsFollowedBy(CountedContact other)
    {
        long from = solvedMs[^1];
        return other != this
            && other.startMs >= from
            && other.startMs < from + version.Rules.For(channel, queue).RecontactMs
            && (!version.RecontactSameReason || other.reason == reason);
    }

    private IEnumerable<string> Values(Field field) => events.Select(item => item.Text(field)).OfType<string>();

    private IEnumerable<Event> All(EventType type) => events.Where(item => item.Type == type);

    private bool Any(EventType type) => All(type).Any();

    /// <summary>The tally of the cell that holds an instant.</summary>
    private Tally Cell(Cells cells, long anchorMs, string ofQueue)
    {
        var slot = settings.Calendar.At(anchorMs);
        return cells.At(new CellKey(slot.Date, slot.IntervalMs, new Dimensions(channel, direction, ofQueue, reason, priority)));
    }
}
