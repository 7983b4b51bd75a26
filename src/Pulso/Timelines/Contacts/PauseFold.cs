using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>A time of waiting for the customer.</summary>
/// <param name="ToMs">Null while it lasts.</param>
public readonly record struct Pause(long FromMs, long? ToMs);

/// <summary>Folds the pauses: the first <c>contact.paused</c> begins one, the next <c>contact.resumed</c> ends it.</summary>
internal sealed class PauseFold
{
    private readonly List<Pause> pauses = [];

    public IReadOnlyList<Pause> Pauses => pauses;

    public void Apply(Event item)
    {
        bool paused = pauses.Count > 0 && pauses[^1].ToMs is null;
        if (item.Type == EventTypes.ContactPaused && !paused)
            pauses.Add(new Pause(item.TimeMs, null));
        else if (item.Type == EventTypes.ContactResumed && paused)
            pauses[^1] = pauses[^1] with { ToMs = item.TimeMs };
    }
}
