using System.Xml;
using Pulso.Calendars;
using Pulso.Sla;

namespace Pulso.Settings;

/// <summary>Reads the SLA targets of a version.</summary>
internal static class SlaSettings
{
    private const decimal WarnAt = 0.8m;

    // No more than a year, like all that is set in hours.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static SlaTargets Read(JsonSection version, IReadOnlyDictionary<string, BusinessHours> calendars)
    {
        var targets = new List<SlaTarget>();
        foreach (var section in version.List("sla"))
        {
            var target = ReadTarget(section, calendars);
            if (targets.Exists(known => (known.Clock, known.Channel, known.Priority) == (target.Clock, target.Channel, target.Priority)))
                section.Fault("clock", "has a target for this channel and priority already");
            targets.Add(target);
        }
        return targets.Count == 0 ? SlaTargets.None : new SlaTargets(targets);
    }

    private static SlaTarget ReadTarget(JsonSection section, IReadOnlyDictionary<string, BusinessHours> calendars)
    {
        string? channel = section.Text("channel");
        string? priority = section.Text("priority");
        var clock = ClockName.Read(section.Word("clock", "", [.. ClockName.All]));
        long targetMs = ReadDuration(section);
        decimal warnAt = section.Number("warnAt", 0, 1) ?? WarnAt;
        BusinessHours? hours = null;
        if (section.Text("calendar") is { } calendar && !calendars.TryGetValue(calendar, out hours))
            section.Fault("calendar", $"'{calendar}' is not one of the calendars");
        string? owner = section.Text("owner");
        section.RefuseOthers();
        return new SlaTarget(clock, channel, priority, targetMs, (long)(targetMs * warnAt), hours) { Owner = owner };
    }

    private static long ReadDuration(JsonSection section)
    {
        if (section.Text("target", required: true) is not { } text)
            return 0;
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            if (duration >= TimeSpan.FromMilliseconds(1) && duration <= Longest)
                return duration.Ticks / TimeSpan.TicksPerMillisecond;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            // Said below, like any other fault.
        }
        section.Fault("target", "must be an ISO 8601 duration such as PT4H, of a millisecond to 366 days");
        return 0;
    }
}
