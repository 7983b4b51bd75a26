using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Kpis;

/// <summary>One row of an answer.</summary>
/// <param name="Keys">The values of the dimensions that the query splits by, in its order.</param>
/// <param name="Status"><c>provisional</c> until the KPI has settled, then <c>final</c>.</param>
/// <param name="Definitions">The versions of formulas and settings that made it: <c>1.2</c>, or <c>1.2-3</c> across versions.</param>
public sealed record KpiRow(Period Period, IReadOnlyList<string> Keys, Kpi Kpi, Figure Figure, string Status, string Definitions);

/// <summary>Adds cells up into the rows of a query. Any period and any group is a sum of cells; ratios are made last.</summary>
public sealed class KpiTable(KpiQuery query, TenantSettings settings)
{
    private readonly Dictionary<(long Order, string Keys), Group> groups = [];

    /// <summary>Adds a cell, if the query asks for it.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (!query.Includes(key))
            return;
        var keys = query.By.Select(name => KpiQuery.Keys[name](key.Dimensions)).ToArray();
        var group = At(query.PeriodOf(key.Date, key.IntervalMs, settings.Calendar), keys);
        group.All.Add(tally);
        if (key.Dimensions.Direction == Timelines.Contacts.Contact.Inbound)
            group.Inbound.Add(tally);
    }

    /// <summary>The rows, by period, keys and the catalogue's order; without keys, periods without data have rows too.</summary>
    public IEnumerable<KpiRow> Rows(long nowMs)
    {
        if (query.By.Count == 0)
            AddEmptyPeriods();
        foreach (var group in groups.Values.OrderBy(group => group.Period.Order).ThenBy(group => string.Join('\0', group.Keys), StringComparer.Ordinal))
        {
            var version = settings.On(group.Period.LastDay);
            string definitions = Definitions(group.Period, settings);
            foreach (var kpi in query.Kpis)
            {
                var figure = Figure.Of(Catalogue.Under(kpi, version), kpi.InboundOnly ? group.Inbound : group.All);
                yield return new KpiRow(group.Period, group.Keys, kpi, figure, Status(kpi, version, group.Period.LastDay, settings, nowMs), definitions);
            }
        }
    }

    /// <summary>Final once the KPI's settling days have passed since the last business day's end.</summary>
    public static string Status(Kpi kpi, SettingsVersion version, DateOnly lastDay, TenantSettings settings, long nowMs)
    {
        long settled = settings.Calendar.EndOfDay(lastDay.AddDays(Catalogue.SettlesAfterDays(kpi, version)));
        return nowMs >= settled ? "final" : "provisional";
    }

    /// <summary>The versions of formulas and settings that a period's figures are made with.</summary>
    public static string Definitions(Period period, TenantSettings settings)
    {
        int first = settings.On(period.FirstDay).Number;
        int last = settings.On(period.LastDay).Number;
        return first == last ? $"{Catalogue.Version}.{first}" : $"{Catalogue.Version}.{first}-{last}";
    }

    private void AddEmptyPeriods()
    {
        for (long at = query.FromMs; at < query.ToMs;)
        {
            var slot = settings.Calendar.At(at);
            At(query.PeriodOf(slot.Date, slot.IntervalMs, settings.Calendar), []);
            at = query.Grain switch
            {
                Grain.Interval or Grain.Hour => settings.Calendar.EndOfInterval(slot.IntervalMs),
                Grain.Total => query.ToMs,
                _ => settings.Calendar.EndOfDay(slot.Date),
            };
        }
    }

    private Group At(Period period, string[] keys)
    {
        var id = (period.Order, string.Join('\0', keys));
        if (!groups.TryGetValue(id, out var group))
            groups.Add(id, group = new Group(period, keys));
        return group;
    }

    private sealed record Group(Period Period, string[] Keys)
    {
        public Tally All { get; } = new();

        public Tally Inbound { get; } = new();
    }
}
