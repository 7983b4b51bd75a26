using Pulso.Events;
using Pulso.Sla;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>Every clock of the contact, whether or not it has a target. Places are those of the events; a clock takes what comes from its place on.</summary>
    private IEnumerable<CountedClock> Clocks() => Resolutions().Concat(FirstReplies()).Concat(NextReplies());

    /// <summary>From the start, and from each reopening of what was closed or solved.</summary>
    private IEnumerable<CountedClock> Resolutions()
    {
        int start = PlaceAt(startMs);
        if (IsOpenBefore(start))
            yield return Clock(ClockKind.Resolution, startMs, start, IsSolution);
        foreach (int place in PlacesFrom(start, IsReopening).Where(place => !IsOpenBefore(place)))
            yield return Clock(ClockKind.Resolution, events[place].TimeMs, place, IsSolution);
    }

    /// <summary>From when on a human is waited for; of a contact that is closed then, from its next reopening, unless the reply came before.</summary>
    private IEnumerable<CountedClock> FirstReplies()
    {
        if (WaitedForMs is not { } fromMs)
            yield break;
        int from = PlaceAt(fromMs);
        if (IsOpenBefore(from))
            yield return Clock(ClockKind.FirstReply, fromMs, from, IsReply);
        else if (PlacesFrom(from, item => IsReopening(item) || IsReply(item)).Take(1).Where(place => IsReopening(events[place])).ToList() is [var place])
            yield return Clock(ClockKind.FirstReply, events[place].TimeMs, place, IsReply);
    }

    /// <summary>After the first reply: from each message of the customer that nobody waits for an answer to already.</summary>
    private IEnumerable<CountedClock> NextReplies()
    {
        int first = PlacesFrom(PlaceAt(WaitedForMs ?? startMs), IsReply).FirstOrDefault(events.Count);
        var settling = PlacesFrom(first, item => IsReply(item) || IsEnding(item)).ToList();
        var written = PlacesFrom(first, item => item.Type == EventTypes.MessageReceived).Where(IsOpenBefore).ToList();
        foreach (int place in written)
        {
            int settled = settling.FindLast(before => before < place);
            if (!written.Exists(earlier => earlier > settled && earlier < place))
                yield return Clock(ClockKind.NextReply, events[place].TimeMs, place, IsReply);
        }
    }

    /// <summary>The start; where a bot was, when it handed over, else when the contact was first queued, else nobody is waited for.</summary>
    private long? WaitedForMs
    {
        get
        {
            if (!HadBot && !Any(EventTypes.BotHandedOver))
                return startMs;
            long? fromMs = All(EventTypes.BotHandedOver).FirstOrDefault()?.TimeMs ?? (legs.Count > 0 ? legs[0].OpenedMs : null);
            return fromMs < startMs ? startMs : fromMs;
        }
    }

    private CountedClock Clock(ClockKind kind, long fromMs, int place, Func<Event, bool> meets)
    {
        var end = events.Skip(place).FirstOrDefault(item => meets(item) || IsEnding(item));
        return new CountedClock(kind, fromMs, end?.TimeMs, end is not null && meets(end));
    }

    private static bool IsEnding(Event item) => item.Type == EventTypes.ContactClosed || IsSolution(item);

    private static bool IsReopening(Event item) => item.Type == EventTypes.ContactReopened;

    /// <summary>An agent's message; where customers call, also an answer.</summary>
    private bool IsReply(Event item) => item.Type == EventTypes.MessageSent
        ? AuthorOf(item) == "agent"
        : item.Type == EventTypes.ContactAnswered && Dimensions.Channel == "voice";

    /// <summary>Neither closed nor solved since it was last reopened.</summary>
    private bool IsOpenBefore(int place) =>
        events.Take(place).LastOrDefault(item => IsEnding(item) || IsReopening(item)) is not { } turn || IsReopening(turn);

    /// <summary>Where the events of an instant begin.</summary>
    private int PlaceAt(long instantMs) => events.Count(item => item.TimeMs < instantMs);

    private IEnumerable<int> PlacesFrom(int place, Func<Event, bool> holds) =>
        Enumerable.Range(place, events.Count - place).Where(at => holds(events[at]));
}
