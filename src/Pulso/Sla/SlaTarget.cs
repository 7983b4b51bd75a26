using Pulso.Calendars;

namespace Pulso.Sla;

/// <summary>For how long a clock may run.</summary>
/// <param name="Channel">The only channel it holds for; null for all.</param>
/// <param name="Priority">The only priority it holds for; null for all of them, and for the unknown one.</param>
/// <param name="TargetMs">A clock that ends when it has run for exactly so long has met it.</param>
/// <param name="WarnMs">How much of it has run when it is time to warn; the whole of it for no warning.</param>
/// <param name="Hours">The hours in which the clock runs; null for round the clock.</param>
public sealed record SlaTarget(ClockKind Clock, string? Channel, string? Priority, long TargetMs, long WarnMs, BusinessHours? Hours)
{
    /// <summary>Whose alerts its warnings and breaches are.</summary>
    public string? Owner { get; init; }

    internal int Specificity => (Channel is null ? 0 : 2) + (Priority is null ? 0 : 1);

    internal bool HoldsFor(string channel, string? priority) => (Channel ?? channel) == channel && (Priority ?? priority) == priority;
}

/// <summary>The targets of a version of the settings. Of several that hold the most specific one counts: channel and priority, channel, priority, none.</summary>
public sealed class SlaTargets(IReadOnlyList<SlaTarget> targets)
{
    public static readonly SlaTargets None = new([]);

    public IReadOnlyList<SlaTarget> All => targets;

    /// <param name="priority">Null for an unknown one.</param>
    /// <returns>The target of a clock; null where none is set.</returns>
    public SlaTarget? For(ClockKind clock, string channel, string? priority) => targets
        .Where(target => target.Clock == clock && target.HoldsFor(channel, priority)).MaxBy(target => target.Specificity);
}
