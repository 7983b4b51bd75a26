using System.Text.Json;
using Pulso.Acceptance.Running;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Figures;

/// <summary>Compares figures one by one: counters exactly, KPIs to 1e-9; and counts them.</summary>
internal sealed class Comparison
{
    private const string Everything = "*";
    private const string NoQueue = "(none)";

    private int counters;
    private int kpis;
    private int daily;

    public List<string> Differences { get; } = [];

    public SortedSet<string> MissingCounters { get; } = [];

    public SortedSet<string> MissingKpis { get; } = [];

    /// <summary>Sums of rows of <c>fact_interval</c>, over all directions, in total and by queue.</summary>
    public void Counters(string period, JsonElement expected, IReadOnlyList<Csv.Row> rows)
    {
        CountersOf($"{period} {Everything}", expected.GetProperty(Everything), rows);
        var queues = expected.GetProperty("queues").EnumerateObject().ToDictionary(queue => queue.Name.Length == 0 ? NoQueue : queue.Name, queue => queue.Value);
        foreach (var (queue, cell) in queues)
            CountersOf($"{period} {queue}", cell, [.. rows.Where(row => row["queue"] == queue)]);
        foreach (string queue in rows.Select(row => row["queue"]).Distinct().Where(queue => !queues.ContainsKey(queue)))
            Differences.Add($"{period}: queue {queue} is not expected");
    }

    /// <summary>The rows of <c>GET kpis</c>, in total and by queue.</summary>
    public void Kpis(string period, JsonElement expected, JsonElement total, JsonElement byQueue)
    {
        KpisOf($"{period} {Everything}", expected.GetProperty(Everything), total.EnumerateArray());
        foreach (var queue in expected.GetProperty("queues").EnumerateObject())
        {
            string name = queue.Name.Length == 0 ? NoQueue : queue.Name;
            KpisOf($"{period} {name}", queue.Value, byQueue.EnumerateArray().Where(row => row.GetProperty("queue").GetString() == name));
        }
    }

    /// <summary>The rows of <c>kpi_daily</c> against the inbound rows of <c>fact_interval</c> that they sum up.</summary>
    public void KpiDaily(string day, Csv table, IReadOnlyList<Csv.Row> facts)
    {
        var inbound = facts.Where(row => row["direction"] == "inbound").ToList();
        foreach (var row in table.Rows.Where(row => row["variant"].Length == 0 && Formulas.All.ContainsKey(row["kpi"])))
        {
            var (numerator, denominator) = Formulas.All[row["kpi"]];
            var cells = inbound.Where(fact => (row["channel"] == Everything || fact["channel"] == row["channel"])
                && (row["queue"] == Everything || fact["queue"] == row["queue"])).ToList();
            double scale = row["unit"] == "s" ? 1_000 : 1;
            double above = cells.Sum(cell => numerator.Sum(cell.Long)) / scale;
            double? below = denominator is null ? null : cells.Sum(cell => cell.Long(denominator));
            string place = $"kpi_daily {day} {row["level"]} {row["queue"]} {row["kpi"]}";
            Same(ref daily, $"{place} numerator", above, row.Double("numerator"));
            Same(ref daily, $"{place} denominator", below, row.Double("denominator"));
            Same(ref daily, $"{place} value", below is { } divisor ? above / divisor : above, row.Double("value"));
        }
    }

    public void Tell(ITestOutputHelper output)
    {
        string text = $"{counters + kpis + daily} figures compared ({counters} counters, {kpis} KPIs, {daily} of kpi_daily), {Differences.Count} differ";
        output.WriteLine(text);
        foreach (string difference in Differences.Take(20))
            output.WriteLine(difference);
        Console.WriteLine(text);
    }

    private void CountersOf(string place, JsonElement cell, IReadOnlyList<Csv.Row> rows)
    {
        foreach (var counter in cell.GetProperty("counters").EnumerateObject())
        {
            if (rows.Count > 0 && !rows[0].Has(counter.Name))
            {
                MissingCounters.Add(counter.Name);
                continue;
            }
            counters++;
            long sum = rows.Sum(row => row.Long(counter.Name));
            if (sum != counter.Value.GetInt64())
                Differences.Add($"{place} {counter.Name}: expected {counter.Value}, exported {sum}");
        }
    }

    private void KpisOf(string place, JsonElement cell, IEnumerable<JsonElement> rows)
    {
        var found = rows.ToDictionary(row => row.GetProperty("kpi").GetString()!, row => row.GetProperty("value"));
        foreach (var kpi in cell.GetProperty("kpis").EnumerateObject())
        {
            if (!found.TryGetValue(kpi.Name, out var value))
                MissingKpis.Add(kpi.Name);
            else
                Same(ref kpis, $"{place} {kpi.Name}", Number(kpi.Value), Number(value));
        }
    }

    private void Same(ref int count, string place, double? expected, double? actual)
    {
        count++;
        if (expected is null != actual is null || Math.Abs((expected ?? 0) - (actual ?? 0)) > 1e-9)
            Differences.Add($"{place}: expected {expected}, got {actual}");
    }

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}
