using NodaTime;
using Pulso.Calendars;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Calendars;

/// <summary>Generated hours and a span of some days, often around a change of clocks.</summary>
/// <param name="FromMs">On a minute, like all bounds of the hours.</param>
internal sealed record HoursCase(
    DateTimeZone Zone, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<DaySpan>> Spans, IReadOnlySet<DateOnly> Holidays, long FromMs, long ToMs)
{
    private static readonly string[] Zones =
    [
        "UTC", "Asia/Jerusalem", "Asia/Kathmandu", "Australia/Lord_Howe", "Asia/Beirut", "America/Havana", "America/St_Johns", "Pacific/Apia",
    ];

    public BusinessHours Hours { get; } = new(Zone, Spans, Holidays);

    public static HoursCase Any(Random random)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
        // To 2011 clocks in St John's changed at a minute past midnight; that year Apia had no 30 December.
        long aroundMs = At.Utc($"{(random.Next(2) == 0 ? 2011 : 2026)}-01-01T00:00:00Z") + (random.Next(365) * At.Day);
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeMilliseconds(aroundMs));
        if (interval.HasEnd && random.Next(4) > 0)
            aroundMs = interval.End.ToUnixTimeMilliseconds();
        long fromMs = aroundMs - (random.Next(4 * 1_440) * At.Minute);
        var around = Instant.FromUnixTimeMilliseconds(aroundMs).InZone(zone).Date;
        return new HoursCase(
            zone,
            Enum.GetValues<IsoDayOfWeek>().Where(_ => random.Next(5) > 0).ToDictionary(day => day, _ => AnySpans(random)),
            Enumerable.Range(-2, 5).Where(_ => random.Next(5) == 0).Select(days => around.PlusDays(days).ToDateOnly()).ToHashSet(),
            fromMs,
            fromMs + (random.Next(6 * 1_440) * At.Minute));
    }

    /// <summary>Each minute of the span, and whether the wall clock then shows a time that is worked.</summary>
    public IEnumerable<(long AtMs, bool IsWorked)> Minutes()
    {
        for (long atMs = FromMs; atMs < ToMs; atMs += At.Minute)
        {
            var local = Instant.FromUnixTimeMilliseconds(atMs).InZone(Zone).LocalDateTime;
            int minute = (local.Hour * 60) + local.Minute;
            bool worked = !Holidays.Contains(local.Date.ToDateOnly()) && Spans.TryGetValue(local.DayOfWeek, out var spans)
                && spans.Any(span => minute >= span.FromMinute && minute < span.ToMinute);
            yield return (atMs, worked);
        }
    }

    /// <summary>Periods in order and apart, some of which meet, with bounds where clocks change.</summary>
    private static IReadOnlyList<DaySpan> AnySpans(Random random)
    {
        int[] bounds = [0, 1, 15, 30, 60, 61, 75, 90, 105, 120, 135, 150, 180, 240, 540, 840, 1_320, 1_380, 1_395, 1_410, 1_439, 1_440];
        var chosen = bounds.Where(_ => random.Next(3) == 0).ToList();
        return [.. chosen.Zip(chosen.Skip(1), (from, to) => new DaySpan(from, to)).Where(_ => random.Next(3) > 0)];
    }
}
