using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>What is known of a contact's keys at an instant.</summary>
public readonly record struct Standing(string? Queue, string? Reason, string? Priority);

/// <summary>A time during which a contact was open work, under the keys known then.</summary>
/// <param name="ToMs">Its first instant after; null where it has no end yet.</param>
public readonly record struct OpenSpan(long FromMs, long? ToMs, Standing Standing);

/// <summary>
/// Folds when a contact is open: from its start on, while it is neither closed nor solved since its last reopening. The keys are those
/// known at each instant, so that what is learnt today moves nothing in a backlog of yesterday.
/// </summary>
internal sealed class OpenFold
{
    private readonly List<(long TimeMs, bool IsOpen, Standing Standing)> states = [];
    private bool ended;

    /// <param name="standing">The keys as known after this event.</param>
    public void Apply(Event item, Standing standing)
    {
        if (item.Type == EventTypes.ContactReopened)
            ended = false;
        else if (item.Type == EventTypes.ContactClosed || ResolutionFold.Solves(item))
            ended = true;
        var state = (item.TimeMs, !ended, standing);
        if (states.Count > 0 && states[^1].TimeMs == item.TimeMs)
            states[^1] = state;
        else if (states.Count == 0 || (states[^1].IsOpen, states[^1].Standing) != (!ended, standing))
            states.Add(state);
    }

    /// <param name="startedMs">The contact's start: nothing is open before.</param>
    public IReadOnlyList<OpenSpan> Close(long startedMs)
    {
        var spans = new List<OpenSpan>();
        int next = states.FindIndex(state => state.TimeMs > startedMs);
        int at = (next < 0 ? states.Count : next) - 1;
        var (isOpen, standing) = at < 0 ? (true, default) : (states[at].IsOpen, states[at].Standing);
        long fromMs = startedMs;
        for (at++; at <= states.Count; at++)
        {
            long? toMs = at < states.Count ? states[at].TimeMs : null;
            if (isOpen)
                spans.Add(new OpenSpan(fromMs, toMs, standing));
            if (toMs is { } time)
                (fromMs, isOpen, standing) = (time, states[at].IsOpen, states[at].Standing);
        }
        return spans;
    }
}
