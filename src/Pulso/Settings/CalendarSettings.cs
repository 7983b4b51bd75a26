using System.Globalization;
using NodaTime;
using Pulso.Calendars;

namespace Pulso.Settings;

/// <summary>Reads the calendars of a version.</summary>
internal static class CalendarSettings
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The calendars by name, in the version's zone.</summary>
    public static Dictionary<string, BusinessHours> Read(JsonSection version, DateTimeZone zone)
    {
        var calendars = new Dictionary<string, BusinessHours>();
        foreach (var (name, calendar) in version.Sections("calendars"))
            calendars[name] = ReadCalendar(calendar, zone);
        return calendars;
    }

    /// <summary>The hours that <c>resolution_business</c> counts: those named, else the only calendar; null for round the clock.</summary>
    public static BusinessHours? ReadBusinessHours(JsonSection version, Dictionary<string, BusinessHours> calendars)
    {
        if (version.Text("businessHours") is not { } name)
            return calendars.Count == 1 ? calendars.Values.Single() : null;
        if (!calendars.TryGetValue(name, out var hours))
            version.Fault("businessHours", $"'{name}' is not one of the calendars");
        return hours;
    }

    private static BusinessHours ReadCalendar(JsonSection calendar, DateTimeZone zone)
    {
        var spans = new Dictionary<IsoDayOfWeek, IReadOnlyList<DaySpan>>();
        foreach (var (days, texts) in calendar.TextLists("periods"))
        {
            var ofDays = ReadSpans(calendar, $"periods.{days}", texts);
            foreach (var day in ReadDays(calendar, days))
                spans[day] = [.. spans.GetValueOrDefault(day, []), .. ofDays];
        }
        foreach (var (day, ofDay) in spans.ToList())
        {
            spans[day] = [.. ofDay.OrderBy(span => span.FromMinute)];
            if (spans[day].Zip(spans[day].Skip(1)).Any(pair => pair.Second.FromMinute < pair.First.ToMinute))
                calendar.Fault("periods", $"has spans of {Days[(int)day - 1]} that overlap");
        }
        var holidays = new HashSet<DateOnly>();
        foreach (string text in calendar.Texts("holidays"))
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                holidays.Add(day);
            else
                calendar.Fault("holidays", $"'{text}' is not a date");
        }
        calendar.RefuseOthers();
        return new BusinessHours(zone, spans, holidays);
    }

    /// <summary>A day, or a range of days that may pass Sunday.</summary>
    private static IEnumerable<IsoDayOfWeek> ReadDays(JsonSection calendar, string text)
    {
        int[] bounds = [.. text.Split('-').Select(day => Array.IndexOf(Days, day))];
        if (bounds.Length > 2 || bounds.Contains(-1))
        {
            calendar.Fault($"periods.{text}", "must be a day or a range of days, such as mon-fri");
            return [];
        }
        int count = ((bounds[^1] - bounds[0] + 7) % 7) + 1;
        return Enumerable.Range(0, count).Select(i => (IsoDayOfWeek)(((bounds[0] + i) % 7) + 1));
    }

    private static List<DaySpan> ReadSpans(JsonSection calendar, string path, IReadOnlyList<string> texts)
    {
        var spans = texts.Select(Span).ToList();
        if (spans.Contains(null))
            calendar.Fault(path, "must be spans such as 09:00-14:00");
        return [.. spans.OfType<DaySpan>()];
    }

    private static DaySpan? Span(string text) =>
        text.Split('-') is [var from, var to] && Minute(from) is { } start && Minute(to) is { } end && start < end ? new(start, end) : null;

    private static int? Minute(string text) =>
        text == "24:00" ? 1_440
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute
        : null;
}
