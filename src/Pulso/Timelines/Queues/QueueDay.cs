using System.Globalization;
using Pulso.Alerts;
using Pulso.Calendars;
using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Timelines.Queues;

/// <summary>One UTC day of one queue, as far as a rule looks at it: who was answered, and who waited for longer than the rule allows.</summary>
/// <remarks>
/// A contact tells of a leg when it is answered, or has waited for so long; the timeline then says whether anybody was answered meanwhile. It speaks of
/// its own instants alone, and so knows of all that matters to them: who waits on the day, and who was answered no longer before it than the rule's time.
/// </remarks>
public sealed record QueueDay(string Channel, string Queue, DateOnly Date)
{
    private const string Format = "yyyy-MM-dd";
    private const char Separator = '\0';

    public TimelineKey Key => new(TimelineKind.Queue, string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd}{Separator}{Channel}{Separator}{Queue}"));

    public static QueueDay Read(TimelineKey key)
    {
        string[] parts = key.Name.Split(Separator);
        return new QueueDay(parts[1], parts[2], DateOnly.ParseExact(parts[0], Format, CultureInfo.InvariantCulture));
    }

    /// <summary>What a leg tells the days on which it waits, and, where it was answered, those that look back as far: only around midnight are these two.</summary>
    internal static IEnumerable<Telling> ToldOf(string channel, Wait wait, UInt128 id, long afterMs)
    {
        var values = new List<FieldValue> { new(Field.Version, 0) };
        if (wait.EndedMs is { } endedMs)
            values.Add(new(Field.Ended, endedMs));
        if (wait.IsAnswered)
            values.Add(new(Field.LegAnswered, 1));
        var told = new Event(EventTypes.QueueWaited, wait.OpenedMs, id, values);
        var dates = UtcDay.From(wait.OpenedMs, wait.LeftMs);
        if (wait is { IsAnswered: true, EndedMs: { } answeredMs })
            dates = dates.Union(UtcDay.From(answeredMs, answeredMs + afterMs));
        return dates.Select(date => new Telling(new QueueDay(channel, wait.Queue, date).Key, told));
    }

    /// <summary>The latest instant that the events speak of.</summary>
    internal static long LastOf(EventSet events) => events.Select(item => Math.Max(item.TimeMs, item.Number(Field.Ended) ?? 0)).DefaultIfEmpty(0).Max();

    /// <param name="knownMs">The latest instant known to have been reached.</param>
    /// <returns>What is to be raised, and the next instant at which something would be.</returns>
    internal (IReadOnlyList<Alert> Alerts, long? DueMs) Judge(EventSet events, long knownMs, TenantSettings settings)
    {
        var (channel, queue) = (Channel, Queue);
        var waits = events.Where(item => !item.Is(Field.Withdrawn))
            .Select(item => new Wait(queue, item.TimeMs, item.Number(Field.Ended), item.Is(Field.LegAnswered))).ToList();
        // An open wait is told of when it has lasted for as long as a rule allows: that instant was reached.
        knownMs = waits.Where(wait => wait.EndedMs is null).Select(wait => wait.OpenedMs + ShortestMs(settings, wait)).Append(knownMs).Max();
        var alerts = new List<Alert>();
        long? dueMs = null;
        foreach (var version in settings.Versions)
        {
            var of = waits.Where(wait => settings.At(wait.OpenedMs) == version).ToList();
            foreach (var rule in version.Alerting.UnansweredQueues.Where(rule => rule.HoldsFor(channel, queue)))
            {
                var course = new QueueSilence(waits, rule.AfterMs);
                alerts.AddRange(course.Of(of, knownMs).Where(IsOwn).Select(atMs => Of(rule, atMs)));
                dueMs = Earlier(dueMs, course.Next(of, knownMs, IsOwn));
            }
        }
        return (alerts, dueMs);
    }

    private bool IsOwn(long atMs) => UtcDay.At(atMs) == Date;

    private long ShortestMs(TenantSettings settings, Wait wait) => settings.At(wait.OpenedMs).Alerting.UnansweredQueues
        .Where(rule => rule.HoldsFor(Channel, Queue)).Select(rule => rule.AfterMs).DefaultIfEmpty(0).Min();

    private Alert Of(UnansweredQueueRule rule, long atMs) => new(AlertKind.Action, atMs, $"{rule.Name}{Separator}{Channel}{Separator}{Queue}")
    {
        Rule = rule.Name,
        Action = rule.Action,
        Owner = rule.Owner,
        Channel = Channel,
        Queue = Queue.Known(),
    };

    private static long? Earlier(long? a, long? b) => a is null || b < a ? b : a;
}
