using System.Globalization;
using System.Xml;

namespace Pulso.Settings;

/// <summary>Checks the calendars and SLA targets of a version.</summary>
internal static class SlaSettings
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Clocks = ["first_reply", "next_reply", "resolution"];

    public static void Check(JsonSection version)
    {
        var calendars = new HashSet<string>();
        foreach (var (name, calendar) in version.Sections("calendars"))
        {
            calendars.Add(name);
            CheckCalendar(calendar);
        }
        foreach (var target in version.List("sla"))
            CheckTarget(target, calendars);
    }

    private static void CheckCalendar(JsonSection calendar)
    {
        foreach (var (days, spans) in calendar.TextLists("periods"))
        {
            if (!days.Split('-').All(day => Days.Contains(day)))
                calendar.Fault($"periods.{days}", "must be a day or a range of days, such as mon-fri");
            if (!spans.All(IsSpan))
                calendar.Fault($"periods.{days}", "must be spans such as 09:00-14:00");
        }
        foreach (string day in calendar.Texts("holidays").Where(day => !DateOnly.TryParseExact(day, "yyyy-MM-dd", out _)))
            calendar.Fault("holidays", $"'{day}' is not a date");
        calendar.RefuseOthers();
    }

    private static bool IsSpan(string text) =>
        text.Split('-') is [var from, var to] && Time(from) is { } start && Time(to) is { } end && start < end;

    private static int? Time(string text) =>
        text == "24:00" ? 1_440
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute
        : null;

    private static void CheckTarget(JsonSection target, HashSet<string> calendars)
    {
        target.Text("channel");
        target.Text("priority");
        target.Word("clock", "", Clocks);
        if (target.Text("target", required: true) is { } duration && !IsDuration(duration))
            target.Fault("target", "must be an ISO 8601 duration such as PT4H");
        if (target.Text("calendar") is { } calendar && !calendars.Contains(calendar))
            target.Fault("calendar", $"'{calendar}' is not one of the calendars");
        target.RefuseOthers();
    }

    private static bool IsDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text) > TimeSpan.Zero;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }
}
