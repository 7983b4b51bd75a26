using Pulso.Events;
using Pulso.Functions.Partitions;
using Pulso.Functions.Verification;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Generations;

/// <summary>Holds the figures of two generations against each other, some business days at a time.</summary>
public sealed class GenerationComparison(PartitionStore partitions)
{
    private const int DaysAtOnce = 7;
    private const int Looks = 6; // with a mark between each: what moved meanwhile has come to rest, unless it never does
    private const int Shown = 30;

    /// <summary>Compares the next days.</summary>
    /// <param name="strict">True where the figures must be equal: a day that differs is looked at again.</param>
    /// <param name="look">How often these days have been looked at, this time included.</param>
    /// <returns>The report with these days, or as it was where they are to be looked at again; null when all days are compared.</returns>
    public async Task<RebuildReport?> NextAsync(
        TenantSettings old, TenantSettings next, RebuildReport report, bool strict, int look, CancellationToken cancel)
    {
        var heads = (Old: await partitions.HeadsAsync(old, cancel), Next: await partitions.HeadsAsync(next, cancel));
        var days = heads.Old.Concat(heads.Next).OfType<Head>().SelectMany(head => head.Days.Keys).Where(day => !(day <= report.ComparedThrough))
            .Distinct().Order().Take(DaysAtOnce).ToHashSet();
        if (days.Count == 0)
            return null;
        var (figures, anew) = (await CellsAsync(old, days, cancel), await CellsAsync(next, days, cancel));
        var difference = anew.Minus(figures);
        string seen = Seen(days, heads.Old, heads.Next);
        if (strict && !difference.IsEmpty && look < Looks)
            return report with { LastSeen = seen };
        if (!strict || difference.IsEmpty || seen == report.LastSeen)
            return With(report, days, difference, figures, anew);
        int moving = difference.All.Select(cell => cell.Key.Date).Distinct().Count();
        return With(report, days, new Cells(), figures, anew) with { Moving = report.Moving + moving };
    }

    private static RebuildReport With(RebuildReport report, HashSet<DateOnly> days, Cells difference, Cells figures, Cells anew)
    {
        var rows = new List<Difference>(report.Differences);
        var byCounter = new SortedDictionary<string, long>(report.ByCounter, StringComparer.Ordinal);
        long different = report.Different;
        foreach (var (key, tally) in difference.InOrder)
        {
            foreach (var (code, value) in tally.Entries)
            {
                different++;
                string counter = Difference.NameOf(code);
                if (key.Kind == KindSummed(code))
                    byCounter[counter] = byCounter.GetValueOrDefault(counter) + value;
                if (rows.Count < Shown)
                    rows.Add(Difference.Of(key, code, figures, anew));
            }
        }
        return report with
        {
            ComparedThrough = days.Max(),
            Days = report.Days + days.Count,
            Different = different,
            ByCounter = byCounter,
            Differences = rows,
            LastSeen = null,
        };
    }

    // Cells of other kinds hold the same contacts once more, by agent or by the arm of an experiment.
    private static FacetKind KindSummed(int code) => Counter.WithCode(code)?.Facets[0] ?? FacetKind.Whole;

    private async Task<Cells> CellsAsync(TenantSettings settings, HashSet<DateOnly> days, CancellationToken cancel)
    {
        var cells = new Cells();
        await partitions.CellsAsync(
            settings, days.Min(), days.Max(),
            (key, tally) =>
            {
                if (days.Contains(key.Date))
                    cells.Add(key, tally);
            },
            cancel);
        return cells;
    }

    /// <summary>What the marks say of the days, in a few characters.</summary>
    private static string Seen(HashSet<DateOnly> days, params Head?[][] generations) => EventId.Text(EventId.Hash(string.Join(
        ',', generations.SelectMany(heads => heads).SelectMany(head => days.Select(day => head?.Days.GetValueOrDefault(day) ?? 0)))));
}
