using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>Menus, transfers, escalations and callbacks.</summary>
    private void AddRouting(Tally tally)
    {
        tally.Add(Counter.IvrEntered, Any(EventTypes.IvrEntered));
        tally.Add(Counter.IvrMs, IvrMs());
        tally.Add(Counter.IvrAbandoned, IsLostInIvr);
        tally.Add(Counter.IvrContained, All(EventTypes.IvrLeft).Any(item => item.Text(Field.LeftTo) == "contained"));

        tally.Add(Counter.Transferred, Any(EventTypes.ContactTransferred));
        tally.Add(Counter.TransfersWarm, Transfers("warm"));
        tally.Add(Counter.TransfersCold, Transfers("cold"));
        tally.Add(Counter.TransfersFlow, Transfers("flow"));
        tally.Add(Counter.Misrouted, IsMisrouted());
        tally.Add(Counter.Escalated, WasEscalated);
        tally.Add(Counter.CallbacksRequested, All(EventTypes.CallbackRequested).Count());
        tally.Add(Counter.CallbacksAttempted, All(EventTypes.CallbackAttempted).Count());
        tally.Add(Counter.CallbacksAnswered, All(EventTypes.CallbackAttempted).Count(item => item.Is(Field.Answered)));
    }

    /// <summary>Left in the IVR, and never in a queue.</summary>
    private bool IsLostInIvr => Any(EventTypes.IvrEntered)
        && (Any(EventTypes.ContactAbandoned) || All(EventTypes.IvrLeft).Any(item => item.Text(Field.LeftTo) == "hangup"))
        && legs.Count == 0;

    /// <summary>Anchored at the start: each option taken, and of a contact lost in the IVR the last one.</summary>
    private void AddMenus(Cells cells)
    {
        Tally Taken(Event item) => Cell(cells, startMs, queue, Facet.OfMenu(Known(item, Field.Menu), Known(item, Field.Option)));
        foreach (var item in All(EventTypes.IvrSelected))
            Taken(item).Add(Counter.IvrSelected);
        if (IsLostInIvr && All(EventTypes.IvrSelected).LastOrDefault() is { } last)
            Taken(last).Add(Counter.IvrDropped);
    }

    /// <summary>A contact is contained by its bot once it is closed and solved without any human.</summary>
    public bool IsContained => HadBot && IsClosed && IsSolved && !IsAttended && !Any(EventTypes.BotHandedOver)
        && solutions.All(item => AuthorOf(item) is "bot" or "system");

    private void AddBot(Tally tally)
    {
        bool handedOver = Any(EventTypes.BotHandedOver);
        tally.Add(Counter.BotEngaged, HadBot);
        tally.Add(Counter.BotContained, IsContained);
        tally.Add(Counter.BotAbandoned, HadBot && IsClosed && !IsSolved && !handedOver);
        tally.Add(Counter.HandedOver, handedOver);
        tally.Add(Counter.HandedOverWithContext, All(EventTypes.BotHandedOver).Any(item => item.Is(Field.WithContext)));
    }

    private long Transfers(string kind) => All(EventTypes.ContactTransferred).Count(item => item.Text(Field.TransferKind) == kind);

    /// <summary>Once an agent had answered, somebody sent it to another queue than the one it was in.</summary>
    private bool IsMisrouted()
    {
        for (int at = 0; at < events.Count; at++)
        {
            if (events[at].Type != EventTypes.ContactTransferred || events[at].Text(Field.ToQueue) is not { } target)
                continue;
            var before = events.Take(at).ToList();
            if (before.Exists(item => item.Type == EventTypes.ContactAnswered)
                && before.Select(item => item.Text(Field.Queue)).OfType<string>().LastOrDefault() != target)
                return true;
        }
        return false;
    }

    /// <summary>The spans from each entry, the first of several in a row, to the next <c>ivr.left</c>.</summary>
    private long IvrMs()
    {
        long sum = 0;
        long? enteredMs = null;
        foreach (var item in events)
        {
            if (item.Type == EventTypes.IvrEntered)
                enteredMs ??= item.TimeMs;
            if (item.Type == EventTypes.IvrLeft)
                (sum, enteredMs) = (sum + item.TimeMs - (enteredMs ?? item.TimeMs), null);
        }
        return sum;
    }
}
