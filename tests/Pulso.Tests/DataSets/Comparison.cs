using System.Globalization;
using System.Text.Json;
using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Tests.DataSets;

/// <summary>Compares figures one by one, counters exactly and KPIs to 1e-9, and counts them.</summary>
internal sealed class Comparison(Cells cells)
{
    private static readonly Dictionary<string, Counter> Counters = Counter.Of(FacetKind.Whole).ToDictionary(counter => counter.Name);

    private readonly HashSet<(string? Day, string Queue)> compared = [];

    private IEnumerable<KeyValuePair<CellKey, Tally>> Whole => cells.All.Where(cell => cell.Key.Kind == FacetKind.Whole);

    public int CountersCompared { get; private set; }

    public int KpisCompared { get; private set; }

    public List<string> Differences { get; } = [];

    /// <summary>The whole document: in total, by queue, by day, and by both.</summary>
    public void All(JsonElement expected)
    {
        Period(null, expected.GetProperty("total"));
        foreach (var day in expected.GetProperty("days").EnumerateObject())
            Period(day.Name, day.Value);
        var names = expected.GetProperty("total").GetProperty("*").GetProperty("counters").EnumerateObject().Select(counter => counter.Name).ToList();
        foreach (var (key, tally) in Whole)
        {
            if (!compared.Contains((Text(key.Date), key.Dimensions.Queue)) && names.Exists(name => tally[Counters[name]] != 0))
                Differences.Add($"{key} is not expected");
        }
    }

    /// <summary>1e-9, or the distance to the next number where numbers lie further apart.</summary>
    private static double Tolerance(double value) => Math.Max(1e-9, Math.BitIncrement(Math.Abs(value)) - Math.Abs(value));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Period(string? day, JsonElement expected)
    {
        Cell(day, null, expected.GetProperty("*"));
        foreach (var queue in expected.GetProperty("queues").EnumerateObject())
        {
            string name = queue.Name.Length == 0 ? Dimensions.None : queue.Name;
            compared.Add((day, name));
            Cell(day, name, queue.Value);
        }
    }

    /// <summary>One cell of the document: a day or all, a queue or all, every direction.</summary>
    private void Cell(string? day, string? queue, JsonElement expected)
    {
        var tally = new Tally();
        foreach (var (key, part) in Whole)
        {
            if ((day is null || Text(key.Date) == day) && (queue is null || key.Dimensions.Queue == queue))
                tally.Add(part);
        }
        string place = $"{day ?? "total"} {queue ?? "*"}";
        foreach (var counter in expected.GetProperty("counters").EnumerateObject())
        {
            CountersCompared++;
            long actual = tally[Counters[counter.Name]];
            if (actual != counter.Value.GetInt64())
                Differences.Add($"{place} {counter.Name}: expected {counter.Value}, got {actual}");
        }
        foreach (var kpi in expected.GetProperty("kpis").EnumerateObject())
        {
            KpisCompared++;
            double? value = kpi.Value.ValueKind == JsonValueKind.Null ? null : kpi.Value.GetDouble();
            double? actual = Figure.Of(Catalogue.Find(kpi.Name)!, tally).Value;
            if (value is null != actual is null || Math.Abs((value ?? 0) - (actual ?? 0)) > Tolerance(value ?? 0))
                Differences.Add($"{place} {kpi.Name}: expected {value}, got {actual}");
        }
    }
}
