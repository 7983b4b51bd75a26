namespace Pulso.Functions.Aggregation;

/// <summary>The ways to the figures. Each has a queue and sessions of its own, so that nothing live waits behind a backfill.</summary>
/// <remarks>A partition may then have two writers; the head's ETag lets one of them win, and the other applies its batch again.</remarks>
public enum Lane
{
    /// <summary>What happens now.</summary>
    Live,

    /// <summary>A replay of what happened long ago, and all that derives from it.</summary>
    Backfill,
}
