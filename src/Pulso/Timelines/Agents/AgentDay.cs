using System.Globalization;
using Pulso.Calendars;
using Pulso.Events;

namespace Pulso.Timelines.Agents;

/// <summary>One UTC day of one agent, [00:00, 24:00): the timeline of the states and plans that reach into it.</summary>
/// <remarks>UTC, so that it is known before the tenant's zone is, and no zone's change moves an event to another timeline.</remarks>
public readonly record struct AgentDay(string Agent, DateOnly Date)
{
    /// <summary>How long a state holds at most.</summary>
    public const long HoldsMs = 12 * 3_600_000;

    private const string Format = "yyyy-MM-dd";

    public TimelineKey Key => new(TimelineKind.Agent, string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd} {Agent}"));

    public long StartMs => UtcDay.StartMs(Date);

    public long EndMs => StartMs + UtcDay.LengthMs;

    /// <summary>The day that holds an instant.</summary>
    public static AgentDay At(string agent, long instantMs) => new(agent, UtcDay.At(instantMs));

    /// <summary>The day that a timeline is of; null for one that is of none.</summary>
    public static AgentDay? Read(TimelineKey key) => key.Kind == TimelineKind.Agent && key.Name.Length > Format.Length && key.Name[Format.Length] == ' '
        && DateOnly.TryParseExact(key.Name.AsSpan(0, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? new AgentDay(key.Name[(Format.Length + 1)..], date)
        : null;

    /// <summary>
    /// The days that a state or plan can influence: a state its own and the neighbour within 12 hours, in which it ends what was begun there or
    /// may still hold; a plan every day of its span.
    /// </summary>
    public static IEnumerable<AgentDay> ReachedBy(Event item)
    {
        string agent = item.Text(Field.Agent)!;
        var own = At(agent, item.TimeMs);
        if (item.Type == EventTypes.AgentState)
            return [own, new AgentDay(agent, own.Date.AddDays(item.TimeMs < own.StartMs + HoldsMs ? -1 : 1))];
        return Shift.SpanOf(Shift.AllOf(item)) is { } span
            ? UtcDay.From(span.FromMs, span.ToMs - 1).Select(date => new AgentDay(agent, date))
            : [own];
    }
}
