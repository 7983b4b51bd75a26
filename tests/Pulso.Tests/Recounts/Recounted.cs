using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Recounts;

/// <summary>What a recount alone says of some scripts.</summary>
internal sealed class Recounted(TenantSettings settings, params ContactScript[] scripts)
{
    private readonly List<KeyValuePair<CellKey, Tally>> cells =
        [.. Recount.Of(scripts.SelectMany(script => script.Frames), settings).InOrder];

    public Recounted(params ContactScript[] scripts) : this(Tenants.Defaults, scripts)
    {
    }

    /// <summary>A counter's sum over the cells that are split by their dimensions alone.</summary>
    public long this[Counter counter] => cells.Where(cell => cell.Key.Kind == FacetKind.Whole).Sum(cell => cell.Value[counter]);

    /// <summary>A counter by facet, in order of cells.</summary>
    public IEnumerable<(Facet Facet, long Value)> By(FacetKind kind, Counter counter) =>
        cells.Where(cell => cell.Key.Kind == kind && cell.Value[counter] != 0).Select(cell => (cell.Key.Facet!, cell.Value[counter]));

    /// <summary>The backlog's flows: the interval's time of day, the queue, and how many contacts became open there.</summary>
    public IEnumerable<(string Time, string Queue, long Open)> Flows => cells.Where(cell => cell.Key.Kind == FacetKind.Open)
        .Select(cell => (At.Text(cell.Key.IntervalMs)[11..16], cell.Key.Dimensions.Queue, cell.Value[Counter.Open]));
}
