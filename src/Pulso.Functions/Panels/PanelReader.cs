using Pulso.Functions.Annotations;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Panels;

/// <summary>A source as a panel shows it.</summary>
/// <param name="IsLate">It has sent nothing for longer than its settings allow.</param>
internal sealed record SourceFreshness(string Name, long HeardMs, bool IsLate);

/// <summary>Reads the cells that a panel needs, in one pass, and what is told beside them.</summary>
public sealed class PanelReader(PartitionStore partitions, AnnotationStore annotations, SourceActivity activity)
{
    internal async Task<HealthPanel> HealthAsync(PanelRequest asked, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var panel = new HealthPanel(asked.Scope, asked.Shown, asked.ByHour, settings, nowMs);
        await partitions.CellsAsync(settings, panel.FirstDay, asked.Scope.Date, panel.Add, cancel);
        return panel;
    }

    /// <summary>What was noted in some business days, about what the panel is about.</summary>
    internal async Task<IReadOnlyList<Annotation>> AnnotationsAsync(PanelScope scope, DateOnly from, DateOnly to, TenantSettings settings, CancellationToken cancel)
    {
        var all = await annotations.BetweenAsync(settings, settings.Calendar.StartOfDay(from), settings.Calendar.EndOfDay(to), cancel);
        return [.. all.Where(annotation => IsAbout(annotation.Channel, "channel") && IsAbout(annotation.Queue, "queue"))];

        bool IsAbout(string? value, string key) => value is null || (scope.Where.GetValueOrDefault(key)?.Contains(value) ?? true);
    }

    internal async Task<IReadOnlyList<SourceFreshness>> SourcesAsync(TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var version = settings.At(nowMs);
        var states = await activity.AllAsync(settings.Tenant, cancel);
        return [.. states.Where(state => settings.Sources.Any(source => source.Name == state.Name)).OrderBy(state => state.Name, StringComparer.Ordinal)
            .Select(state => new SourceFreshness(
                state.Name, state.HeardMs, settings.Sources.First(source => source.Name == state.Name).IsSilent(version, state.HeardMs, nowMs)))];
    }
}
