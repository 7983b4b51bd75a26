using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Events.Parsing;
using Pulso.Timelines;

namespace Pulso.Bench.Scale;

/// <summary>How many derived events a stream causes when each event is applied by itself, as it comes.</summary>
internal static class Derived
{
    public static double PerEvent(Tenant tenant, EventStream stream)
    {
        var settings = tenant.Settings();
        var pseudonyms = tenant.Pseudonyms();
        var timelines = new Dictionary<TimelineKey, Timeline>();
        int derived = 0;
        foreach (byte[] line in stream.Lines)
        {
            var parsed = EventParser.Structured(line, pseudonyms).Events[0];
            var key = TimelineKey.Of(parsed.Event, parsed.Subject);
            if (timelines.GetValueOrDefault(key, Timeline.Empty(key)).Apply([parsed.Event], settings, out _) is not { } change)
                continue;
            timelines[key] = change.Next;
            derived += change.Derived.Count;
        }
        return (double)derived / stream.Lines.Count;
    }
}
