using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Panels;

/// <summary>What a panel is about: a business day, and what the cells must be.</summary>
/// <param name="Where">Allowed values by key; a key that is left out allows all.</param>
public sealed record PanelScope(DateOnly Date, IReadOnlyDictionary<string, IReadOnlySet<string>> Where)
{
    /// <summary>The next key to split by: the first that is not down to one value; null at the bottom.</summary>
    public string? NextKey => KpiQuery.Levels.FirstOrDefault(key => Only(key) is null);

    /// <summary>The goal in force for what the panel is about, over a day or a week.</summary>
    public Goal? GoalFor(SettingsVersion version, Kpi kpi, Grain period = Grain.Day) => version.GoalFor(kpi.FullId, Only("channel"), Only("queue"), Date, period);

    /// <summary>The goal in force for one value of the next key.</summary>
    public Goal? GoalFor(SettingsVersion version, Kpi kpi, string value) =>
        version.GoalFor(kpi.FullId, NextKey == "channel" ? value : Only("channel"), NextKey == "queue" ? value : Only("queue"), Date, Grain.Day);

    /// <summary>A query over whole business days.</summary>
    public KpiQuery Days(DateOnly from, DateOnly to, Grain grain, IReadOnlyList<Kpi> kpis, TenantSettings settings, params IReadOnlyList<string> by) => new(
        settings.Calendar.StartOfDay(from), settings.Calendar.EndOfDay(to), $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}", grain, by, kpis, Where);

    /// <summary>A query from one instant to another, all in one.</summary>
    public KpiQuery Instants(long fromMs, long toMs, IReadOnlyList<Kpi> kpis) =>
        new(fromMs, toMs, KpiQuery.Text(fromMs), KpiQuery.Text(toMs), Grain.Total, [], kpis, Where);

    /// <summary>The one value that a key is held to; null where there are none or several.</summary>
    public string? Only(string key) => Where.GetValueOrDefault(key) is { Count: 1 } one ? one.First() : null;
}
