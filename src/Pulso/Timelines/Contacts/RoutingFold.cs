using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>A contact's way: transfers and callbacks.</summary>
/// <param name="Misrouted">Transferred to another queue after an answer.</param>
public sealed record RoutingPart(
    int Transfers, int Warm, int Cold, int Flow, bool Misrouted, int CallbacksRequested, int CallbacksAttempted, int CallbacksAnswered);

/// <summary>Folds transfers and callbacks.</summary>
internal sealed class RoutingFold
{
    private RoutingPart part = new(0, 0, 0, 0, false, 0, 0, 0);

    /// <param name="queue">The contact's queue before a transfer.</param>
    /// <param name="answered">True if any leg was answered before.</param>
    public void Apply(Event item, string? queue, bool answered)
    {
        if (item.Type == EventTypes.ContactTransferred)
            Transferred(item, queue, answered);
        else if (item.Type == EventTypes.CallbackRequested)
            part = part with { CallbacksRequested = part.CallbacksRequested + 1 };
        else if (item.Type == EventTypes.CallbackAttempted)
            part = part with
            {
                CallbacksAttempted = part.CallbacksAttempted + 1,
                CallbacksAnswered = part.CallbacksAnswered + (item.Is(Field.Answered) ? 1 : 0),
            };
    }

    public RoutingPart Close() => part;

    private void Transferred(Event item, string? queue, bool answered)
    {
        string? kind = item.Text(Field.TransferKind);
        part = part with
        {
            Transfers = part.Transfers + 1,
            Warm = part.Warm + (kind == "warm" ? 1 : 0),
            Cold = part.Cold + (kind == "cold" ? 1 : 0),
            Flow = part.Flow + (kind == "flow" ? 1 : 0),
            Misrouted = part.Misrouted || (answered && item.Text(Field.ToQueue) is { } to && to != queue),
        };
    }
}
