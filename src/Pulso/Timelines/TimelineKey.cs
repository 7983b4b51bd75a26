using Pulso.Events;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Threads;

namespace Pulso.Timelines;

/// <summary>The kinds of timelines; the numbers are stored.</summary>
public enum TimelineKind : byte
{
    Contact = 1,
    Customer = 2,
    Thread = 3,
    Agent = 4,
    Tenant = 5,
    Alone = 6,
    Case = 7,

    /// <summary>A queue's UTC day.</summary>
    Queue = 20,

    /// <summary>An alert: what is told to it is raised, and no timeline.</summary>
    Alert = 21,
}

/// <summary>Names one timeline of a tenant.</summary>
/// <param name="Name">The contact id, the customer's or thread's pseudonym, the agent and the day, or an event's own hash.</param>
public readonly record struct TimelineKey(TimelineKind Kind, string Name)
{
    /// <summary>The timeline's identity in 128 bits.</summary>
    public UInt128 Hash { get; } = EventId.Hash($"{(byte)Kind}\0{Name}");

    /// <summary>Where an accepted event belongs first of all.</summary>
    public static TimelineKey Of(Event item, string? subject) => item.Type.About switch
    {
        About.Contact or About.Survey when ThreadSubject.Read(subject) is { } named => new(TimelineKind.Thread, named.Thread),
        About.Contact or About.Survey when subject is not null => new(TimelineKind.Contact, subject),
        About.Contact or About.Survey when item.Text(Field.Thread) is { } thread => new(TimelineKind.Thread, thread),
        About.Customer when item.Type == EventTypes.SaleRecorded && subject is not null => ThreadSubject.Read(subject) is { } named
            ? new(TimelineKind.Thread, named.Thread) : new(TimelineKind.Contact, subject),
        About.Customer => new(TimelineKind.Customer, item.Text(Field.Customer)!),
        About.Agent when item.Type == EventTypes.AgentProfiled => AgentProfile.KeyOf(item.Text(Field.Agent)!),
        About.Agent => AgentDay.At(item.Text(Field.Agent)!, item.TimeMs).Key,
        About.Tenant when item.Type == EventTypes.AnnotationAdded => Annotations.Annotation.KeyOf(item.TimeMs),
        About.Tenant when item.Type == EventTypes.CostRecorded => Costs.CostRecord.KeyOf(item),
        About.Tenant => new(TimelineKind.Tenant, ""),
        About.Survey when item.Text(Field.Response) is { } response => new(TimelineKind.Alone, response),
        _ => new(TimelineKind.Alone, EventId.Text(item.Id)),
    };

    /// <summary>
    /// Every timeline that an accepted event reaches: its own, and for an agent's states and plans those of the days around; a forecast
    /// lies in each of the weeks that it speaks of.
    /// </summary>
    public static IEnumerable<TimelineKey> AllOf(Event item, string? subject) =>
        item.Type == EventTypes.ForecastPublished ? Forecasts.ForecastWeek.KeysOf(item)
        : item.Type == EventTypes.AgentState || item.Type == EventTypes.AgentScheduled ? AgentDay.ReachedBy(item).Select(day => day.Key)
        : [Of(item, subject)];

    /// <summary>The partition that holds this timeline: a hash of tenant and key, modulo the deployment's partitions.</summary>
    public int Partition(string tenant, int partitions) =>
        (int)((EventId.Hash(tenant) ^ Hash) % (UInt128)partitions);
}
