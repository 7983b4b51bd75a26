using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Bi;

/// <summary>The agents' time per interval: by state, planned, and as planned.</summary>
public static class FactAgentTime
{
    private static readonly Counter[] Counters = [.. Counter.Of(FacetKind.Agent).Where(counter => counter.Anchor == Anchor.Time)];

    public static readonly BiTable Table = new("fact_agent_time", "date",
    [
        new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("agent", "text"),
        .. Counters.Select(counter => new Column(counter.Name, "integer", Additive: true, UnitOf(counter))),
    ]);

    public static CsvFile File(TenantSettings settings, DateOnly date, Cells cells) => CsvFile.Of(
        Table, CsvFile.Text(date), Sums(cells, Counters).Select(row => (string[])
        [
            settings.Tenant, CsvFile.Text(row.Key.Date), CsvFile.Instant(row.Key.IntervalMs), row.Key.Facet!.First,
            .. Counters.Select(counter => CsvFile.Text(row.Value[counter])),
        ]));

    internal static string UnitOf(Counter counter) => counter.Name.EndsWith("_ms", StringComparison.Ordinal) ? "ms" : "count";

    /// <summary>The agents' cells, with all difficulties together, that have any of the counters.</summary>
    internal static IEnumerable<KeyValuePair<CellKey, Tally>> Sums(Cells cells, IEnumerable<Counter> counters)
    {
        var sums = new Cells();
        foreach (var (key, tally) in cells.All.Where(cell => cell.Key.Kind == FacetKind.Agent))
            sums.Add(key with { Facet = Facet.OfAgent(key.Facet!.First) }, tally);
        return sums.InOrder.Where(cell => counters.Any(counter => cell.Value[counter] != 0));
    }
}
