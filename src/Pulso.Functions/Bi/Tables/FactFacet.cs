using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The counters of cells that are split further, per interval, dimensions and the keys of that split.</summary>
public sealed class FactFacet
{
    private readonly FacetKind kind;
    private readonly Func<Facet, string[]> keys;

    private FactFacet(string name, FacetKind kind, string[] keyColumns, Func<Facet, string[]> keys)
    {
        this.kind = kind;
        this.keys = keys;
        Table = new BiTable(name, "date",
        [
            new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("channel", "text"), new("direction", "text"),
            new("queue", "text"), new("reason", "text"), new("priority", "text"),
            .. keyColumns.Select(column => new Column(column, "text")),
            .. Counter.Of(kind).Select(counter => new Column(counter.Name, "integer", Additive: true, "count")),
        ]);
    }

    /// <summary>Menus of the IVR by option; evaluations by form and version; points by criterion.</summary>
    public static IReadOnlyList<FactFacet> All { get; } =
    [
        new("fact_menu", FacetKind.Menu, ["menu", "option"], facet => [facet.First, facet.Second]),
        new("fact_quality", FacetKind.Form, ["form", "form_version"], facet => [facet.First, facet.Second]),
        new("fact_criterion", FacetKind.Criterion, ["form", "form_version", "criterion"], facet => [facet.First, facet.Second, facet.Third]),
    ];

    public BiTable Table { get; }

    /// <summary>True for a cell that has a row.</summary>
    public bool Takes(CellKey key) => key.Kind == kind;

    public string[] Row(string tenant, CellKey key, Tally tally) =>
    [
        tenant, CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), key.Dimensions.Channel, key.Dimensions.Direction, key.Dimensions.Queue,
        key.Dimensions.Reason, key.Dimensions.Priority, .. keys(key.Facet!), .. Counter.Of(kind).Select(counter => CsvFile.Text(tally[counter])),
    ];
}
