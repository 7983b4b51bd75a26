namespace Pulso.Settings;

/// <summary>The rules of a channel or of one queue in it. Durations in milliseconds.</summary>
/// <param name="ServiceLevelMs">The longest wait within the service level; null where none is set.</param>
/// <param name="ShortAbandonMs">Waits below it are short abandons.</param>
/// <param name="RecontactMs">The window after a resolution in which a contact of the same customer is a recontact.</param>
/// <param name="FcrWeight">The channel's weight in <c>fcr_weighted</c>, in thousandths.</param>
/// <param name="ThreadGapMs">The silence after which a thread's next message starts a contact; null where threads are cut by closing alone.</param>
public sealed record QueueRules(long? ServiceLevelMs, long ShortAbandonMs, long RecontactMs, long FcrWeight, long? ThreadGapMs);

/// <summary>What a settings document says of a channel or queue; null where it says nothing.</summary>
/// <param name="SetsServiceLevel">True if a threshold is given, be it none.</param>
public sealed record RuleOverrides(
    bool SetsServiceLevel, long? ServiceLevelMs, long? ShortAbandonMs, long? RecontactMs, long? FcrWeight, long? ThreadGapMs)
{
    internal QueueRules Over(QueueRules rules) => new(
        SetsServiceLevel ? ServiceLevelMs : rules.ServiceLevelMs,
        ShortAbandonMs ?? rules.ShortAbandonMs,
        RecontactMs ?? rules.RecontactMs,
        FcrWeight ?? rules.FcrWeight,
        ThreadGapMs ?? rules.ThreadGapMs);
}

/// <summary>The rules per channel and, where given, per queue, over the defaults of kpis.md.</summary>
public sealed class ChannelRules(
    IReadOnlyDictionary<string, RuleOverrides> channels,
    IReadOnlyDictionary<(string Channel, string Queue), RuleOverrides> queues)
{
    private const long Second = 1_000;
    private const long Hour = 3_600 * Second;

    private readonly Dictionary<(string, string), QueueRules> known = [];

    /// <summary>The rules of a queue: its own over its channel's over the defaults.</summary>
    public QueueRules For(string channel, string queue)
    {
        lock (known)
        {
            if (!known.TryGetValue((channel, queue), out var rules))
                known.Add((channel, queue), rules = Resolve(channel, queue));
            return rules;
        }
    }

    private QueueRules Resolve(string channel, string queue)
    {
        var rules = channels.TryGetValue(channel, out var own) ? own.Over(Default(channel)) : Default(channel);
        return queues.TryGetValue((channel, queue), out var ofQueue) ? ofQueue.Over(rules) : rules;
    }

    private static QueueRules Default(string channel) => channel switch
    {
        "voice" => new(20 * Second, 5 * Second, 72 * Hour, 1_000, null),
        "chat" => new(60 * Second, 5 * Second, 72 * Hour, 1_000, null),
        "whatsapp" => new(60 * Second, 5 * Second, 72 * Hour, 1_000, 24 * Hour),
        "email" => new(null, 5 * Second, 7 * 24 * Hour, 1_000, 72 * Hour),
        "helpdesk" => new(null, 5 * Second, 7 * 24 * Hour, 1_000, null),
        "social" => new(null, 5 * Second, 72 * Hour, 1_000, 24 * Hour),
        _ => new(null, 5 * Second, 72 * Hour, 1_000, null),
    };
}
