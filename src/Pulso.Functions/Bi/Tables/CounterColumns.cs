using Pulso.Measures;
using Pulso.Timelines.Contacts;

namespace Pulso.Functions.Bi.Tables;

/// <summary>Counters as the last columns of a row. A row costs what its tally holds, not what it could hold: most are nearly empty.</summary>
/// <param name="byShare">True where what is credited is told in shares of whole contacts.</param>
internal sealed class CounterColumns(IReadOnlyList<Counter> counters, bool byShare = false)
{
    private readonly Dictionary<int, int> places = counters.Select((counter, place) => (counter.Code, place)).ToDictionary(item => item.Code, item => item.place);

    /// <summary>The columns themselves.</summary>
    public IEnumerable<Column> Columns => counters.Select(counter => new Column(counter.Name, byShare && counter.IsCredited ? "number" : "integer", Additive: true, UnitOf(counter)));

    /// <summary>True if any of the counters are there.</summary>
    public bool Any(Tally tally) => tally.Between(0, Histogram.FirstCode).Any(entry => places.ContainsKey(entry.Code));

    /// <summary>A row of its keys and its counters.</summary>
    public string[] Row(ReadOnlySpan<string> keys, Tally tally)
    {
        string[] row = new string[keys.Length + counters.Count];
        keys.CopyTo(row);
        row.AsSpan(keys.Length).Fill("0");
        foreach (var (code, value) in tally.Between(0, Histogram.FirstCode))
        {
            if (places.TryGetValue(code, out int place))
                row[keys.Length + place] = byShare && counters[place].IsCredited ? CsvFile.Text(value / (decimal)Credit.Whole) : CsvFile.Text(value);
        }
        return row;
    }

    private static string UnitOf(Counter counter) => counter.Name.EndsWith("_ms", StringComparison.Ordinal) ? "ms"
        : counter.Name.EndsWith("_amount", StringComparison.Ordinal) ? "thousandths of the currency"
        : counter == Counter.ForecastContacts ? "thousandths" : "count";
}
