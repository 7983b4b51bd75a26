using NodaTime;

namespace Pulso.Calendars;

/// <summary>The part of a calendar that is in force from an instant on.</summary>
/// <param name="ValidFromMs">Midnight of its first day in its own zone.</param>
public sealed record CalendarRule(long ValidFromMs, DateOnly ValidFrom, DateTimeZone Zone, int IntervalMinutes);

/// <summary>Where an instant lies: its business day and its interval.</summary>
/// <param name="IntervalMs">The start of the half-open interval that holds the instant.</param>
public readonly record struct Slot(DateOnly Date, long IntervalMs);

/// <summary>A tenant's business days and intervals: pure functions of the instant, whatever else is known of an event.</summary>
/// <remarks>
/// An interval starts on a multiple of its length by the wall clock. Of a repeated hour both passes have intervals of their own, told
/// apart by the offset; where clocks change amid an interval, a new one starts at the change. A day starts at its first instant.
/// </remarks>
public sealed class BusinessCalendar(IReadOnlyList<CalendarRule> rules)
{
    private static readonly NodaTime.TimeZones.ZoneLocalMappingResolver FirstInstant =
        NodaTime.TimeZones.Resolvers.CreateMappingResolver(NodaTime.TimeZones.Resolvers.ReturnEarlier, NodaTime.TimeZones.Resolvers.ReturnStartOfIntervalAfter);

    public Slot At(long instantMs)
    {
        var rule = RuleAt(instantMs);
        var instant = Instant.FromUnixTimeMilliseconds(instantMs);
        var zone = rule.Zone.GetZoneInterval(instant);
        long offset = zone.WallOffset.Milliseconds;
        long length = rule.IntervalMinutes * 60_000L;
        long local = instantMs + offset;
        long start = local - Modulo(local, length) - offset;
        if (zone.HasStart)
            start = Math.Max(start, zone.Start.ToUnixTimeMilliseconds());
        start = Math.Max(start, ReferenceEquals(rule, rules[0]) ? start : rule.ValidFromMs);
        return new Slot(instant.InZone(rule.Zone).Date.ToDateOnly(), start);
    }

    /// <summary>The first instant after an interval, given its start.</summary>
    public long EndOfInterval(long startMs)
    {
        long end = startMs + (RuleAt(startMs).IntervalMinutes * 60_000L);
        // A change of clocks, of zone or of length may begin another interval earlier.
        long next = At(end - 1).IntervalMs;
        return next > startMs ? next : At(end).IntervalMs;
    }

    /// <summary>The parts of [from, to), cut at the bounds of intervals.</summary>
    public IEnumerable<(Slot Slot, long FromMs, long ToMs)> Parts(long fromMs, long toMs)
    {
        for (long at = fromMs; at < toMs;)
        {
            var slot = At(at);
            long end = Math.Min(toMs, EndOfInterval(slot.IntervalMs));
            yield return (slot, at, end);
            at = end;
        }
    }

    /// <summary>The hour of an instant by the wall clock: 0 to 23.</summary>
    public int HourAt(long instantMs) => Instant.FromUnixTimeMilliseconds(instantMs).InZone(RuleAt(instantMs).Zone).Hour;

    /// <summary>The wall-clock time of an instant, as HH:mm, and the offset from UTC in minutes.</summary>
    public (string Time, int OffsetMinutes) LocalTime(long instantMs)
    {
        var local = Instant.FromUnixTimeMilliseconds(instantMs).InZone(RuleAt(instantMs).Zone);
        return ($"{local.Hour:00}:{local.Minute:00}", local.Offset.Seconds / 60);
    }

    /// <summary>The first instant of a business day.</summary>
    public long StartOfDay(DateOnly date)
    {
        var midnight = LocalDate.FromDateOnly(date).AtMidnight();
        for (int i = 0; ; i++)
        {
            long start = rules[i].Zone.ResolveLocal(midnight, FirstInstant).ToInstant().ToUnixTimeMilliseconds();
            if (i > 0)
                start = Math.Max(start, rules[i].ValidFromMs);
            if (i == rules.Count - 1 || start < rules[i + 1].ValidFromMs)
                return start;
        }
    }

    /// <summary>The first instant after a business day.</summary>
    public long EndOfDay(DateOnly date) => StartOfDay(date.AddDays(1));

    private CalendarRule RuleAt(long instantMs)
    {
        for (int i = rules.Count - 1; i > 0; i--)
        {
            if (rules[i].ValidFromMs <= instantMs)
                return rules[i];
        }
        return rules[0];
    }

    private static long Modulo(long value, long length) => ((value % length) + length) % length;
}
