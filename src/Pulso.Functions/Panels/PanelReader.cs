using Pulso.Facts;
using Pulso.Functions.Annotations;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Sources;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Sla;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Panels;

/// <summary>A source as a panel shows it.</summary>
/// <param name="IsLate">It has sent nothing for longer than its settings allow.</param>
internal sealed record SourceFreshness(string Name, long HeardMs, bool IsLate);

/// <summary>Reads the cells that a panel needs, in one pass, and what is told beside them.</summary>
public sealed class PanelReader(PartitionStore partitions, Balances balances, AnnotationStore annotations, SourceActivity activity)
{
    internal async Task<HealthPanel> HealthAsync(PanelRequest asked, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var panel = new HealthPanel(asked.Scope, asked.Shown, asked.ByHour, settings, nowMs);
        await partitions.CellsAsync(settings, panel.FirstDay, asked.Scope.Date, panel.Add, cancel);
        return panel;
    }

    internal async Task<ActionPanel> ActionAsync(PanelScope scope, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var panel = new ActionPanel(scope, settings, nowMs);
        foreach (var (key, tally) in (await balances.OpeningAsync(settings, panel.FirstDay, cancel)).All)
            panel.Add(key, tally);
        await partitions.CellsAsync(settings, panel.FirstDay, scope.Date, panel.Add, cancel);
        if (settings.Versions.Any(version => version.Sla.All.Count > 0))
            await partitions.FactsAsync(settings, panel.From, scope.Date, AddClock, cancel);
        return panel;

        void AddClock(CellKey key, Tally tally)
        {
            if (key.Facet is { Kind: FacetKind.SlaClock } clock)
                panel.AddClock(key, SlaFact.Read(clock));
        }
    }

    internal async Task<WeeklyPanel> WeeklyAsync(PanelScope scope, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var from = WeeklyPanel.FirstDayOf(scope, settings, nowMs);
        var panel = new WeeklyPanel(scope, await AnnotationsAsync(scope, from, scope.Date.AddDays(7), settings, cancel), settings, nowMs);
        await partitions.CellsAsync(settings, from, panel.From.AddDays(13), panel.Add, cancel);
        return panel;
    }

    /// <summary>The cards of a day alone.</summary>
    internal async Task<IReadOnlyList<HealthCard>> CardsAsync(PanelScope scope, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var day = new KpiTable(scope.Days(scope.Date, scope.Date, Grain.Total, HealthPanel.Cards, settings), settings);
        await partitions.CellsAsync(settings, scope.Date, scope.Date, day.Add, cancel);
        return [.. day.Rows(nowMs).Select(row => new HealthCard(row, scope.GoalFor(settings.On(scope.Date), row.Kpi), null, [row]))];
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
