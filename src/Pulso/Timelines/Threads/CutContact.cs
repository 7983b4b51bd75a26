using Pulso.Events;

namespace Pulso.Timelines.Threads;

/// <summary>One contact of a thread: the events that are its own.</summary>
/// <param name="startedMs">Its first message, which its id names.</param>
public sealed class CutContact(long startedMs)
{
    public long StartedMs { get; } = startedMs;

    public List<Event> Events { get; } = [];

    /// <summary>The instant from which on silence had ended it; null where something else ended it, or nothing has.</summary>
    internal long? SilentMs { get; set; }

    internal long LastMessageMs { get; set; } = startedMs;

    /// <summary>When it was closed, unless it was reopened since.</summary>
    internal long? ClosedMs { get; set; }
}
