using Pulso.Events;
using Pulso.Timelines;

namespace Pulso.Chaos.Running;

/// <summary>Where the app keeps things in its storage, for whoever watches the way there.</summary>
internal static class Rows
{
    public static string Partition(string tenant, int partition) => $"{tenant}.{partition:000}";

    public static string OfTimeline(TimelineKey key) => $"t.{(byte)key.Kind}.{EventId.Text(key.Hash)}";
}
