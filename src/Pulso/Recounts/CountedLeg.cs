using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal enum CountedLegEnd
{
    /// <summary>Not ended yet: offered, and nothing else.</summary>
    Open,
    Answered,
    Abandoned,
    FlowedOut,
}

/// <summary>One wait of a contact in a queue.</summary>
/// <param name="Queue">The contact's queue as known at the opening, the opening event included.</param>
/// <param name="WaitMs">From the opening to the end; 0 while open.</param>
/// <param name="Agent">Who answered, where told.</param>
/// <param name="AnsweredAt">The position of the answer among the contact's events; -1 without one.</param>
internal sealed record CountedLeg(string Queue, long OpenedMs, CountedLegEnd End, long WaitMs, string? Agent, int AnsweredAt)
{
    /// <summary>The step of a contact that opens or ends legs.</summary>
    private sealed record Step(Event Event, int Position, string Queue)
    {
        public bool Is(EventType type) => Event.Type == type;
    }

    /// <summary>
    /// Each <c>contact.queued</c> opens a leg and whatever step comes next ends it, so a leg is open exactly between the two;
    /// an answer that ends none is a leg of no wait.
    /// </summary>
    public static IReadOnlyList<CountedLeg> AllOf(IReadOnlyList<Event> events)
    {
        var steps = StepsOf(events);
        var legs = new List<CountedLeg>();
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Is(EventTypes.ContactQueued))
                legs.Add(Between(steps[i], i + 1 < steps.Count ? steps[i + 1] : null));
            else if (steps[i].Is(EventTypes.ContactAnswered) && (i == 0 || !steps[i - 1].Is(EventTypes.ContactQueued)))
                legs.Add(Between(steps[i], steps[i]));
        }
        return legs;
    }

    private static CountedLeg Between(Step opening, Step? end)
    {
        var how = end is null ? CountedLegEnd.Open
            : end.Is(EventTypes.ContactAnswered) ? CountedLegEnd.Answered
            : end.Is(EventTypes.ContactAbandoned) ? CountedLegEnd.Abandoned
            : CountedLegEnd.FlowedOut;
        bool answered = how == CountedLegEnd.Answered;
        return new CountedLeg(
            opening.Queue,
            opening.Event.TimeMs,
            how,
            end is null ? 0 : end.Event.TimeMs - opening.Event.TimeMs,
            answered ? end!.Event.Text(Field.Agent) : null,
            answered ? end!.Position : -1);
    }

    private static List<Step> StepsOf(IReadOnlyList<Event> events)
    {
        var steps = new List<Step>();
        string queue = Dimensions.None;
        for (int position = 0; position < events.Count; position++)
        {
            var item = events[position];
            queue = item.Text(Field.Queue) ?? queue;
            if (item.Type == EventTypes.ContactQueued || item.Type == EventTypes.ContactAnswered
                || item.Type == EventTypes.ContactAbandoned || item.Type == EventTypes.ContactClosed
                || item.Type == EventTypes.CallbackRequested)
                steps.Add(new Step(item, position, queue));
        }
        return steps;
    }
}
