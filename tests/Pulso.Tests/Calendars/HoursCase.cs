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

    /// <summary>
    /// Each minute around the span, and whether it is worked: whether by then the wall clock has shown the start of some period, and
    /// will yet show its end or a time before it.
    /// </summary>
    public IEnumerable<(long AtMs, bool IsWorked)> Minutes()
    {
        long firstMs = FromMs - (2 * At.Day);
        var local = Enumerable.Range(0, (int)((ToMs - FromMs + (4 * At.Day)) / At.Minute))
            .Select(minute => Instant.FromUnixTimeMilliseconds(firstMs + (minute * At.Minute)).InZone(Zone).LocalDateTime).ToArray();
        var shown = local.ToArray();
        for (int i = 1; i < shown.Length; i++)
            shown[i] = LocalDateTime.Max(shown[i - 1], local[i]);
        var coming = local.Select(time => time.PlusMinutes(1)).ToArray();
        var earliest = LocalDateTime.MaxIsoValue;
        for (int i = local.Length - 1; i >= 0; i--)
        {
            coming[i] = LocalDateTime.Min(coming[i], earliest);
            earliest = LocalDateTime.Min(local[i], earliest);
        }
        return local.Select((_, i) => (firstMs + (i * At.Minute), IsWorked(shown[i], coming[i])));
    }

    private bool IsWorked(LocalDateTime shown, LocalDateTime coming) => Enumerable.Range(-1, 3)
        .Select(days => shown.Date.PlusDays(days))
        .Where(date => !Holidays.Contains(date.ToDateOnly()) && Spans.ContainsKey(date.DayOfWeek))
        .Any(date => Spans[date.DayOfWeek].Any(
            span => shown >= date.AtMidnight().PlusMinutes(span.FromMinute) && coming <= date.AtMidnight().PlusMinutes(span.ToMinute)));

    /// <summary>Periods in order and apart, some of which meet, with bounds where clocks change.</summary>
    private static IReadOnlyList<DaySpan> AnySpans(Random random)
    {
        int[] bounds = [0, 1, 15, 30, 60, 61, 75, 90, 105, 120, 135, 150, 180, 240, 540, 840, 1_320, 1_380, 1_395, 1_410, 1_439, 1_440];
        var chosen = bounds.Where(_ => random.Next(3) == 0).ToList();
        return [.. chosen.Zip(chosen.Skip(1), (from, to) => new DaySpan(from, to)).Where(_ => random.Next(3) > 0)];
    }
}
