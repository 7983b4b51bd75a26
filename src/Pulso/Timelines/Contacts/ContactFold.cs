using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Timelines.Contacts;

/// <summary>Folds a contact's events, in contract order, into the contact: each concern by a fold of its own.</summary>
/// <remarks>What may be known late (direction, reason, priority, customer) is settled at the end; a leg keeps the queue of its opening.</remarks>
public sealed class ContactFold
{
    private readonly QueueFold queues = new();
    private readonly IvrFold ivr = new();
    private readonly ResolutionFold resolution = new();
    private readonly MessageFold messages = new();
    private readonly BotFold bot = new();
    private readonly RoutingFold routing = new();
    private readonly QualityFold quality = new();
    private readonly PauseFold pauses = new();
    private readonly OpenFold open = new();
    private readonly TurnFold turns = new();
    private readonly AgentFold agents = new();

    private readonly string defaultDirection;
    private long? startedMs;
    private string? channel;
    private string? direction;
    private string? queue;
    private string? reason;
    private string? priority;
    private string? customer;
    private string? caseId;
    private string? journey;
    private string? variant;
    private long? difficulty;

    private ContactFold(string defaultDirection) => this.defaultDirection = defaultDirection;

    /// <param name="events">The events of a contact's timeline. Surveys are about it, and not of it.</param>
    /// <param name="defaultDirection">The direction of a contact that says none.</param>
    /// <param name="startedMs">Its start where that is known already; else the first <c>contact.started</c>, else the earliest event.</param>
    /// <returns>The contact; null where there are only surveys.</returns>
    public static Contact? Of(IEnumerable<Event> events, string defaultDirection = Contact.Inbound, long? startedMs = null)
    {
        var fold = new ContactFold(defaultDirection) { startedMs = startedMs };
        long? earliestMs = null;
        foreach (var item in events.Where(item => item.Type.About == About.Contact))
        {
            earliestMs ??= item.TimeMs;
            fold.Apply(item);
        }
        return earliestMs is null ? null : fold.Close(earliestMs.Value);
    }

    private void Apply(Event item)
    {
        if (item.Type == EventTypes.ContactStarted)
            startedMs ??= item.TimeMs;
        routing.Apply(item, queue, queues.AnyAnswered);
        Note(item);
        if (queues.Apply(item, queue))
            ivr.Abandoned();
        ivr.Apply(item);
        resolution.Apply(item);
        messages.Apply(item);
        bot.Apply(item);
        quality.Apply(item);
        pauses.Apply(item);
        agents.Apply(item);
        open.Apply(item, new KnownKeys(queue, reason, priority));
        turns.Apply(item);
    }

    private void Note(Event item)
    {
        channel ??= item.Text(Field.Channel);
        direction ??= item.Text(Field.Direction);
        queue = item.Text(Field.Queue) ?? queue;
        reason = item.Text(Field.Reason) ?? reason;
        priority = item.Text(Field.Priority) ?? priority;
        customer = item.Text(Field.Customer) ?? customer;
        caseId = item.Text(Field.Case) ?? caseId;
        journey = item.Text(Field.Journey) ?? journey;
        variant = item.Text(Field.Variant) ?? variant;
        difficulty = item.Number(Field.Difficulty) ?? difficulty;
    }

    private Contact Close(long earliestMs) => new(
        startedMs ?? earliestMs,
        resolution.IsClosed,
        new Dimensions(
            channel ?? Dimensions.None,
            direction ?? defaultDirection,
            queue ?? Dimensions.None,
            reason ?? Dimensions.None,
            priority ?? Dimensions.None),
        customer,
        difficulty ?? 1_000,
        caseId,
        variant,
        queues.QueueLegs,
        queues.AgentLegs,
        ivr.Close(queues.QueueLegs.Count > 0),
        resolution.Close(),
        messages.Close(),
        bot.Close(),
        routing.Close(),
        quality.Sentiment(),
        quality.Evaluations(),
        pauses.Pauses,
        open.Close(startedMs ?? earliestMs))
    {
        Turns = turns.Turns,
        Priorities = turns.Priorities,
        Agents = agents.Close(),
        Journey = journey,
    };
}
