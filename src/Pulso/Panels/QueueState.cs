using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Panels;

/// <summary>A queue, for one reason and priority, as it stands at an instant.</summary>
/// <param name="dimensions">Its keys; the direction is empty.</param>
public sealed class QueueState(Dimensions dimensions)
{
    public Dimensions Dimensions => dimensions;

    /// <summary>How many wait for an agent.</summary>
    public long Waiting { get; private set; }

    /// <summary>Since when the first of them does; null where nobody waits.</summary>
    public long? WaitingSinceMs { get; private set; }

    /// <summary>How many of them have waited for longer than the service level.</summary>
    public long Late { get; private set; }

    /// <summary>How many SLA clocks are due soon.</summary>
    public long AtRisk { get; internal set; }

    /// <summary>The contacts that are open.</summary>
    public OpenContacts Open { get; internal set; } = new();

    /// <summary>The start of the contact that has been open longest; null where none is.</summary>
    public long? OldestMs => Open.Count > 0 ? Open.ByStart.First().Key : null;

    internal void AddWaiting(long sinceMs, long legs, bool isLate)
    {
        Waiting += legs;
        Late += isLate ? legs : 0;
        WaitingSinceMs = Math.Min(sinceMs, WaitingSinceMs ?? sinceMs);
    }
}
