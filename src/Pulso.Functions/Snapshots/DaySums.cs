using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Functions.Snapshots;

/// <summary>A business day's cells added up as far as weeks and months need them: by channel, direction and queue, intervals together.</summary>
/// <remarks>Counters and buckets, never ratios. Where anything is forecast, contacts stay apart by interval: errors do not cancel out over the day.</remarks>
public sealed class DaySums(DateOnly date, long startMs)
{
    private static readonly HashSet<FacetKind> Kinds = [.. Catalogue.All.Select(kpi => kpi.Home)];

    private readonly Cells sums = new();
    private readonly Cells byInterval = new();
    private bool anyForecast;

    public void Add(CellKey key, Tally tally)
    {
        if (Balance.Takes(key.Kind) || !Kinds.Contains(key.Kind))
            return;
        var dimensions = key.Dimensions with { Reason = Dimensions.None, Priority = Dimensions.None };
        var rest = new Tally();
        rest.Add(tally);
        if (key.Kind == FacetKind.Whole)
        {
            var against = new Tally();
            foreach (var counter in new[] { Counter.Contacts, Counter.ForecastContacts, Counter.ForecastMs })
                against.Add(counter, tally[counter]);
            rest.Add(against, -1);
            anyForecast |= tally[Counter.ForecastMs] != 0;
            byInterval.Add(new CellKey(date, key.IntervalMs, dimensions), against);
        }
        sums.Add(new CellKey(date, startMs, dimensions, key.Facet is null ? null : new Facet(key.Kind, "", "", "", 0)), rest);
    }

    public Cells Close()
    {
        foreach (var (key, tally) in byInterval.All)
            sums.Add(anyForecast ? key : key with { IntervalMs = startMs }, tally);
        return sums.Trim();
    }
}
