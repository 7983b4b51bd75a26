using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Sla;

public enum ClockState
{
    Running,

    /// <summary>Running, and due soon.</summary>
    Warned,
    Met,

    /// <summary>It was due before it was met, if it was met at all.</summary>
    Breached,

    /// <summary>The contact was closed, or solved without the reply, before it was due: it counts for nothing.</summary>
    Stopped,
}

/// <summary>A clock with a target, as it stands by the latest instant that is known to have been reached.</summary>
/// <param name="Priority">The priority whose target decides; null for the unknown one.</param>
/// <param name="WarnsMs">When it is time to warn; null for no warning, or where a pause without end comes before.</param>
/// <param name="DueMs">When the target has run; null where it never does, or a pause without end comes before.</param>
/// <param name="MetMs">When it was met, late or not.</param>
/// <param name="PausedMs">What pauses have taken from its hours, up to when it was met or due, else up to the latest known instant.</param>
public sealed record SlaClock(
    ClockKind Kind, int Sequence, string? Priority, SlaTarget Target, long StartedMs, long? WarnsMs, long? DueMs, long? MetMs, long PausedMs,
    ClockState State)
{
    /// <summary>The earlier of met and due; null for a clock that is neither.</summary>
    public long? CountsAtMs => State switch
    {
        ClockState.Met => MetMs,
        ClockState.Breached => DueMs,
        _ => null,
    };

    /// <summary>The next instant whose being reached alone would change it; null where none would.</summary>
    public long? ChangesMs => State switch
    {
        ClockState.Running => WarnsMs ?? DueMs,
        ClockState.Warned => DueMs,
        _ => null,
    };

    /// <summary>The clocks of a contact that have a target.</summary>
    /// <param name="knownMs">The latest instant known to have been reached.</param>
    public static IReadOnlyList<SlaClock> AllOf(Contact contact, TenantSettings settings, long knownMs)
    {
        if (!contact.IsInbound || settings.Versions.All(version => version.Sla.All.Count == 0))
            return [];
        return [.. ClockRuns.Of(contact).Select(run => new ClockCourse(contact, run, settings.At(run.StartedMs).Sla, knownMs).Clock()).OfType<SlaClock>()];
    }
}
