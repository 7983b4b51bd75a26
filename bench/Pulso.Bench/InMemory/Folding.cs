using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Events.Parsing;
using Pulso.Timelines;

namespace Pulso.Bench.InMemory;

/// <summary>Fold and contributions: each contact from its events, all at once.</summary>
internal static class Folding
{
    public static OneCore Measure(Tenant tenant, EventStream stream)
    {
        var settings = tenant.Settings();
        var pseudonyms = tenant.Pseudonyms();
        var contacts = stream.Lines.Select(line => EventParser.Structured(line, pseudonyms).Events[0])
            .GroupBy(parsed => TimelineKey.Of(parsed.Event, parsed.Subject)).Where(contact => contact.Key.Kind == TimelineKind.Contact)
            .Select(contact => (Timeline: Timeline.Empty(contact.Key), Events: contact.Select(parsed => parsed.Event).ToArray())).ToList();
        return OneCore.Measure(contacts.Sum(contact => contact.Events.Length), () =>
        {
            foreach (var (timeline, events) in contacts)
                timeline.Apply(events, settings, out _);
        });
    }
}
