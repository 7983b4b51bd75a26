using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>What is known of a contact's keys at an instant.</summary>
public readonly record struct KnownKeys(string? Queue, string? Reason, string? Priority);

/// <summary>A time during which a contact was open work, under the keys known then.</summary>
/// <param name="ToMs">Its first instant after; null where it has no end yet.</param>
public readonly record struct OpenSpan(long FromMs, long? ToMs, KnownKeys Keys);

/// <summary>
/// Folds when a contact is open: from its start on, while it is neither closed nor solved since its last reopening. The keys are those
/// known at each instant, so that what is learnt today moves nothing in a backlog of yesterday.
/// </summary>
internal sealed class OpenFold
{
    private readonly List<(long TimeMs, bool IsOpen, KnownKeys Keys)> states = [];
    private bool ended;

    /// <param name="keys">As known after this event.</param>
    public void Apply(Event item, KnownKeys keys)
    {
        if (item.Type == EventTypes.ContactReopened)
            ended = false;
        else if (item.Type == EventTypes.ContactClosed || ResolutionFold.Solves(item))
            ended = true;
        var state = (item.TimeMs, !ended, keys);
        if (states.Count > 0 && states[^1].TimeMs == item.TimeMs)
            states[^1] = state;
        else if (states.Count == 0 || (states[^1].IsOpen, states[^1].Keys) != (!ended, keys))
            states.Add(state);
    }

    /// <param name="startedMs">The contact's start: nothing is open before.</param>
    public IReadOnlyList<OpenSpan> Close(long startedMs)
    {
        var spans = new List<OpenSpan>();
        int next = states.FindIndex(state => state.TimeMs > startedMs);
        int at = (next < 0 ? states.Count : next) - 1;
        var (isOpen, keys) = at < 0 ? (true, default) : (states[at].IsOpen, states[at].Keys);
        long fromMs = startedMs;
        for (at++; at <= states.Count; at++)
        {
            long? toMs = at < states.Count ? states[at].TimeMs : null;
            if (isOpen)
                spans.Add(new OpenSpan(fromMs, toMs, keys));
            if (toMs is { } time)
                (fromMs, isOpen, keys) = (time, states[at].IsOpen, states[at].Keys);
        }
        return spans;
    }
}
