using System.Globalization;
using Pulso.Calendars;
using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Timelines.Annotations;

/// <summary>What somebody noted at an instant: an incident, a campaign, an experiment.</summary>
/// <param name="AtMs">When it happened, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="UntilMs">When it was over, where it lasted.</param>
/// <param name="Channel">The channel that it is about; null for all.</param>
/// <param name="Queue">The queue that it is about; null for all.</param>
/// <param name="DueMs">For coaching: when it is to be done.</param>
public sealed record Annotation(
    UInt128 Id, long AtMs, long? UntilMs, string Kind, string Text, string? Channel, string? Queue, string? Agent, long? DueMs)
{
    /// <summary>For coaching: what it was about, such as a contact's id; null where that is not told.</summary>
    public string? Example { get; init; }

    /// <summary>For coaching: what is to change; null where that is not told.</summary>
    public string? Goal { get; init; }

    /// <summary>True for what was nobody's fault, and is left out where agents are compared.</summary>
    public bool IsIncident => Kind == "incident";

    /// <summary>True if a cell lies in what it is about.</summary>
    internal bool IsAbout(Dimensions cell) => (Channel ?? cell.Channel) == cell.Channel && (Queue ?? cell.Queue) == cell.Queue;

    /// <summary>When it was over: where that is not told, at the end of its business day.</summary>
    public long EndMs(BusinessCalendar calendar) => UntilMs ?? calendar.EndOfDay(calendar.At(AtMs).Date);

    /// <summary>The timeline of the annotations of an instant's month: a tenant's are many over the years.</summary>
    public static TimelineKey KeyOf(long atMs) => new(
        TimelineKind.Tenant, DateTimeOffset.FromUnixTimeMilliseconds(atMs).ToString("'annotations 'yyyy-MM", CultureInfo.InvariantCulture));

    /// <summary>The annotations among a timeline's events, by time.</summary>
    public static IEnumerable<Annotation> AllOf(EventSet events) => events.Where(item => item.Type == EventTypes.AnnotationAdded).Select(item => new Annotation(
        item.Id, item.TimeMs, item.Number(Field.Until), item.Text(Field.AnnotationKind) ?? "note", item.Text(Field.Note)!,
        item.Text(Field.Channel), item.Text(Field.Queue), item.Text(Field.Agent), item.Number(Field.Due))
    {
        Example = item.Text(Field.Example),
        Goal = item.Text(Field.CoachingGoal),
    });
}
