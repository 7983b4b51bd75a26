using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>A bot's part in a contact.</summary>
/// <param name="HandedOverMs">The first handover to a human; null if there was none.</param>
/// <param name="WithContext">Any handover took the context along.</param>
public sealed record BotPart(bool Engaged, long? HandedOverMs, bool WithContext);

/// <summary>Folds the bot's events.</summary>
internal sealed class BotFold
{
    private bool engaged;
    private bool withContext;
    private long? handedOverMs;

    public void Apply(Event item)
    {
        if (item.Type == EventTypes.BotEngaged)
        {
            engaged = true;
        }
        else if (item.Type == EventTypes.BotHandedOver)
        {
            handedOverMs ??= item.TimeMs;
            withContext |= item.Is(Field.WithContext);
        }
    }

    public BotPart Close() => new(engaged, handedOverMs, withContext);
}
