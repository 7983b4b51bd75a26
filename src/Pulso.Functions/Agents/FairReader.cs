using Pulso.Functions.Annotations;
using Pulso.Functions.Partitions;
using Pulso.Kpis.Fair;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Agents;

/// <summary>The comparison of a tenant's agents over a range, and the register of its coachings.</summary>
/// <param name="Incidents">What was left out.</param>
public sealed record FairView(
    IReadOnlyList<FairAgent> Agents, IReadOnlyList<Annotation> Incidents, IReadOnlyList<Coaching> Coachings, SettingsVersion Version);

/// <summary>Reads the agents' cells, their profiles and what was noted, and compares.</summary>
public sealed class FairReader(PartitionStore partitions, AgentStore agents, AnnotationStore annotations)
{
    private const int CoachingLimit = 50; // each is a comparison of its own: the latest ones

    // An incident that began so long before the range may last into it.
    private const long LongestIncidentMs = 31 * 86_400_000L;

    public async Task<FairView> ReadAsync(long fromMs, long toMs, TenantSettings settings, CancellationToken cancel)
    {
        var noted = await annotations.BetweenAsync(
            settings, Math.Max(0, fromMs - Coaching.ReachMs - LongestIncidentMs), toMs + Coaching.ReachMs, cancel);
        var incidents = noted.Where(annotation => annotation.IsIncident).ToList();
        var profiles = await agents.ProfilesAsync(settings, cancel);
        var table = new FairTable(profiles, incidents, settings);
        var coachings = noted.Where(annotation => Coaching.Is(annotation) && annotation.AtMs >= fromMs && annotation.AtMs < toMs)
            .TakeLast(CoachingLimit).Select(annotation => new Coaching(annotation, profiles, incidents, settings)).ToList();
        long aroundMs = coachings.Count > 0 ? Coaching.ReachMs : 0;
        var lastDay = settings.Calendar.At(toMs - 1).Date;
        await partitions.CellsAsync(
            settings, settings.Calendar.At(fromMs - aroundMs).Date, settings.Calendar.At(toMs - 1 + aroundMs).Date,
            (key, tally) =>
            {
                if (key.IntervalMs >= fromMs && key.IntervalMs < toMs)
                    table.Add(key, tally);
                coachings.ForEach(coaching => coaching.Add(key, tally));
            },
            cancel);
        var version = settings.On(lastDay);
        return new FairView(
            [.. table.Rows(version)],
            [.. incidents.Where(incident => incident.AtMs < toMs && incident.EndMs(settings.Calendar) > fromMs)],
            coachings,
            version);
    }
}
