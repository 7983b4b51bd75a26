using System.Xml;

namespace Pulso.Settings;

/// <summary>Checks the SLA targets of a version.</summary>
internal static class SlaSettings
{
    private static readonly string[] Clocks = ["first_reply", "next_reply", "resolution"];

    public static void Check(JsonSection version, IReadOnlyCollection<string> calendars)
    {
        foreach (var target in version.List("sla"))
            CheckTarget(target, calendars);
    }

    private static void CheckTarget(JsonSection target, IReadOnlyCollection<string> calendars)
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
