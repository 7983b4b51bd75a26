using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Tests.Scenarios;

/// <summary>The figures of some contacts, counted both ways: by applying the events, and again from all of them. Both must agree.</summary>
internal sealed class Counted
{
    private readonly IReadOnlyList<KeyValuePair<CellKey, Tally>> cells;

    private Counted(IEnumerable<KeyValuePair<CellKey, Tally>> cells) => this.cells = [.. cells];

    public static Counted Of(params ContactScript[] contacts) => Of(Tenants.Defaults, contacts);

    public static Counted Of(TenantSettings settings, params ContactScript[] contacts) =>
        Of(settings, contacts.SelectMany(contact => contact.Frames).ToList());

    public static Counted Of(TenantSettings settings, IReadOnlyList<Frame> frames)
    {
        var partition = new Partition(settings);
        partition.Deliver(frames);
        partition.DeliverDerived();
        Same.Cells(Recount.Of(frames, settings), partition.Cells);
        return new Counted(partition.Cells.InOrder);
    }

    /// <summary>The sum over the cells that hold the counter, not split further where they need not be.</summary>
    public long this[Counter counter] => cells.Where(cell => cell.Key.Kind == counter.Facets[0]).Sum(cell => cell.Value[counter]);

    /// <summary>The cells of the dimensions alone.</summary>
    public IEnumerable<CellKey> Keys => cells.Select(cell => cell.Key).Where(key => key.Kind == FacetKind.Whole);

    /// <summary>The agents who have cells of their own.</summary>
    public IEnumerable<string> Agents => cells.Where(cell => cell.Key.Kind == FacetKind.Agent).Select(cell => cell.Key.Facet!.First)
        .Distinct().Order(StringComparer.Ordinal);

    /// <summary>What is one agent's.</summary>
    public Counted OfAgent(string agent) => Where(key => key.Kind == FacetKind.Agent && key.Facet!.First == agent);

    /// <summary>Everything together.</summary>
    public Tally Tally
    {
        get
        {
            var sum = new Tally();
            foreach (var (_, tally) in cells)
                sum.Add(tally);
            return sum;
        }
    }

    public Counted Where(Func<CellKey, bool> holds) => new(cells.Where(cell => holds(cell.Key)));

    public Counted InQueue(string queue) => Where(key => key.Dimensions.Queue == queue);

    public Counted On(string date) => Where(key => key.Date == At.Date(date));

    /// <summary>The interval that starts at an instant.</summary>
    public Counted From(string instant) => Where(key => key.IntervalMs == At.Utc(instant));
}
