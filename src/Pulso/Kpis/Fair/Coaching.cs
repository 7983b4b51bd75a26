using Pulso.Calendars;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Annotations;

namespace Pulso.Kpis.Fair;

/// <summary>An agent's figures against the peers in the days before and after a coaching.</summary>
/// <remarks>As in a <see cref="ShiftTable"/>: the interval that holds the coaching is the first after it, and a day is 24 hours.</remarks>
public sealed class Coaching(Annotation annotation, IReadOnlyList<AgentProfile> profiles, IReadOnlyList<Annotation> incidents, TenantSettings settings)
{
    /// <summary>How long before and after.</summary>
    public const long ReachMs = 28 * UtcDay.LengthMs;

    private readonly long atMs = settings.Calendar.At(annotation.AtMs).IntervalMs;
    private readonly FairTable before = new(profiles, incidents, settings);
    private readonly FairTable after = new(profiles, incidents, settings);

    public Annotation Annotation => annotation;

    public static bool Is(Annotation annotation) => annotation is { Kind: "coaching", Agent: not null };

    public void Add(CellKey key, Tally tally)
    {
        if (key.IntervalMs >= atMs - ReachMs && key.IntervalMs < atMs)
            before.Add(key, tally);
        else if (key.IntervalMs >= atMs && key.IntervalMs < atMs + ReachMs)
            after.Add(key, tally);
    }

    /// <summary>The agent before and after; null where there was no work of that agent.</summary>
    public (FairAgent? Before, FairAgent? After) Figures(SettingsVersion version) => (Of(before, version), Of(after, version));

    private FairAgent? Of(FairTable table, SettingsVersion version) => table.Rows(version).LastOrDefault(agent => agent.Agent == annotation.Agent);
}
