namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// NCRONTAB with six fields, in UTC: second, minute, hour, day, month, day of week (0 is Sunday). As there, the day must fit both day
/// fields. Each field is <c>*</c>, a number or a range <c>a-b</c>, with <c>/n</c> for every n-th, or a list of these.
/// </summary>
internal sealed class CronSchedule(bool[][] allowed)
{
    private const int HorizonYears = 8; // 29 February comes again within 8 years even around 2100.

    public static CronSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (int Low, int High)[] ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
        return fields.Length == ranges.Length
            ? new CronSchedule([.. fields.Zip(ranges, (field, range) => Field(field, range.Low, range.High))])
            : throw new FormatException($"The schedule '{text}' does not have six fields.");
    }

    /// <summary>The first instant after the given one, or null when the schedule names a day that never comes.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var start = new DateTime(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        for (var day = start.Date; day < start.AddYears(HorizonYears); day = day.AddDays(1))
        {
            if (!allowed[3][day.Day] || !allowed[4][day.Month] || !allowed[5][(int)day.DayOfWeek]) continue;
            var from = day == start.Date ? (int)(start - day).TotalSeconds : 0;
            for (var minute = from / 60; minute < 24 * 60; minute++)
            {
                if (!allowed[2][minute / 60] || !allowed[1][minute % 60]) continue;
                var second = Array.IndexOf(allowed[0], true, minute == from / 60 ? from % 60 : 0);
                if (second >= 0) return new DateTimeOffset(day.AddSeconds((minute * 60) + second), TimeSpan.Zero);
            }
        }

        return null;
    }

    private static bool[] Field(string field, int low, int high)
    {
        var values = new bool[high + 1];
        foreach (var part in field.Split(','))
        {
            var (span, step) = part.Split('/') is [var left, var right] ? (left, Number(right)) : (part, 1);
            var (first, last) = span == "*" ? (low, high)
                : span.Split('-') is [var a, var b] ? (Number(a), Number(b))
                : (Number(span), span == part ? Number(span) : high);
            if (first < low || last > high || first > last || step < 1) throw Wrong();
            for (var value = first; value <= last; value += step) values[value] = true;
        }

        return values;

        int Number(string text) => int.TryParse(text, out var number) ? number : throw Wrong();
        FormatException Wrong() => new($"A schedule has the wrong field '{field}'.");
    }
}
