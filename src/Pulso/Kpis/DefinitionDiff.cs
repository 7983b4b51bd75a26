using System.Globalization;
using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>One counter on one side of a ratio, under two definitions; null where it has no part in one of them.</summary>
/// <param name="Side"><c>numerator</c>, <c>denominator</c>, or both.</param>
public sealed record CounterChange(string Counter, string Side, long? Value, long? Other)
{
    public long Difference => (Other ?? 0) - (Value ?? 0);
}

/// <summary>A figure under two definitions, and the counters that explain by how much it differs.</summary>
/// <param name="Row">The figure as it is served.</param>
/// <param name="Other">The same period and group under the other definition.</param>
public sealed record DefinitionDifference(KpiRow Row, KpiRow Other, IReadOnlyList<CounterChange> Counters)
{
    /// <summary>By how much the other one is higher; null where either has no data.</summary>
    public double? Difference => Other.Figure.Value - Row.Figure.Value;

    /// <summary>True if the value or anything that it is made of differs.</summary>
    public bool IsAny => !Equals(Row.Figure.Value, Other.Figure.Value) || Counters.Any(counter => counter.Value != counter.Other);
}

/// <summary>Holds the rows of one query under two definitions against each other.</summary>
public static class DefinitionDiff
{
    /// <param name="others">The rows of the same periods and groups: of the same KPIs under other settings, or of a variant of the one KPI asked for.</param>
    public static IEnumerable<DefinitionDifference> Of(IEnumerable<KpiRow> rows, IEnumerable<KpiRow> others, Kpi? variant = null)
    {
        var known = others.ToDictionary(row => Id(row, row.Kpi));
        foreach (var row in rows)
        {
            if (known.TryGetValue(Id(row, variant ?? row.Kpi), out var other) && new DefinitionDifference(row, other, Counters(row, other)) is { IsAny: true } difference)
                yield return difference;
        }
    }

    private static string Id(KpiRow row, Kpi kpi) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Period.Order}\0{kpi.FullId}\0{string.Join('\0', row.Keys)}");

    private static List<CounterChange> Counters(KpiRow row, KpiRow other)
    {
        var changes = new List<CounterChange>();
        foreach (var counter in row.Formula.Counters.Concat(other.Formula.Counters).Distinct())
        {
            string[] sides = [Side(row.Formula, counter), Side(other.Formula, counter)];
            string side = string.Join(" → ", sides.Where(name => name.Length > 0).Distinct());
            changes.Add(new CounterChange(counter.Name, side, Value(row, counter), Value(other, counter)));
        }
        return changes;
    }

    private static long? Value(KpiRow row, Counter counter) => row.Sum is { } sum && row.Formula.Counters.Contains(counter) ? sum[counter] : null;

    private static string Side(Kpi kpi, Counter counter) =>
        string.Join(" and ", new[] { (Name: "numerator", Sum: kpi.Numerator), (Name: "denominator", Sum: kpi.Denominator) }
            .Where(side => side.Sum is { } sum && (sum.Plus.Contains(counter) || sum.Minus.Contains(counter))).Select(side => side.Name));
}
